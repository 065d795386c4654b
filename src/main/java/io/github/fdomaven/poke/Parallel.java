package io.github.fdomaven.poke;

import io.github.fdomaven.failure.EnvironmentException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Does the same with many things, some at a time. */
final class Parallel {

    private final int limit;

    /**
     * Creates it.
     *
     * @param limit how many at a time
     */
    Parallel(int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("At least one must be done at a time, not " + limit + ".");
        }
        this.limit = limit;
    }

    /** Does it with all, and gives the results in the order of the things. */
    <T, R> List<R> map(List<T> things, Function<T, R> work) {
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
            throw new EnvironmentException("Interrupted while dependents were poked. Some may have been.", e);
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
        Thread thread = new Thread(work, "fdo-poke");
        thread.setDaemon(true);
        return thread;
    }
}
