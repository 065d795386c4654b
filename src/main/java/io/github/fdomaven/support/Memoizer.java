package io.github.fdomaven.support;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * A function that computes the result for each key once, and remembers results and failures alike. Threads that ask for a
 * key while its result is being computed wait for that result.
 */
public final class Memoizer<K, V> implements Function<K, V> {

    private final Function<K, V> function;
    private final ConcurrentMap<K, FutureTask<V>> results = new ConcurrentHashMap<>();

    /** Creates a memoizer for a function. */
    public Memoizer(Function<K, V> function) {
        this.function = function;
    }

    /** Computes the result for a key again at its next use, if its computation has ended. */
    public void forget(K key) {
        results.computeIfPresent(key, (same, task) -> task.isDone() ? null : task);
    }

    @Override
    public V apply(K key) {
        FutureTask<V> own = new FutureTask<>(() -> function.apply(key));
        FutureTask<V> earlier = results.putIfAbsent(key, own);
        if (earlier == null) {
            own.run();
        }
        try {
            return (earlier == null ? own : earlier).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted while waiting for a result.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
