package io.github.fdomaven.engine.docker;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.github.fdomaven.support.Daemon;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/** A response that is closed if the engine hangs while it sends the body. */
final class TimeoutResponse implements Response {

    private static final long CHECK_MILLIS = 100;

    private final Response response;
    private final Duration limit;
    private final LongSupplier nanoTime;
    private final Body body;
    private volatile boolean closed;

    TimeoutResponse(Response response, Duration limit, LongSupplier nanoTime) {
        this.response = response;
        this.limit = limit;
        this.nanoTime = nanoTime;
        this.body = new Body(response.getBody());
        Daemon.start("fdo-engine-response", this::watch);
    }

    private void watch() {
        try {
            while (!closed && !body.ended) {
                Thread.sleep(CHECK_MILLIS);
                if (body.isOverdue()) {
                    body.timedOut = true;
                    close();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public int getStatusCode() {
        return response.getStatusCode();
    }

    @Override
    public Map<String, List<String>> getHeaders() {
        return response.getHeaders();
    }

    @Override
    public InputStream getBody() {
        return body;
    }

    @Override
    public void close() {
        closed = true;
        response.close();
    }

    /** Measures the time only while the reader waits for the engine. */
    private final class Body extends FilterInputStream {

        private volatile long waitingSince;
        private volatile boolean waiting;
        private volatile boolean timedOut;
        private volatile boolean ended;

        Body(InputStream body) {
            super(body);
        }

        boolean isOverdue() {
            return waiting && nanoTime.getAsLong() - waitingSince > limit.toNanos();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            waitingSince = nanoTime.getAsLong();
            waiting = true;
            try {
                int read = super.read(buffer, offset, length);
                requireInTime();
                ended = read < 0;
                return read;
            } catch (IOException | RuntimeException e) {
                ended = true;
                requireInTime();
                throw e;
            } finally {
                waiting = false;
            }
        }

        /** Throws the timeout instead of the error that closing the response causes. */
        private void requireInTime() {
            if (timedOut) {
                throw new EngineTimeoutException(limit);
            }
        }
    }
}
