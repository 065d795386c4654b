package io.github.fdomaven.engine.docker;

import com.github.dockerjava.transport.DockerHttpClient;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Asks an engine, and gives it up when it has said nothing for too long. */
final class TimeoutHttpClient implements DockerHttpClient {

    private final DockerHttpClient http;
    private final EngineTimeouts patience;
    private volatile boolean isGivenUp;

    TimeoutHttpClient(DockerHttpClient http, EngineTimeouts patience) {
        this.http = http;
        this.patience = patience;
    }

    /**
     * Returns as soon as the engine begins to answer.
     *
     * @throws SilentEngineException if it does not, or if reading what it answers comes to a halt
     */
    @Override
    public Response execute(Request request) {
        Duration limit = isGivenUp ? patience.again() : patience.beforeAnswer(request);
        Asking asking = new Asking(request);
        Response response = asking.await(limit);
        isGivenUp = false;
        return patience.withinAnswer(request, response)
                .<Response>map(within -> new WatchedResponse(response, within))
                .orElse(response);
    }

    @Override
    public void close() throws IOException {
        http.close();
    }

    /** One request, made in a thread of its own, for the one that asks cannot be woken on a Unix socket. */
    private final class Asking {

        private final FutureTask<Response> task;
        private volatile long lastSign = System.nanoTime();
        private boolean isAbandoned;
        private Response answer;

        Asking(Request request) {
            Request watched = request.body() == null
                    ? request
                    : Request.builder()
                            .from(request)
                            .body(watched(request.body()))
                            .build();
            task = new FutureTask<>(() -> ask(watched));
            Thread thread = new Thread(task, "fdo-engine-call");
            thread.setDaemon(true);
            thread.start();
        }

        /** What the engine takes of a large body is a sign of life too. */
        private InputStream watched(InputStream body) {
            return new FilterInputStream(body) {
                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    lastSign = System.nanoTime();
                    int read = super.read(buffer, offset, length);
                    lastSign = System.nanoTime();
                    return read;
                }
            };
        }

        private Response ask(Request request) throws IOException {
            Response response = http.execute(request);
            synchronized (this) {
                answer = response;
                if (isAbandoned) {
                    response.close();
                }
            }
            return response;
        }

        Response await(Duration limit) {
            try {
                while (true) {
                    long left = limit.toNanos() - (System.nanoTime() - lastSign);
                    if (left <= 0) {
                        throw abandoned(limit);
                    }
                    try {
                        return task.get(left, TimeUnit.NANOSECONDS);
                    } catch (TimeoutException e) {
                        // Whether there was a sign of life meanwhile is seen in the next round.
                    }
                }
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

        private SilentEngineException abandoned(Duration limit) {
            isGivenUp = true;
            abandon();
            return new SilentEngineException(limit);
        }

        /** An answer that comes after all is let go of. */
        private synchronized void abandon() {
            isAbandoned = true;
            if (answer != null) {
                answer.close();
            }
        }
    }
}
