package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import java.util.Optional;

/** The base image of an image: an edge of the graph. */
public sealed interface BaseImage {

    /**
     * {@return the full reference; an external image without a host is looked for below the project's repository first}
     *
     * @param project the project's repository
     */
    Reference within(Repository project);

    /** {@return the image of the graph, unless the base image is external} */
    Optional<ImageDefinition> inGraph();

    /**
     * An image of this Maven build.
     *
     * @param image the image
     */
    record InGraph(ImageDefinition image) implements BaseImage {

        @Override
        public Reference within(Repository project) {
            return image.reference();
        }

        @Override
        public Optional<ImageDefinition> inGraph() {
            return Optional.of(image);
        }

        /** A chain of images can be longer than the stack is deep. */
        @Override
        public boolean equals(Object other) {
            return other instanceof InGraph base && base.image.reference().equals(image.reference());
        }

        @Override
        public int hashCode() {
            return image.reference().hashCode();
        }
    }

    /**
     * An image that is not part of this Maven build.
     *
     * @param reference its reference as the user wrote it, or that of the distribution's official image
     */
    record External(BaseReference reference) implements BaseImage {

        @Override
        public Reference within(Repository project) {
            return reference.within(project);
        }

        @Override
        public Optional<ImageDefinition> inGraph() {
            return Optional.empty();
        }
    }
}
