package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.FdoException;
import java.util.Optional;

/**
 * The decision about a tag, and later the result for it.
 *
 * @param image the tag
 * @param reason the reason, as a part of a sentence
 * @param level the level at which the log shows the result
 * @param failure why the image could not be read, or the tag could not be deleted
 */
public record Deletion(ImageInfo image, Outcome outcome, String reason, Level level, Optional<FdoException> failure) {

    /** What happens to the tag. */
    public enum Outcome {
        /** The tag is deleted if the deletion is confirmed. */
        WOULD_DELETE,
        /** The tag is deleted. */
        DELETED,
        /** The tag is kept. */
        KEPT,
        /** The image cannot be read, or the tag cannot be deleted. */
        FAILED
    }

    /** The importance of a result for the log. */
    public enum Level {
        /** Nothing happened, as expected. */
        DEBUG,
        /** Worth knowing. */
        INFO,
        /** The user should look at it. */
        WARNING
    }

    static Deletion delete(ImageInfo image, String reason) {
        return new Deletion(image, Outcome.WOULD_DELETE, reason, Level.INFO, Optional.empty());
    }

    static Deletion keep(ImageInfo image, String reason, Level level) {
        return new Deletion(image, Outcome.KEPT, reason, level, Optional.empty());
    }

    static Deletion fail(ImageInfo image, FdoException problem) {
        return new Deletion(image, Outcome.FAILED, problem.getMessage(), Level.WARNING, Optional.of(problem));
    }

    static Deletion deleted(ImageInfo image, String reason, Level level) {
        return new Deletion(image, Outcome.DELETED, reason, level, Optional.empty());
    }

    /** {@return the tag in its repository} */
    public Reference reference() {
        return image.reference();
    }

    /** {@return the digest of the image, if it is known} */
    public Optional<Digest> digest() {
        return image.digest();
    }

    /** Whether the tag is kept. A tag whose image cannot be read is kept too. */
    boolean isKept() {
        return outcome == Outcome.KEPT || outcome == Outcome.FAILED;
    }

    /** Returns the result as a log line. */
    @Override
    public String toString() {
        String action =
                switch (outcome) {
                    case WOULD_DELETE -> "would delete ";
                    case DELETED -> "deleted ";
                    case KEPT -> "kept ";
                    case FAILED -> "FAILED ";
                };
        return action + reference() + ": " + reason;
    }
}
