package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.FdoException;
import java.util.Optional;

/**
 * The result for one tag.
 *
 * @param reference the tag in its repository
 * @param digest the digest of the image, if it is known
 * @param outcome the outcome
 * @param reason the reason, as a part of a sentence
 * @param level the level at which the result is logged
 */
public record Deletion(
        Reference reference, Optional<Digest> digest, DeletionOutcome outcome, String reason, Level level) {

    /** The importance of a result for the log. */
    public enum Level {
        /** Nothing happened, as expected. */
        DEBUG,
        /** Worth knowing. */
        INFO,
        /** The user should look at it. */
        WARNING
    }

    static Deletion of(ImageInfo image, DeletionOutcome outcome, String reason, Level level) {
        return new Deletion(image.reference(), image.digest(), outcome, reason, level);
    }

    static Deletion failed(ImageInfo image, FdoException problem) {
        return of(image, DeletionOutcome.FAILED, problem.getMessage(), Level.WARNING);
    }

    /** Returns the result as a log line. */
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
