package io.github.fdomaven.builder.plan;

import io.github.fdomaven.definition.ImageDefinition;
import java.util.List;
import java.util.Optional;

/**
 * An image and the planned action.
 *
 * @param unlessRebuilt the action if the build of the base image changes nothing, so that the base image is kept; empty if it is
 *     the same action
 */
public record PlannedImage(ImageDefinition image, Action action, Optional<Action> unlessRebuilt) {

    /** Creates an image with one action, whatever the build of its base image changes. */
    public PlannedImage(ImageDefinition image, Action action) {
        this(image, action, Optional.empty());
    }

    /** {@return whether the image is built in a container} */
    public boolean isBuilt() {
        return action instanceof Action.Build;
    }

    /** {@return whether the image fails if its base image fails} */
    public boolean needsBase() {
        return isBuilt() || action instanceof Action.Blocked;
    }

    /**
     * {@return the image with the only action that is left after the work on the base image}
     *
     * @param isBaseKept whether the tag of the base image has the same image as before, also because its build failed
     */
    public PlannedImage afterBase(boolean isBaseKept) {
        return isBaseKept && unlessRebuilt.isPresent() ? new PlannedImage(image, unlessRebuilt.get()) : this;
    }

    /** {@return whether the tag may keep its image, although the image is built or joined} */
    public boolean mayBeKept() {
        return unlessRebuilt.isPresent()
                || action instanceof Action.Build build && !build.isNewTag() && image.isKeptIfUnchanged()
                || action instanceof Action.Join join && join.members().stream().anyMatch(PlannedImage::mayBeKept);
    }

    /** {@return the images of an index that is joined, or else this image}: each has an action of its own */
    public List<PlannedImage> parts() {
        return action instanceof Action.Join join ? join.members() : List.of(this);
    }
}
