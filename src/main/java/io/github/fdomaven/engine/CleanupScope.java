package io.github.fdomaven.engine;

import io.github.fdomaven.support.Daemon;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Cleans up after work that fails or is interrupted. Resources, such as containers and images, are registered when they are
 * acquired and released in reverse order, either when this scope is closed or when the JVM shuts down.
 */
public final class CleanupScope implements AutoCloseable {

    private static final Limits LIMITS =
            new Limits(Duration.ofSeconds(1), Duration.ofSeconds(10), Duration.ofMinutes(1));

    /** At shutdown all scopes clean up in parallel. An image can be removed only after the containers created from it. */
    private static final int SHUTDOWN_ATTEMPTS = 12;

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Deque<Runnable> releases = new ArrayDeque<>();
    private final Consumer<String> warnings;
    private final Limits limits;
    private final Thread hook = new Thread(this::cleanUpAtShutdown, "fdo-cleanup-hook");
    private volatile boolean closed;
    private volatile boolean isWorking;

    /**
     * The limits for a shutdown.
     *
     * @param silence the time until the user is told what the shutdown waits for
     * @param release the limit if all resources are acquired
     * @param work the limit if a resource is still being acquired, such as the image of a large commit
     */
    record Limits(Duration silence, Duration release, Duration work) {}

    /**
     * Creates a scope and registers it to be closed when the JVM shuts down.
     *
     * @param warnings receives a message for each resource that cannot be released
     * @throws EnvironmentException if the JVM shuts down already
     */
    public CleanupScope(Consumer<String> warnings) {
        this(warnings, LIMITS);
    }

    CleanupScope(Consumer<String> warnings, Limits limits) {
        this.warnings = warnings;
        this.limits = limits;
        try {
            Runtime.getRuntime().addShutdownHook(hook);
        } catch (IllegalStateException shutdown) {
            throw new EnvironmentException("Interrupted.", shutdown);
        }
    }

    /** Releases a resource after a failure. If the release fails too, the first failure is still the one to report. */
    public static void releaseAfter(RuntimeException failure, Runnable release) {
        try {
            release.run();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * Acquires a resource and registers its release. A shutdown waits until the resource is acquired.
     *
     * @throws EnvironmentException if this scope is closed, because the JVM shuts down
     */
    public synchronized <T> T acquire(Supplier<T> acquire, Consumer<T> release) {
        T resource = finish(acquire);
        releases.push(() -> release.accept(resource));
        return resource;
    }

    /**
     * Runs work that is not interrupted: a shutdown waits until it ends.
     *
     * @throws EnvironmentException if this scope is closed, because the JVM shuts down
     */
    public synchronized <T> T finish(Supplier<T> work) {
        if (closed) {
            throw new EnvironmentException("Interrupted.");
        }
        isWorking = true;
        try {
            return work.get();
        } finally {
            isWorking = false;
        }
    }

    /**
     * Runs work that needs the acquired resources. A shutdown releases them, so the work fails with a misleading error, which is
     * replaced.
     *
     * @throws EnvironmentException if the work fails because the JVM shuts down
     */
    public <T> T run(Supplier<T> work) {
        try {
            return work.get();
        } catch (FdoException e) {
            throw closed ? new EnvironmentException("Interrupted.", e) : e;
        }
    }

    /** Keeps all resources acquired so far. */
    public synchronized void commit() {
        releases.clear();
    }

    /** Uses a separate thread with a time limit, because an engine that hangs must not keep Maven from ending. */
    void cleanUpAtShutdown() {
        Thread cleanup = Daemon.start("fdo-cleanup", () -> releaseAll(SHUTDOWN_ATTEMPTS));
        try {
            cleanup.join(limits.silence().toMillis());
            Duration limit = limits.release();
            if (cleanup.isAlive() && isWorking) {
                limit = limits.work();
                warnings.accept("Interrupted. Waiting up to " + limit.toSeconds()
                        + " s for the engine, to remove what it is creating.");
            }
            cleanup.join(limit.toMillis());
            if (cleanup.isAlive()) {
                warnings.accept("The engine does not respond. Containers or images of this run may remain in it."
                        + " The next build on this engine removes them.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void releaseAll(int attempts) {
        closed = true;
        while (!releases.isEmpty()) {
            release(releases.pop(), attempts);
        }
    }

    /** Reports an error as a warning, so that the remaining resources are released. */
    private void release(Runnable release, int attempts) {
        for (int attempt = 1; attempt <= attempts; attempt++) {
            try {
                release.run();
                return;
            } catch (RuntimeException e) {
                if (attempt == attempts || !pause()) {
                    warnings.accept(e instanceof FdoException ? e.getMessage() : e.toString());
                    return;
                }
            }
        }
    }

    private static boolean pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        releaseAll(1);
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shutdown) {
            // The hook is already running.
        }
    }
}
