package io.github.fdomaven.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** The response to a request. */
public final class HttpResponse implements AutoCloseable {

    private static final Pattern LINK = Pattern.compile("<([^>]*+)>([^<]*+)");
    private static final Pattern NEXT =
            Pattern.compile("(?i);\\s*+rel\\s*+=\\s*+(?:next\\b|\"(?:[^\"]*\\s)?next[\\s\"])");

    private static final int FIRST_ERROR = 400;
    private static final int MAX_ERROR_BYTES = 256 * 1024;

    private final HttpRequest request;
    private final HttpURLConnection connection;
    private final int status;

    HttpResponse(HttpRequest request, HttpURLConnection connection, int status) {
        this.request = request;
        this.connection = connection;
        this.status = status;
    }

    /** Loaded with the first JSON response. */
    private static final class JsonReader {
        private static final ObjectReader READER = JsonMapper.builder().build().reader();
    }

    /** {@return the request, with the address of the last redirect} */
    public HttpRequest request() {
        return request;
    }

    /** {@return the status} */
    public int status() {
        return status;
    }

    /** {@return this response, if it has one of these statuses} */
    public HttpResponse expect(int... statuses) throws StatusException {
        if (IntStream.of(statuses).noneMatch(expected -> expected == status)) {
            throw failure();
        }
        return this;
    }

    /** {@return the value of a header, unless it is blank} */
    public Optional<String> header(String name) {
        return Optional.ofNullable(connection.getHeaderField(name))
                .map(String::strip)
                .filter(text -> !text.isEmpty());
    }

    /** {@return all values of a header that can occur several times} */
    public List<String> headers(String name) {
        return connection.getHeaderFields().entrySet().stream()
                .filter(header -> name.equalsIgnoreCase(header.getKey()))
                .map(Map.Entry::getValue)
                .flatMap(List::stream)
                .filter(Objects::nonNull)
                .toList();
    }

    /** {@return the address of the next page in the Link headers (RFC 8288), as the server wrote it} */
    public Optional<String> nextPage() {
        return nextPage(headers("Link"));
    }

    static Optional<String> nextPage(List<String> links) {
        return links.stream()
                .flatMap(header -> LINK.matcher(header).results())
                .filter(link -> NEXT.matcher(link.group(2)).find())
                .map((MatchResult link) -> link.group(1))
                .findFirst();
    }

    /** {@return the content as a stream} */
    public InputStream stream() throws IOException {
        InputStream stream = status < FIRST_ERROR ? connection.getInputStream() : connection.getErrorStream();
        return stream == null ? new ByteArrayInputStream(new byte[0]) : stream;
    }

    /**
     * {@return the whole content}
     *
     * @param maxBytes the greatest valid number of bytes
     * @param what a name for the content in messages
     */
    public byte[] content(int maxBytes, String what) throws HttpException {
        byte[] bytes;
        try {
            bytes = stream().readNBytes(maxBytes + 1);
        } catch (IOException e) {
            throw ConnectionException.whileReading(request, e);
        }
        if (bytes.length > maxBytes) {
            throw invalid(what + " has more than " + maxBytes + " bytes");
        }
        long announced = connection.getContentLengthLong();
        if (announced > bytes.length) {
            throw ConnectionException.whileReading(
                    request, new EOFException("it ended after " + bytes.length + " of " + announced + " bytes"));
        }
        return bytes;
    }

    /** {@return the whole content, parsed} */
    public JsonNode json(int maxBytes, String what) throws HttpException {
        byte[] bytes = content(maxBytes, what);
        try {
            return JsonReader.READER.readTree(bytes);
        } catch (IOException e) {
            throw new InvalidResponseException(this, what + " is not valid JSON", Optional.empty(), e);
        }
    }

    private StatusException failure() {
        Optional<String> reason = Optional.empty();
        byte[] body = new byte[0];
        boolean complete = false;
        try {
            reason = Optional.ofNullable(connection.getResponseMessage());
            body = stream().readNBytes(MAX_ERROR_BYTES);
            complete = body.length < MAX_ERROR_BYTES && body.length >= connection.getContentLengthLong();
        } catch (IOException e) {
            // The status is enough. Java withholds the content of a 401 to a request with a body, for example.
        }
        Optional<String> location = header("Location").filter(text -> StatusException.isRedirect(status));
        String message = location.map(text -> "redirects to " + target(text))
                .orElse(ErrorBody.message(header("Content-Type"), body, reason));
        return new StatusException(this, message, complete);
    }

    private String target(String location) {
        try {
            return Uris.withoutSecrets(request.uri().resolve(location));
        } catch (IllegalArgumentException e) {
            return "an invalid address";
        }
    }

    /**
     * {@return the exception for content that is not valid}
     *
     * @param problem the problem, as the end of a sentence
     */
    public InvalidResponseException invalid(String problem) {
        return new InvalidResponseException(this, problem, Optional.empty(), null);
    }

    /**
     * {@return the exception for content that is not valid}
     *
     * @param problem the problem, as the end of a sentence
     * @param advice what the user can do
     */
    public InvalidResponseException invalid(String problem, String advice) {
        return new InvalidResponseException(this, problem, Optional.of(advice), null);
    }

    /** Releases the connection. Content that was not read is lost. */
    @Override
    public void close() {
        try {
            stream().close();
        } catch (IOException e) {
            // Nothing is left to release.
        }
    }
}
