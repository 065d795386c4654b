package io.github.fdomaven.support;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The results of work on many items, some of which may have failed.
 *
 * @param results the results of the items that succeeded, in the order of the items
 * @param failures the failures of the others, in the order of the items
 */
public record PartialResults<R>(List<R> results, List<FdoException> failures) {

    private static final int PARALLELISM = 8;

    public PartialResults {
        results = List.copyOf(results);
        failures = List.copyOf(failures);
    }

    private record Attempt<R>(R result, FdoException failure) {}

    /** Applies a function to all items, several in parallel. A failed item does not affect the others. */
    public static <T, R> PartialResults<R> of(List<T> items, Function<T, R> work) {
        List<R> results = new ArrayList<>();
        List<FdoException> failures = new ArrayList<>();
        for (Attempt<R> attempt : new Parallel(PARALLELISM).map(items, item -> attempt(item, work))) {
            if (attempt.failure() == null) {
                results.add(attempt.result());
            } else {
                failures.add(attempt.failure());
            }
        }
        return new PartialResults<>(results, failures);
    }

    private static <T, R> Attempt<R> attempt(T item, Function<T, R> work) {
        try {
            return new Attempt<>(work.apply(item), null);
        } catch (FdoException e) {
            return new Attempt<>(null, e);
        }
    }

    /** Throws all failures as one, if there are any. */
    public void check() {
        FdoException.throwIfAny(failures);
    }
}
