package io.github.fdomaven.config;

import io.github.fdomaven.oci.Reference;
import java.util.Optional;
import java.util.Set;

/** The images that a base may be and that are not of the same POM, such as those of other modules. */
@FunctionalInterface
public interface OtherImages {

    /** There are none. */
    OtherImages NONE = spellings -> Optional.empty();

    /**
     * Looks for one.
     *
     * @param spellings how the image may be written in full, with {@code @recipe@} in its tag
     * @return the image, its tag as it really is
     */
    Optional<Reference> find(Set<String> spellings);
}
