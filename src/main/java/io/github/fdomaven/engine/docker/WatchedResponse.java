package io.github.fdomaven.engine.docker;

import com.github.dockerjava.transport.DockerHttpClient.Response;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** An answer that is broken off when its next piece does not come. */
final class WatchedResponse implements Response {

    private static final int ROUNDS_PER_LIMIT = 10;
    private static final long LONGEST_ROUND_MILLIS = 1000;

    private final Response response;
    private final Duration limit;
    private final WatchedBody body;
    private volatile boolean isClosed;

    WatchedResponse(Response response, Duration limit) {
        this.response = response;
        this.limit = limit;
        this.body = new WatchedBody(response.getBody());
        Thread watch = new Thread(this::watch, "fdo-engine-watch");
        watch.setDaemon(true);
        watch.start();
    }

    private void watch() {
        try {
            while (!isClosed && !body.isAtItsEnd) {
                Thread.sleep(Math.min(LONGEST_ROUND_MILLIS, limit.toMillis() / ROUNDS_PER_LIMIT));
                if (body.isStuck()) {
                    body.isGivenUp = true;
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
        isClosed = true;
        response.close();
    }

    /** Takes note of when somebody begins to wait for the next piece, which is not the engine's fault before that. */
    private final class WatchedBody extends FilterInputStream {

        private volatile long waitingSince;
        private volatile boolean isWaiting;
        private volatile boolean isGivenUp;
        private volatile boolean isAtItsEnd;

        WatchedBody(InputStream body) {
            super(body);
        }

        boolean isStuck() {
            return isWaiting && System.nanoTime() - waitingSince > limit.toNanos();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            waitingSince = System.nanoTime();
            isWaiting = true;
            try {
                int read = super.read(buffer, offset, length);
                refuseIfGivenUp();
                isAtItsEnd = read < 0;
                return read;
            } catch (IOException | RuntimeException e) {
                isAtItsEnd = true;
                refuseIfGivenUp();
                throw e;
            } finally {
                isWaiting = false;
            }
        }

        /** What a broken connection looks like is of no interest where it was us who broke it. */
        private void refuseIfGivenUp() {
            if (isGivenUp) {
                throw new SilentEngineException(limit);
            }
        }
    }
}
