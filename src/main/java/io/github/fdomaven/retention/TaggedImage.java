package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Tag;

/**
 * A tag of a repository, and what is known of the image that it leads to.
 *
 * @param reference the tag in its repository
 * @param sight what is known of the image
 */
public record TaggedImage(Reference reference, ImageInfo sight) {

    /**
     * Makes sure that it is a tag.
     *
     * @param reference the tag in its repository
     * @param sight what is known of the image
     * @throws IllegalArgumentException if the reference has no tag, or has a digest
     */
    public TaggedImage {
        if (reference.tag().isEmpty() || reference.digest().isPresent()) {
            throw new IllegalArgumentException("'" + reference + "' is not a tag of a repository.");
        }
    }

    Tag tag() {
        return reference.tag().orElseThrow();
    }
}
