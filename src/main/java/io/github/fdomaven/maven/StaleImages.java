package io.github.fdomaven.maven;

import io.github.fdomaven.oci.Reference;
import java.util.Set;

/**
 * The images that a later {@code build-image} rebuilds, because their base image has changed.
 *
 * @param toBuild the references
 */
record StaleImages(Set<String> toBuild) {

    void add(Reference image) {
        toBuild.add(image.toString());
    }

    /** Whether some images are not rebuilt yet. */
    boolean isLeft() {
        return !toBuild.isEmpty();
    }

    boolean isToBuild(Reference image) {
        return toBuild.contains(image.toString());
    }

    void built(Reference image) {
        toBuild.remove(image.toString());
    }
}
