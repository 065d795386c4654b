package io.github.fdomaven.engine;

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

    private static final Duration SHUTDOWN_LIMIT = Duration.ofSeconds(10);

    /** At shutdown all scopes clean up in parallel. An image can be removed only after the containers created from it. */
    private static final int SHUTDOWN_ATTEMPTS = 12;

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Deque<Runnable> releases = new ArrayDeque<>();
    private final Consumer<String> warnings;
    private final Thread hook = new Thread(this::cleanUpAtShutdown, "fdo-cleanup-hook");
    private volatile boolean closed;

    /**
     * Creates a scope and registers it to be closed when the JVM shuts down.
     *
     * @param warnings receives a message for each resource that cannot be released
     */
    public CleanupScope(Consumer<String> warnings) {
        this.warnings = warnings;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    /**
     * Acquires a resource and registers its release. A shutdown waits until the resource is acquired.
     *
     * @param <T> the type of the resource
     * @param acquire creates the resource
     * @param release releases the resource
     * @return the resource
     * @throws EnvironmentException if this scope is closed, because the JVM shuts down
     */
    public synchronized <T> T acquire(Supplier<T> acquire, Consumer<T> release) {
        if (closed) {
            throw new EnvironmentException("Interrupted.");
        }
        T resource = acquire.get();
        releases.push(() -> release.accept(resource));
        return resource;
    }

    /**
     * Runs work that needs the acquired resources. A shutdown releases them, so the work fails with a misleading error, which is
     * replaced.
     *
     * @param <T> the type of the result
     * @param work the work
     * @return the result of the work
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
    private void cleanUpAtShutdown() {
        Thread cleanup = new Thread(() -> releaseAll(SHUTDOWN_ATTEMPTS), "fdo-cleanup");
        cleanup.setDaemon(true);
        cleanup.start();
        try {
            cleanup.join(SHUTDOWN_LIMIT.toMillis());
            if (cleanup.isAlive()) {
                warnings.accept("The engine does not respond. Containers or images of this run may remain in it.");
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
