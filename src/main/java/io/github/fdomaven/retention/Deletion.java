package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.FdoException;
import java.util.Optional;

/**
 * A tag, and what became of it.
 *
 * @param reference the tag in its repository
 * @param digest the digest of the image that it leads to, as far as that is known
 * @param outcome what became of it
 * @param reason in a few words why
 * @param notice how much that matters to a person
 */
public record Deletion(
        Reference reference, Optional<Digest> digest, DeletionOutcome outcome, String reason, Notice notice) {

    static Deletion of(TaggedImage image, DeletionOutcome outcome, String reason, Notice notice) {
        return new Deletion(image.reference(), image.sight().digest(), outcome, reason, notice);
    }

    static Deletion failed(TaggedImage image, FdoException problem) {
        return of(image, DeletionOutcome.FAILED, problem.getMessage(), Notice.WARNING);
    }

    /** The tag and what became of it, for a message. */
    @Override
    public String toString() {
        return switch (outcome) {
                    case WOULD_DELETE -> "would delete ";
                    case DELETED -> "deleted ";
                    case KEPT -> "kept ";
                    case FAILED -> "FAILED ";
                }
                + reference
                + ": "
                + reason;
    }
}
