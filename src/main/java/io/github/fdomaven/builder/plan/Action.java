package io.github.fdomaven.builder.plan;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.FdoException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

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

    /** {@return whether the image fails, or its action is not known} */
    default boolean isFailure() {
        return false;
    }

    /** The image exists and is used as it is. */
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
     * @param isNewTag whether the tag did not exist when the plan was made
     */
    record Build(String reason, boolean isNewTag) implements Action {

        @Override
        public String verb() {
            return "build";
        }
    }

    /**
     * The image is an index of images for several platforms, and is put together from them.
     *
     * @param isNewTag whether the tag did not exist when the plan was made
     * @param replaced the digest that the tag had when the plan was made, if it was looked up
     * @param members the images, one for each platform
     */
    record Join(String reason, boolean isNewTag, Optional<Digest> replaced, List<PlannedImage> members)
            implements Action {

        public Join {
            members = List.copyOf(members);
        }

        @Override
        public boolean isFailure() {
            return failure().isPresent();
        }

        /** The action for the index as a whole: the first failure, or else whether an image is built. */
        @Override
        public String verb() {
            return failure()
                    .map(Action::verb)
                    .orElse(members.stream().anyMatch(PlannedImage::isBuilt) ? "build" : "join");
        }

        /** {@return the action for the first image that fails, or whose action is not known} */
        public Optional<Action> failure() {
            return members.stream()
                    .map(PlannedImage::action)
                    .filter(Action::isFailure)
                    .findFirst();
        }
    }

    /** The image, or its copy upstream, is stale, and it is neither used nor rebuilt. */
    record Fail(Reference stale, String reason, String advice) implements Action {

        @Override
        public boolean isFailure() {
            return true;
        }

        @Override
        public String verb() {
            return "fail";
        }
    }

    /** A lookup failed, so that the action is not known. */
    record Unknown(FdoException problem) implements Action {

        @Override
        public String reason() {
            return problem.getMessage();
        }

        @Override
        public boolean isFailure() {
            return true;
        }

        @Override
        public String verb() {
            return "unknown";
        }
    }

    /**
     * The image would be built, but its base image does not exist.
     *
     * @param missing the references that the base image can have
     */
    record NoBase(List<Reference> missing, String advice) implements Action {

        @Override
        public String reason() {
            return "its base image does not exist: there is no "
                    + missing.stream().map(Reference::toString).collect(Collectors.joining(" and no "));
        }

        @Override
        public boolean isFailure() {
            return true;
        }

        @Override
        public String verb() {
            return "no-base";
        }
    }

    /**
     * The image would be built, but its base image fails, or its action is not known.
     *
     * @param base the name of the base image
     * @param isKnown whether the base image is known to fail
     */
    record Blocked(String base, boolean isKnown) implements Action {

        @Override
        public String reason() {
            return "its base image '" + base + "' " + (isKnown ? "fails" : "cannot be planned");
        }

        @Override
        public boolean isFailure() {
            return true;
        }

        @Override
        public String verb() {
            return isKnown ? "fail" : "unknown";
        }
    }
}
