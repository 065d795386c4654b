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

    private final transient Optional<HttpProxy> proxy;

    ConnectionException(Request request, IOException cause) {
        this(request, cause, Optional.empty());
    }

    /**
     * Says what went wrong.
     *
     * @param proxy the proxy by way of which the server was to be reached
     */
    ConnectionException(Request request, IOException cause, Optional<HttpProxy> proxy) {
        super(
                request,
                proxy.map(way -> "by way of the proxy " + way + ": ").orElse("") + problem(request, cause, proxy),
                cause);
        this.proxy = proxy;
    }

    Optional<HttpProxy> proxy() {
        return proxy;
    }

    /** The status with which the proxy refused to connect us, if that is what happened. */
    Optional<Integer> refusal() {
        return getCause() instanceof ProxyRefusal refusal ? Optional.of(refusal.status()) : Optional.empty();
    }

    private static String problem(Request request, IOException cause, Optional<HttpProxy> proxy) {
        String words = cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
        if (cause instanceof UnknownHostException) {
            return "unknown host "
                    + proxy.map(HttpProxy::host).orElseGet(() -> request.uri().getHost());
        }
        if (cause instanceof SocketTimeoutException) {
            boolean connecting = words.toLowerCase(Locale.ROOT).startsWith("connect");
            return connecting ? "no connection within the time limit" : "no answer within the time limit";
        }
        if (cause instanceof ConnectException || cause instanceof ProxyRefusal) {
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
        return refusal().map(AnswerException.TEMPORARY::contains).orElseGet(this::mayPass);
    }

    private boolean mayPass() {
        return !isTls() || getCause().getCause() instanceof IOException;
    }

    @Override
    Optional<String> retryAfter() {
        return Optional.empty();
    }
}
