package io.github.fdomaven.registry;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.Optional;

/** Sends one request and waits for its answer, whatever that is. */
final class Transport {

    static final String NAME = "fdo-maven-plugin";

    /** Keeps Java from answering a challenge with credentials of its own. */
    private static final Authenticator NOBODY = new Authenticator() {};

    private final Routes routes;
    private final Duration connectLimit;
    private final Duration answerLimit;

    /**
     * Creates a transport.
     *
     * @param routes the ways to the servers
     * @param connectLimit how long a connection may take
     * @param answerLimit how long an answer, or its next part, may take to come
     */
    Transport(Routes routes, Duration connectLimit, Duration answerLimit) {
        this.routes = routes;
        this.connectLimit = connectLimit;
        this.answerLimit = answerLimit;
    }

    Answer send(Request request, Optional<String> authorization) throws RequestException {
        try {
            HttpURLConnection connection = prepare(request, authorization);
            if (request.body().isPresent()) {
                write(request.body().get(), connection);
            }
            int status = connection.getResponseCode();
            if (status < 0) {
                throw new ProtocolException("the answer is not HTTP");
            }
            return new Answer(request, connection, status);
        } catch (RequestException e) {
            // The body comes from a server too, and that is the one which failed.
            throw e;
        } catch (IOException e) {
            throw new ConnectionException(request, e, routes.proxy(request.uri()));
        }
    }

    private HttpURLConnection prepare(Request request, Optional<String> authorization) throws IOException {
        HttpURLConnection connection = routes.open(request.uri());
        connection.setRequestMethod(request.method());
        connection.setConnectTimeout((int) connectLimit.toMillis());
        connection.setReadTimeout((int) answerLimit.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setAuthenticator(NOBODY);
        connection.setRequestProperty("User-Agent", NAME);
        connection.setRequestProperty("Accept", "*/*");
        connection.setRequestProperty("Accept-Encoding", "identity");
        request.headers().forEach(connection::setRequestProperty);
        authorization.ifPresent(value -> connection.setRequestProperty("Authorization", value));
        return connection;
    }

    /** The length is set even if it is 0: otherwise Java sends a POST twice when the server drops the connection. */
    private static void write(Body body, HttpURLConnection connection) throws IOException {
        connection.setDoOutput(true);
        connection.setFixedLengthStreamingMode(body.length());
        try (OutputStream out = connection.getOutputStream()) {
            body.writeTo(out);
        }
    }
}
