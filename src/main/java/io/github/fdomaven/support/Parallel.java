package io.github.fdomaven.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same with many things, some at a time. */
public final class Parallel {

    private final int limit;

    /**
     * Creates it.
     *
     * @param limit how many at a time
     * @throws IllegalArgumentException if that is not at least one
     */
    public Parallel(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("At least one must be done at a time, not " + limit + ".");
        }
        this.limit = limit;
    }

    /**
     * Does the same with all.
     *
     * @param <T> what the things are
     * @param <R> what comes of them
     * @param things the things
     * @param work is done with each
     * @return what came of each, in the order of the things
     * @throws EnvironmentException if the thread was interrupted
     */
    public <T, R> List<R> map(List<T> things, Function<T, R> work) {
        if (things.isEmpty()) {
            return List.of();
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(limit, things.size()), Parallel::thread);
        try {
            List<Callable<R>> calls = new ArrayList<>();
            things.forEach(thing -> calls.add(() -> work.apply(thing)));
            List<R> results = new ArrayList<>();
            for (Future<R> done : threads.invokeAll(calls)) {
                results.add(done.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted. Some of it may have been done.", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException defect) {
                throw defect;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** One that does not keep Maven from ending. */
    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "fdo-parallel");
        thread.setDaemon(true);
        return thread;
    }
}
