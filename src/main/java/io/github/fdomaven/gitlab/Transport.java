package io.github.fdomaven.gitlab;

import io.github.fdomaven.http.RetryAfter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Authenticator;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** Sends one request, once, and waits for what becomes of it. */
final class Transport {

    private static final String NAME = "fdo-maven-plugin";

    /** A pipeline entity has about 2 KB, a page of a hundred repositories about 50. */
    private static final int LONGEST = 256 * 1024;

    /** Keeps Java from answering a challenge with credentials of its own. */
    private static final Authenticator NOBODY = new Authenticator() {};

    private final Duration connectLimit;
    private final Duration answerLimit;

    /**
     * Creates a transport.
     *
     * @param connectLimit how long a connection may take
     * @param answerLimit how long an answer, or its next part, may take to come
     */
    Transport(Duration connectLimit, Duration answerLimit) {
        this.connectLimit = connectLimit;
        this.answerLimit = answerLimit;
    }

    Reply send(Request request) {
        HttpURLConnection connection;
        try {
            connection = prepare(request);
            // By itself, and with the TLS handshake: if this fails, nothing of the request has left us.
            connection.connect();
        } catch (IOException e) {
            return new Reply.NotSent(request.uri().getHost(), e);
        }
        try {
            if (request.form().isPresent()) {
                write(request.form().get(), connection);
            }
            int status = connection.getResponseCode();
            if (status < 0) {
                throw new ProtocolException("the answer is not HTTP");
            }
            return answer(request, connection, status);
        } catch (IOException e) {
            return new Reply.Lost(e);
        } finally {
            connection.disconnect();
        }
    }

    private HttpURLConnection prepare(Request request) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) request.uri().toURL().openConnection();
        connection.setRequestMethod(request.method());
        connection.setConnectTimeout((int) connectLimit.toMillis());
        connection.setReadTimeout((int) answerLimit.toMillis());
        connection.setInstanceFollowRedirects(false);
        connection.setUseCaches(false);
        connection.setAuthenticator(NOBODY);
        connection.setRequestProperty("User-Agent", NAME);
        connection.setRequestProperty("Accept", "application/json");
        connection.setRequestProperty("Accept-Encoding", "identity");
        // A connection kept from before may be closed already, and then nobody could say whether the request was
        // received.
        connection.setRequestProperty("Connection", "close");
        request.token().ifPresent(token -> connection.setRequestProperty(token.header(), token.value()));
        request.form().ifPresent(form -> {
            connection.setRequestProperty("Content-Type", "application/x-www-form-urlencoded");
            connection.setDoOutput(true);
            // Otherwise Java sends a POST twice when the server drops the connection.
            connection.setFixedLengthStreamingMode(form.length);
        });
        return connection;
    }

    private static void write(byte[] form, HttpURLConnection connection) throws IOException {
        try (OutputStream out = connection.getOutputStream()) {
            out.write(form);
        }
    }

    private static Reply answer(Request request, HttpURLConnection connection, int status) throws IOException {
        byte[] bytes = new byte[0];
        boolean complete = false;
        try (InputStream in = content(connection)) {
            bytes = in.readNBytes(LONGEST + 1);
            complete = bytes.length <= LONGEST && bytes.length >= connection.getContentLengthLong();
        } catch (IOException e) {
            // The status is an answer too. Java withholds the content of a 401 to a request like ours, for one: there,
            // the reason has to do, which GitLab repeats in the content anyway.
        }
        String content = new String(bytes, StandardCharsets.UTF_8);
        Optional<String> reason = Optional.ofNullable(connection.getResponseMessage());
        return new Reply.Answer(
                status,
                content,
                complete,
                Words.of(header(connection, "Content-Type"), content, reason),
                header(connection, RetryAfter.HEADER),
                header(connection, "Location").flatMap(location -> plain(request.uri(), location)),
                Pages.next(connection));
    }

    private static InputStream content(HttpURLConnection connection) throws IOException {
        InputStream error = connection.getErrorStream();
        return error != null || connection.getResponseCode() >= HttpURLConnection.HTTP_BAD_REQUEST
                ? orEmpty(error)
                : connection.getInputStream();
    }

    private static InputStream orEmpty(InputStream stream) {
        return stream == null ? new ByteArrayInputStream(new byte[0]) : stream;
    }

    private static Optional<String> header(HttpURLConnection connection, String name) {
        return Optional.ofNullable(connection.getHeaderField(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /** Where an answer leads to, without what may be secret in it. */
    private static Optional<String> plain(URI from, String location) {
        try {
            URI to = from.resolve(location);
            return Optional.ofNullable(to.getHost())
                    .map(host -> to.getScheme() + "://" + host + (to.getPort() < 0 ? "" : ":" + to.getPort())
                            + to.getRawPath());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
