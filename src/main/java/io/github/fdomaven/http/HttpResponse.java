package io.github.fdomaven.http;

import static java.net.HttpURLConnection.HTTP_PARTIAL;

import io.github.fdomaven.support.JsonText;
import io.github.fdomaven.support.JsonValue;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

/** The response to a request. */
public final class HttpResponse implements AutoCloseable {

    private static final int MAX_ERROR_BYTES = 256 * 1024;
    private static final int SHORT = 1024;
    private static final Pattern PART = Pattern.compile("(?i:bytes) ([0-9]{1,18})-([0-9]{1,18})/(\\*|[0-9]{1,18})");
    private static final String NOT_COMPRESSED = "the content is not compressed as declared";

    private final HttpRequest request;
    private Exchange.Answer answer;
    private final Source source;
    private byte[] read = new byte[0];
    private boolean closed;

    HttpResponse(HttpRequest request, Exchange.Answer answer, Source source) {
        this.request = request;
        this.answer = answer;
        this.source = source;
    }

    /** Where the response comes from. */
    interface Source {

        /** The proxy that receives the requests for plain HTTP. */
        Optional<HttpProxy> proxy();

        /** Limits the progress of the body from now on, and not its time. */
        void expectLongBody() throws IOException;

        /** Receives the end of the response. */
        void release(boolean reusable);
    }

    /** {@return the request, with the address of the last redirect} */
    public HttpRequest request() {
        return request;
    }

    /** {@return the status} */
    public int status() {
        return answer.head().status();
    }

    /** {@return whether the status is one of success, from 200 to 299} */
    public boolean isSuccess() {
        return answer.head().isSuccess();
    }

    /** {@return this response, if it has a status of success, or one of some other statuses} */
    public HttpResponse expectSuccessOr(int... statuses) throws StatusException {
        return isSuccess() ? this : expect(statuses);
    }

    /** {@return this response, if it has one of these statuses} */
    public HttpResponse expect(int... statuses) throws StatusException {
        if (IntStream.of(statuses).noneMatch(expected -> expected == status())) {
            throw failure();
        }
        return this;
    }

    /** {@return the value of a header, unless it is blank} */
    public Optional<String> header(String name) {
        return answer.head().value(name);
    }

    /** {@return all values of a header that can occur several times} */
    public List<String> headers(String name) {
        return answer.head().values(name);
    }

    /** {@return the address of the next page in the Link headers (RFC 8288), as the server wrote it} */
    public Optional<String> nextPage() {
        return LinkHeader.next(headers("Link"));
    }

    /**
     * {@return the content as a stream, which may take as long as it makes progress} If the server compressed the content for
     * the transfer, it is decompressed. Some servers declare this for a compressed file that they send as it is: its length is
     * the size then.
     *
     * @param size the number of bytes of the content
     */
    public InputStream stream(long size) throws HttpException {
        try {
            source.expectLongBody();
            boolean isAsItIs = header("Content-Length").equals(Optional.of(String.valueOf(size)));
            return isCompressed() && !isAsItIs ? new GZIPInputStream(answer.body()) : answer.body();
        } catch (ZipException e) {
            throw new InvalidResponseException(this, NOT_COMPRESSED, Optional.empty(), e);
        } catch (IOException e) {
            throw ConnectionException.whileReading(request, e);
        }
    }

    /**
     * {@return the rest of the content as a stream, if this is the response to a request for the bytes from a position (RFC
     * 9110, section 14.4)} A part of a content that was compressed for the transfer cannot be decompressed.
     *
     * @param from the position of the first byte
     * @param size the number of bytes of the whole content
     */
    public Optional<InputStream> part(long from, long size) throws HttpException {
        Matcher range = PART.matcher(header("Content-Range").orElse(""));
        boolean isPart = status() == HTTP_PARTIAL
                && range.matches()
                && Long.parseLong(range.group(1)) == from
                && Long.parseLong(range.group(2)) >= from
                && Long.parseLong(range.group(2)) < size
                && (range.group(3).equals("*") ? !isCompressed() : Long.parseLong(range.group(3)) == size);
        if (!isPart) {
            return Optional.empty();
        }
        try {
            source.expectLongBody();
        } catch (IOException e) {
            throw ConnectionException.whileReading(request, e);
        }
        return Optional.of(answer.body());
    }

    /**
     * {@return the whole content}
     *
     * @param maxBytes the greatest valid number of bytes
     * @param what a name for the content in messages
     */
    public byte[] content(int maxBytes, String what) throws HttpException {
        byte[] sent;
        try {
            // Compression makes only a short content twice as long.
            sent = answer.body().readNBytes(isCompressed() ? 2 * maxBytes + SHORT : maxBytes + 1);
        } catch (IOException e) {
            throw ConnectionException.whileReading(request, e);
        }
        byte[] bytes;
        try {
            bytes = decoded(sent, maxBytes + 1);
        } catch (IOException e) {
            throw new InvalidResponseException(this, what + " is not compressed as declared", Optional.empty(), e);
        }
        if (bytes.length > maxBytes) {
            throw invalid(what + " has more than " + maxBytes + " bytes");
        }
        read = bytes;
        return bytes;
    }

    /** {@return the whole content, parsed} */
    public JsonValue json(int maxBytes, String what) throws HttpException {
        byte[] bytes = content(maxBytes, what);
        try {
            return JsonText.readFirst(bytes);
        } catch (IOException e) {
            throw new InvalidResponseException(this, what + " is not valid JSON", Optional.empty(), e);
        }
    }

    /** {@return the server's message in one line, if the content that was read is an error although the status is a success} */
    public Optional<String> errorMessage() {
        return ErrorBody.ofSuccess(read);
    }

    /** Some proxies compress every answer, although the request does not allow it. */
    private boolean isCompressed() {
        return header("Content-Encoding")
                .filter(coding -> coding.matches("(?i)(x-)?gzip"))
                .isPresent();
    }

    private byte[] decoded(byte[] sent, int maxBytes) throws IOException {
        return sent.length > 0 && isCompressed()
                ? new GZIPInputStream(new ByteArrayInputStream(sent)).readNBytes(maxBytes)
                : sent;
    }

    /** The proxy that may have answered instead of the server. */
    Optional<HttpProxy> proxy() {
        return source.proxy();
    }

    /** The content of an error as text. It can be read again. */
    String errorText() {
        ResponseBody.Part part = answer.body().upTo(MAX_ERROR_BYTES);
        answer = new Exchange.Answer(answer.head(), ResponseBody.of(part), false);
        return new String(part.content(), StandardCharsets.UTF_8);
    }

    private StatusException failure() {
        ResponseBody.Part part = answer.body().upTo(MAX_ERROR_BYTES);
        byte[] body = new byte[0];
        try {
            body = decoded(part.content(), MAX_ERROR_BYTES);
        } catch (IOException e) {
            // The status is enough.
        }
        Optional<String> reason = ErrorBody.ofChallenges(headers("WWW-Authenticate"))
                .or(() -> Optional.of(answer.head().reason()));
        Optional<String> location = header("Location").filter(text -> StatusException.isRedirect(status()));
        String message = location.map(text -> "redirects to " + target(text))
                .orElse(ErrorBody.message(header("Content-Type"), body, reason));
        return new StatusException(this, message, part.complete());
    }

    private String target(String location) {
        return Uris.resolve(request.uri(), location).map(Uris::withoutSecrets).orElse("an invalid address");
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
        if (!closed) {
            closed = true;
            source.release(answer.reusable() && answer.body().drain());
        }
    }
}
