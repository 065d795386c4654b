package io.github.fdomaven.registry;

import io.github.fdomaven.http.ConnectionException;
import io.github.fdomaven.http.HttpException;
import io.github.fdomaven.http.Retries;
import io.github.fdomaven.support.EnvironmentException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The first request to a host. Other requests wait until the host has answered or is not tried again, so that only one request tries
 * to reach a host that does not answer. Thread-safe.
 */
final class FirstContact {

    private final AtomicBoolean isBegun = new AtomicBoolean();
    private final CountDownLatch end = new CountDownLatch(1);

    /** Begins a request: returns if it is the first, and otherwise when the first one no longer waits for the host. */
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

    /** Runs one attempt. Any answer ends the first contact. */
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

    /** Ends a request, which is not tried again. */
    void end() {
        end.countDown();
    }
}
