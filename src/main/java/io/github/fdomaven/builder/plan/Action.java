package io.github.fdomaven.builder.plan;

import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.FdoException;
import java.util.Optional;

/** What is done for an image, and why. */
public sealed interface Action {

    /** {@return why, for the user} */
    String reason();

    /** {@return the action in one word, for the user} */
    String verb();

    /** {@return a warning about the image that is used, if there is one} */
    default Optional<String> warning() {
        return Optional.empty();
    }

    /**
     * The image exists and is used as it is.
     *
     * @param found the image
     * @param reason why it is skipped
     * @param warning a warning about the image
     */
    record Skip(ImageRecord found, String reason, Optional<String> warning) implements Action {

        @Override
        public String verb() {
            return "skip";
        }
    }

    /**
     * The image is copied from an upstream repository.
     *
     * @param source the image in the upstream repository
     * @param reason why it is copied
     * @param warning a warning about the image
     */
    record Copy(ImageRecord source, String reason, Optional<String> warning) implements Action {

        @Override
        public String verb() {
            return "copy";
        }
    }

    /**
     * The image is built.
     *
     * @param reason why it is built
     * @param isNewTag whether the tag did not exist when the plan was made
     */
    record Build(String reason, boolean isNewTag) implements Action {

        @Override
        public String verb() {
            return "build";
        }
    }

    /**
     * The image, or its copy upstream, is stale, and {@code onStale} is {@code fail}.
     *
     * @param found the stale image
     * @param reason why it is stale
     * @param advice what to do about it
     */
    record Fail(ImageRecord found, String reason, String advice) implements Action {

        @Override
        public String verb() {
            return "fail";
        }
    }

    /**
     * A lookup failed, so that the action is not known.
     *
     * @param problem why the lookup failed
     */
    record Unknown(FdoException problem) implements Action {

        @Override
        public String reason() {
            return problem.getMessage();
        }

        @Override
        public String verb() {
            return "unknown";
        }
    }

    /**
     * The image would be built, but its base image fails.
     *
     * @param base the name of the base image
     */
    record Blocked(String base) implements Action {

        @Override
        public String reason() {
            return "its base image '" + base + "' fails";
        }

        @Override
        public String verb() {
            return "fail";
        }
    }
}
