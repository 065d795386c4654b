package io.github.fdomaven.builder.plan;

import io.github.fdomaven.definition.ImageDefinition;
import java.util.List;

/** An image and the planned action. */
public record PlannedImage(ImageDefinition image, Action action) {

    /** {@return whether the image is built in a container} */
    public boolean isBuilt() {
        return action instanceof Action.Build;
    }

    /** {@return the images of an index that is joined, or else this image}: each has an action of its own */
    public List<PlannedImage> parts() {
        return action instanceof Action.Join join ? join.members() : List.of(this);
    }
}
