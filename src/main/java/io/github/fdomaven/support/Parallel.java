package io.github.fdomaven.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Applies a function to all items of a list, several items in parallel. */
public final class Parallel {

    private final int limit;

    /** Creates a runner. The limit is the number of items that are processed in parallel, at least 1. */
    public Parallel(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("The parallelism must be at least 1, not " + limit + ".");
        }
        this.limit = limit;
    }

    /**
     * {@return the results of the function, in the order of the items}: a failure does not stop the other items
     *
     * @throws RuntimeException the failure of the first item that failed
     * @throws EnvironmentException if the thread was interrupted
     */
    public <T, R> List<R> map(List<T> items, Function<T, R> work) {
        if (items.isEmpty()) {
            return List.of();
        }
        ExecutorService threads = Executors.newFixedThreadPool(
                Math.min(limit, items.size()), task -> Daemon.thread("fdo-parallel", task));
        try {
            List<Callable<R>> calls = new ArrayList<>();
            items.forEach(item -> calls.add(() -> work.apply(item)));
            List<R> results = new ArrayList<>();
            for (Future<R> done : threads.invokeAll(calls)) {
                results.add(done.get());
            }
            return results;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted. Part of the work may be done.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
