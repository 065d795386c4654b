package io.github.fdomaven.registry;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** There was no connection, or it broke. */
final class ConnectionException extends RequestException {

    private static final long serialVersionUID = 1L;

    ConnectionException(Request request, IOException cause) {
        super(request, problem(request, cause), cause);
    }

    private static String problem(Request request, IOException cause) {
        String words = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        if (cause instanceof UnknownHostException) {
            return "unknown host " + request.uri().getHost();
        }
        if (cause instanceof SocketTimeoutException) {
            boolean connecting = words.toLowerCase(Locale.ROOT).startsWith("connect");
            return connecting ? "no connection within the time limit" : "no answer within the time limit";
        }
        if (cause instanceof ConnectException) {
            return "no connection: " + words;
        }
        if (cause instanceof SSLException) {
            return "no TLS connection: " + words;
        }
        return "the connection broke: " + words;
    }

    boolean isTls() {
        return getCause() instanceof SSLException;
    }

    boolean isUnknownHost() {
        return getCause() instanceof UnknownHostException;
    }

    /** A certificate does not get better, nor does a server that has no TLS; a handshake that broke off may. */
    @Override
    boolean isTemporary() {
        return !isTls() || getCause().getCause() instanceof IOException;
    }

    @Override
    Optional<String> retryAfter() {
        return Optional.empty();
    }
}
