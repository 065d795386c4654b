package io.github.fdomaven.retention;

import io.github.fdomaven.support.FdoException;

/** What to do with a tag, and why. */
sealed interface DeletionDecision {

    ImageInfo image();

    String reason();

    record Delete(ImageInfo image, String reason) implements DeletionDecision {}

    record Keep(ImageInfo image, String reason, Deletion.Level level) implements DeletionDecision {}

    /** Keeps the tag, because the decision needs something that could not be read. */
    record Fail(ImageInfo image, FdoException problem) implements DeletionDecision {

        @Override
        public String reason() {
            return problem.getMessage();
        }
    }
}
