package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.FdoException;
import java.util.List;

/**
 * The result of a cleanup.
 *
 * @param deletions the result for each tag
 * @param missing tags that were listed for deletion and do not exist
 * @param failures why repositories could not be listed, or tags not read or deleted
 */
public record Deletions(List<Deletion> deletions, List<Reference> missing, List<FdoException> failures) {

    public Deletions {
        deletions = List.copyOf(deletions);
        missing = List.copyOf(missing);
        failures = List.copyOf(failures);
    }

    /** {@return the number of tags with an outcome} */
    public long count(Deletion.Outcome outcome) {
        return deletions.stream()
                .filter(deletion -> deletion.outcome() == outcome)
                .count();
    }
}
