package io.github.fdomaven.builder;

import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.FdoException;
import java.util.Optional;

/** What is to be done for an image, and why. */
public sealed interface Action {

    /** {@return why, in words for the user} */
    String reason();

    /** {@return what is wrong all the same, if something is} */
    default Optional<String> doubt() {
        return Optional.empty();
    }

    /** {@return what is done, in one word} */
    default String verb() {
        if (this instanceof Skip) {
            return "skip";
        }
        if (this instanceof Copy) {
            return "copy";
        }
        if (this instanceof Unknown) {
            return "unknown";
        }
        return this instanceof Build ? "build" : "fail";
    }

    /**
     * Nothing: the image is there.
     *
     * @param found the image
     * @param reason why
     * @param doubt what is wrong with it all the same, if something is
     */
    record Skip(ImageRecord found, String reason, Optional<String> doubt) implements Action {}

    /**
     * The image is there, or where it could be copied from, but stale, and that is not to be.
     *
     * @param found the image
     * @param reason why it is stale
     * @param advice what to do about it
     */
    record Fail(ImageRecord found, String reason, String advice) implements Action {}

    /**
     * The image is copied from a repository that has it.
     *
     * @param source the image there
     * @param reason why
     * @param doubt what is wrong with it all the same, if something is
     */
    record Copy(ImageRecord source, String reason, Optional<String> doubt) implements Action {}

    /**
     * The image is built.
     *
     * @param reason why
     */
    record Build(String reason) implements Action {}

    /**
     * Nothing: it cannot be known whether the image is there, or is as it should be.
     *
     * @param problem why not
     */
    record Unknown(FdoException problem) implements Action {

        @Override
        public String reason() {
            return problem.getMessage();
        }
    }

    /**
     * Nothing: the image would be built, but its base will not be there.
     *
     * @param base the name of the image that it is FROM
     */
    record Blocked(String base) implements Action {

        @Override
        public String reason() {
            return "its base '" + base + "' fails";
        }
    }
}
