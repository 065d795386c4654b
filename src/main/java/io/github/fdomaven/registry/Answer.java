package io.github.fdomaven.registry;

import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.OneLine;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a server answered to one request. */
final class Answer implements AutoCloseable {

    static final int OK = 200;
    static final int CREATED = 201;
    static final int ACCEPTED = 202;
    static final int NO_CONTENT = 204;
    static final int UNAUTHORIZED = 401;
    static final int NOT_FOUND = 404;
    static final int NOT_ALLOWED = 405;

    private static final int FIRST_ERROR = 400;
    private static final int LONGEST_COMPLAINT = 64 * 1024;

    private final Request request;
    private final HttpURLConnection connection;
    private final int status;

    Answer(Request request, HttpURLConnection connection, int status) {
        this.request = request;
        this.connection = connection;
        this.status = status;
    }

    Request request() {
        return request;
    }

    int status() {
        return status;
    }

    /** Demands one of some statuses. */
    Answer expect(Integer... statuses) throws AnswerException {
        if (!Arrays.asList(statuses).contains(status)) {
            throw new AnswerException(this, words());
        }
        return this;
    }

    Optional<String> header(String name) {
        return Optional.ofNullable(connection.getHeaderField(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    List<String> headers(String name) {
        return connection.getHeaderFields().entrySet().stream()
                .filter(header -> name.equalsIgnoreCase(header.getKey()))
                .map(Map.Entry::getValue)
                .flatMap(List::stream)
                .filter(Objects::nonNull)
                .toList();
    }

    /** The content, to be read as it comes. */
    InputStream content() throws IOException {
        InputStream stream = status < FIRST_ERROR ? connection.getInputStream() : connection.getErrorStream();
        return stream == null ? new ByteArrayInputStream(new byte[0]) : stream;
    }

    /**
     * The whole content.
     *
     * @param longest how many bytes of it are taken
     * @param what what it is, for the message
     */
    byte[] content(int longest, String what) throws ConnectionException {
        try {
            byte[] bytes = content().readNBytes(longest + 1);
            if (bytes.length > longest) {
                throw nonsense(what + " has more than " + longest + " bytes");
            }
            long announced = connection.getContentLengthLong();
            if (announced > bytes.length) {
                throw new EOFException("it ended after " + bytes.length + " of " + announced + " bytes");
            }
            return bytes;
        } catch (IOException e) {
            throw new ConnectionException(request, e);
        }
    }

    private String words() {
        byte[] complaint = new byte[0];
        Optional<String> reason = Optional.empty();
        try {
            reason = Optional.ofNullable(connection.getResponseMessage());
            complaint = content().readNBytes(LONGEST_COMPLAINT);
        } catch (IOException e) {
            // The status has to do.
        }
        return Words.of(header("Content-Type"), complaint, reason);
    }

    /** What is to be thrown for an answer that does not hold what it should. */
    EnvironmentException nonsense(String problem) {
        return new EnvironmentException(this + ": " + OneLine.of(problem) + ". Check that " + request.host()
                + " is a registry, and that nothing between here and there changes its answers.");
    }

    /** Gives the connection back. What is left to be read is given up. */
    @Override
    public void close() {
        try {
            content().close();
        } catch (IOException e) {
            // There was nothing left to give back.
        }
    }

    @Override
    public String toString() {
        return request + ": " + status;
    }
}
