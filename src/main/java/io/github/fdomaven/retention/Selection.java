package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Reference;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The images to delete.
 *
 * @param mode the images of the POM's repositories to delete; empty if only the listed tags are deleted
 * @param pattern limits these images to the tags that match
 * @param listed tags that are deleted even if the POM names them
 */
public record Selection(Optional<Mode> mode, Optional<TagPattern> pattern, Set<Reference> listed) {

    /** The images of a repository that are deleted, except those that the POM names. */
    public enum Mode {
        /** Images that have expired. */
        EXPIRED,
        /** Images that the POM does not name. */
        UNNAMED,
        /** All images. For each image that the POM names, the log says how to delete it too. */
        ALL;

        /** Returns the name as users write it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

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
