package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import java.util.Optional;

/**
 * An image that a goal uses, but does not build.
 *
 * @param name the name of the image in messages
 */
public record NamedImage(String name, Reference reference, Optional<Platform> platform) {

    /** {@return an image without a name; messages show its reference} */
    public static NamedImage unnamed(Reference reference, Optional<Platform> platform) {
        return new NamedImage(reference.toString(), reference, platform);
    }

    /** {@return whether the image has no name} */
    public boolean isUnnamed() {
        return name.equals(reference.toString());
    }

    @Override
    public String toString() {
        return isUnnamed() ? name : "[" + name + "] " + reference;
    }
}
