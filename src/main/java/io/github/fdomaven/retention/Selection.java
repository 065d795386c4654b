package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Reference;
import java.util.Optional;
import java.util.Set;

/**
 * Which images are to be deleted.
 *
 * @param mode which of the repositories' images; none for no others than those that are told by name
 * @param pattern narrows that to the tags that match it
 * @param told the images that are told by name, and are deleted whatever the POM names
 */
public record Selection(Optional<DeletionMode> mode, Optional<TagPattern> pattern, Set<Reference> told) {

    /**
     * Takes a copy, and makes sure that images are told by their tags: a pattern alone would narrow nothing.
     *
     * @param mode which of the repositories' images
     * @param pattern narrows that to the tags that match it
     * @param told the images that are told by name
     * @throws IllegalArgumentException if there is a pattern without a mode, or an image is told without a tag
     */
    public Selection {
        told = Set.copyOf(told);
        if (mode.isEmpty() && pattern.isPresent()) {
            throw new IllegalArgumentException("The pattern '" + pattern.get() + "' has nothing to narrow.");
        }
        told.forEach(reference -> {
            if (reference.tag().isEmpty() || reference.digest().isPresent()) {
                throw new IllegalArgumentException("'" + reference + "' is not told by its tag.");
            }
        });
    }
}
