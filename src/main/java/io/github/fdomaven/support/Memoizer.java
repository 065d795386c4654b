package io.github.fdomaven.support;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;

/**
 * Asks each question once, whoever asks it, and whether it is answered or fails. Who asks what is being asked already waits
 * for that answer.
 *
 * @param <K> what the questions are about
 * @param <V> what the answers are
 */
public final class Memoizer<K, V> implements Function<K, V> {

    private final Function<K, V> question;
    private final ConcurrentMap<K, FutureTask<V>> answers = new ConcurrentHashMap<>();

    /**
     * Creates it.
     *
     * @param question asks
     */
    public Memoizer(Function<K, V> question) {
        this.question = question;
    }

    @Override
    public V apply(K about) {
        FutureTask<V> mine = new FutureTask<>(() -> question.apply(about));
        FutureTask<V> first = answers.putIfAbsent(about, mine);
        if (first == null) {
            mine.run();
        }
        try {
            return (first == null ? mine : first).get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while waiting for an answer.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
