package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Reference;
import java.util.Optional;
import java.util.Set;

/**
 * The images to delete.
 *
 * @param mode the images of the POM's repositories to delete; empty if only the listed tags are deleted
 * @param pattern limits these images to the tags that match
 * @param listed tags that are deleted even if the POM names them
 */
public record Selection(Optional<DeletionMode> mode, Optional<TagPattern> pattern, Set<Reference> listed) {

    public Selection {
        listed = Set.copyOf(listed);
        if (mode.isEmpty() && pattern.isPresent()) {
            throw new IllegalArgumentException("The pattern '" + pattern.get() + "' needs a mode.");
        }
        listed.forEach(reference -> {
            if (reference.tag().isEmpty() || reference.digest().isPresent()) {
                throw new IllegalArgumentException("'" + reference + "' is not a tag.");
            }
        });
    }
}
