package io.github.fdomaven.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What came of doing the same with many things, each of which may fail without keeping the others from being done.
 *
 * @param <R> what comes of one
 * @param results what came of those that did not fail, in the order of the things
 * @param failures why the others did
 */
public record PartialResults<R>(List<R> results, List<FdoException> failures) {

    private static final int AT_ONCE = 8;

    /**
     * Takes copies.
     *
     * @param results what came of those that did not fail
     * @param failures why the others did
     */
    public PartialResults {
        results = List.copyOf(results);
        failures = List.copyOf(failures);
    }

    /** What came of one thing. */
    private record Attempt<R>(Optional<R> result, Optional<FdoException> failure) {}

    /**
     * Does the same with all, several at a time.
     *
     * @param <T> what the things are
     * @param <R> what comes of one
     * @param things the things
     * @param work is done with each
     * @return what came of it
     */
    public static <T, R> PartialResults<R> of(List<T> things, Function<T, R> work) {
        List<R> results = new ArrayList<>();
        List<FdoException> failures = new ArrayList<>();
        for (Attempt<R> attempt : new Parallel(AT_ONCE).map(things, thing -> attempt(thing, work))) {
            attempt.result().ifPresent(results::add);
            attempt.failure().ifPresent(failures::add);
        }
        return new PartialResults<>(results, failures);
    }

    private static <T, R> Attempt<R> attempt(T thing, Function<T, R> work) {
        try {
            return new Attempt<>(Optional.of(work.apply(thing)), Optional.empty());
        } catch (FdoException e) {
            return new Attempt<>(Optional.empty(), Optional.of(e));
        }
    }

    /**
     * Fails if anything has failed.
     *
     * @throws FdoException which says all that has
     */
    public void check() {
        FdoException.joined(failures).ifPresent(failure -> {
            throw failure;
        });
    }
}
