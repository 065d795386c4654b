package io.github.fdomaven.cleanup;

import io.github.fdomaven.failure.FdoException;

/** What is to become of a tag. */
sealed interface Verdict {

    /** The tag. */
    TaggedImage image();

    /** In a few words why. */
    String reason();

    /** It is to be deleted. */
    record Delete(TaggedImage image, String reason) implements Verdict {}

    /** It is to be kept. */
    record Keep(TaggedImage image, String reason, Notice notice) implements Verdict {}

    /** It is to be kept too, for nobody can say what is to become of it. */
    record Fail(TaggedImage image, FdoException problem) implements Verdict {

        @Override
        public String reason() {
            return problem.getMessage();
        }
    }
}
