package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.FdoException;
import java.util.List;

/**
 * What became of all tags of the repositories.
 *
 * @param deletions each tag, and what became of it
 * @param missing what was told by name, and is not there
 * @param failures what kept tags from being listed, looked at or deleted
 */
public record Deletions(List<Deletion> deletions, List<Reference> missing, List<FdoException> failures) {

    /**
     * Takes copies.
     *
     * @param deletions each tag, and what became of it
     * @param missing what was told by name, and is not there
     * @param failures what kept tags from being listed, looked at or deleted
     */
    public Deletions {
        deletions = List.copyOf(deletions);
        missing = List.copyOf(missing);
        failures = List.copyOf(failures);
    }

    /**
     * {@return how many tags had an outcome}
     *
     * @param outcome the outcome
     */
    public long count(DeletionOutcome outcome) {
        return deletions.stream()
                .filter(deletion -> deletion.outcome() == outcome)
                .count();
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
