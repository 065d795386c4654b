package io.github.fdomaven.registry;

import io.github.fdomaven.http.ConnectionException;
import io.github.fdomaven.http.HttpException;
import io.github.fdomaven.http.Retries;
import io.github.fdomaven.support.EnvironmentException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The first request to a host. Other requests wait for its answer, because all attempts to reach a host that is down take a
 * minute, and each request would print their warnings. The first answer also says which credentials the others need. A slow
 * host delays them once, by that answer: afterwards all requests are sent in parallel. Thread-safe.
 */
final class FirstContact {

    private final AtomicBoolean isBegun = new AtomicBoolean();
    private final CountDownLatch end = new CountDownLatch(1);

    /**
     * Begins a request. The first request begins directly, and others when it has an answer, fails, or is interrupted.
     *
     * @throws EnvironmentException if the thread is interrupted
     */
    void begin() {
        if (!isBegun.getAndSet(true)) {
            return;
        }
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted while waiting for the answer of a registry.", e);
        }
    }

    /**
     * Runs one attempt. A host that breaks the connection, or sends no answer over it, is reachable: nothing waits any longer.
     */
    <T> T run(Retries.Attempt<T> attempt) throws HttpException {
        try {
            return attempt.run();
        } catch (HttpException e) {
            if (!(e instanceof ConnectionException connection && connection.isUnreachable())) {
                end();
            }
            throw e;
        }
    }

    /** Ends the wait of the other requests: the host has answered, or is not tried again. */
    void end() {
        end.countDown();
    }
}
