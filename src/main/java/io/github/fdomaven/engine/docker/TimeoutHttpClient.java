package io.github.fdomaven.engine.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import io.github.fdomaven.support.Daemon;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;

/** Ends requests to an engine that hangs. The timeouts of docker-java's own client have no effect on Unix sockets. */
final class TimeoutHttpClient implements DockerHttpClient {

    private static final long CHECK_MILLIS = 100;

    private final DockerHttpClient http;
    private final LongSupplier nanoTime;
    private volatile boolean timedOut;

    TimeoutHttpClient(DockerHttpClient http, LongSupplier nanoTime) {
        this.http = http;
        this.nanoTime = nanoTime;
    }

    /**
     * Returns when the response begins.
     *
     * @throws EngineTimeoutException if it does not begin in time; reading the response throws it too
     */
    @Override
    public Response execute(Request request) {
        Duration limit = timedOut ? EngineTimeouts.AFTER_TIMEOUT : EngineTimeouts.beforeResponse(request);
        Response response = new Call(request).await(limit);
        timedOut = false;
        Optional<Duration> within = EngineTimeouts.withinResponse(request, response);
        return within.isPresent() ? new TimeoutResponse(response, within.get(), nanoTime) : response;
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    /** A request in its own thread, because a thread that waits for a Unix socket cannot be interrupted. */
    private final class Call {

        private final FutureTask<Response> task;
        private volatile long lastActivity = nanoTime.getAsLong();
        private boolean abandoned;
        private Response response;

        Call(Request request) {
            Request observed = request.body() == null
                    ? request
                    : Request.builder()
                            .from(request)
                            .body(new ActivityInput(request.body()))
                            .build();
            task = new FutureTask<>(() -> execute(observed));
            Daemon.start("fdo-engine-call", task);
        }

        private Response execute(Request request) {
            Response received = http.execute(request);
            synchronized (this) {
                response = received;
                if (abandoned) {
                    received.close();
                }
            }
            return received;
        }

        Response await(Duration limit) {
            try {
                while (nanoTime.getAsLong() - lastActivity < limit.toNanos()) {
                    try {
                        return task.get(CHECK_MILLIS, TimeUnit.MILLISECONDS);
                    } catch (TimeoutException e) {
                        // Check the limit again: the engine may have read from the request body meanwhile.
                    }
                }
                timedOut = true;
                abandon();
                throw new EngineTimeoutException(limit);
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException failure
                        ? failure
                        : new IllegalStateException(e.getCause().getMessage(), e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                abandon();
                throw new IllegalStateException("interrupted", e);
            }
        }

        /** Closes the response, also if it is received later. */
        private synchronized void abandon() {
            abandoned = true;
            if (response != null) {
                response.close();
            }
        }

        /** A request body. Reading from it is activity of the engine. */
        private final class ActivityInput extends FilterInputStream {

            ActivityInput(InputStream body) {
                super(body);
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                lastActivity = nanoTime.getAsLong();
                int read = super.read(buffer, offset, length);
                lastActivity = nanoTime.getAsLong();
                return read;
            }
        }
    }
}
