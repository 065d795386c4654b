package io.github.fdomaven.retention;

import io.github.fdomaven.support.FdoException;

/** What is to become of a tag. */
sealed interface DeletionDecision {

    /** The tag. */
    TaggedImage image();

    /** In a few words why. */
    String reason();

    /** It is to be deleted. */
    record Delete(TaggedImage image, String reason) implements DeletionDecision {}

    /** It is to be kept. */
    record Keep(TaggedImage image, String reason, Notice notice) implements DeletionDecision {}

    /** It is to be kept too, for nobody can say what is to become of it. */
    record Fail(TaggedImage image, FdoException problem) implements DeletionDecision {

        @Override
        public String reason() {
            return problem.getMessage();
        }
    }
}
