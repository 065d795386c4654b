package io.github.fdomaven.http;

import io.github.fdomaven.support.Daemon;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;

/**
 * Sends one request over a connection and reads the head of the answer. A server can refuse a request before it has read the
 * whole body, and then closes the connection: the answer is read even then, because it has the reason.
 */
final class Exchange {

    /** A body of this size fits into the buffers of a connection, so that it is sent without waiting. */
    private static final int SMALL_BODY = 64 * 1024;

    private static final int MAX_REFUSAL = 256 * 1024;

    private final HttpRequest request;
    private final HttpConnection connection;
    private final TimeLimits limits;

    Exchange(HttpRequest request, HttpConnection connection, TimeLimits limits) {
        this.request = request;
        this.connection = connection;
        this.limits = limits;
    }

    /** An answer whose body is not read yet, or was read before the connection is closed. */
    record Answer(ResponseHead head, ResponseBody body, boolean reusable) {}

    Answer run() throws IOException {
        connection.limitWriting(limits.forBody());
        long length = request.body().map(HttpRequest.Body::length).orElse(0L);
        return length > SMALL_BODY ? sendLong() : sendShort();
    }

    private Answer sendShort() throws IOException {
        Optional<IOException> failure = send(connection.out());
        Duration answerLimit = limits.answer(request.pace());
        Duration response = request.pace() == HttpRequest.Pace.NORMAL ? limits.response() : answerLimit;
        connection.limitReading(TransferLimit.total(answerLimit), response.toMillis());
        try {
            Answer answer = answer(ResponseHead.read(connection.in()));
            return failure.isPresent() ? new Answer(answer.head(), answer.body(), false) : answer;
        } catch (IOException e) {
            throw reason(failure, e);
        }
    }

    /** The failure to send comes first, but the server's alert says why it has closed a TLS connection. */
    private static IOException reason(Optional<IOException> sending, IOException reading) {
        return reading instanceof SSLException ? reading : sending.orElse(reading);
    }

    /** Returns the failure to send to the server. A failure of the server that the body comes from is thrown. */
    private Optional<IOException> send(OutputStream out) throws HttpException {
        try {
            out.write(head().getBytes(StandardCharsets.ISO_8859_1));
            if (request.body().isPresent()) {
                request.body().get().writeTo(out);
            }
            out.flush();
            return Optional.empty();
        } catch (HttpException e) {
            throw e;
        } catch (IOException e) {
            return Optional.of(e);
        }
    }

    private String head() {
        URI uri = request.uri();
        Optional<HttpProxy> proxy = connection.plainProxy();
        StringBuilder head = new StringBuilder(request.method())
                .append(' ')
                .append(proxy.isPresent() ? Uris.origin(uri) : "")
                .append(Uris.target(uri))
                .append(" HTTP/1.1\r\n");
        add(head, "Host", Uris.authority(uri));
        add(head, "User-Agent", HttpTransport.USER_AGENT);
        add(head, "Accept-Encoding", "identity");
        if (!request.headers().containsKey("Accept")) {
            add(head, "Accept", "*/*");
        }
        proxy.flatMap(HttpProxy::credentials).ifPresent(found -> add(head, "Proxy-Authorization", found.header()));
        request.body().ifPresent(body -> add(head, "Content-Length", String.valueOf(body.length())));
        request.headers().forEach((name, value) -> add(head, name, value));
        return head.append("\r\n").toString();
    }

    private static void add(StringBuilder head, String name, String value) {
        head.append(name).append(": ").append(value).append("\r\n");
    }

    /** The wait for the answer has ended before the body was sent. */
    private static final class AnsweredException extends IOException {

        private static final long serialVersionUID = 1L;
    }

    /** Another thread waits for the answer while the body is sent. */
    private Answer sendLong() throws IOException {
        AtomicBoolean sent = new AtomicBoolean();
        connection.limitReading(TransferLimit.none(), 0);
        FutureTask<Answer> answer = new FutureTask<>(() -> await(sent));
        Daemon.start("fdo-http-answer", answer);
        try {
            Optional<IOException> failure = send(new OutputStream() {
                @Override
                public void write(int value) throws IOException {
                    write(new byte[] {(byte) value}, 0, 1);
                }

                @Override
                public void write(byte[] buffer, int offset, int length) throws IOException {
                    if (answer.isDone()) {
                        throw new AnsweredException();
                    }
                    connection.out().write(buffer, offset, length);
                }

                @Override
                public void flush() throws IOException {
                    connection.out().flush();
                }
            });
            sent.set(true);
            return get(answer, failure);
        } finally {
            if (!answer.isDone()) {
                connection.close();
            }
        }
    }

    private Answer get(FutureTask<Answer> answer, Optional<IOException> failure) throws IOException {
        Duration answerLimit = limits.answer(request.pace());
        try {
            Answer found = answer.get(answerLimit.toNanos(), TimeUnit.NANOSECONDS);
            // After a part of a body, the server cannot find the next request.
            return failure.isPresent() ? new Answer(found.head(), found.body(), false) : found;
        } catch (TimeoutException e) {
            throw failure.orElseGet(() -> TransferLimit.total(answerLimit).exceeded());
        } catch (ExecutionException e) {
            throw reason(
                    failure.filter(problem -> !(problem instanceof AnsweredException)),
                    e.getCause() instanceof IOException cause ? cause : new IOException(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    private Answer await(AtomicBoolean sent) throws IOException {
        ResponseHead head = ResponseHead.read(connection.in());
        connection.limitReading(limits.forAnswer(), limits.response().toMillis());
        if (sent.get() || head.isSuccess()) {
            return answer(head);
        }
        ResponseBody.Part refusal =
                ResponseBody.of(request.method(), head, connection.in()).upTo(MAX_REFUSAL);
        // The server may not read the rest of the body.
        connection.stopWriting();
        return new Answer(head, ResponseBody.of(refusal), false);
    }

    private Answer answer(ResponseHead head) throws IOException {
        ResponseBody body = ResponseBody.of(request.method(), head, connection.in());
        boolean reusable = !head.isHttp10()
                && !head.has("Connection", "close")
                && !"close".equalsIgnoreCase(request.headers().get("Connection"));
        return new Answer(head, body, reusable);
    }
}
