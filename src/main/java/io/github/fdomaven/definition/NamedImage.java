package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import java.util.Optional;

/**
 * An image that a goal is about.
 *
 * @param name what it is called in this build
 * @param reference where it is
 * @param platform which one is meant where there are several, if that is said
 */
public record NamedImage(String name, Reference reference, Optional<Platform> platform) {

    /**
     * {@return an image that has no name but its reference}
     *
     * @param reference where it is
     * @param platform which one is meant where there are several, if that is said
     */
    public static NamedImage unnamed(Reference reference, Optional<Platform> platform) {
        return new NamedImage(reference.toString(), reference, platform);
    }

    /** {@return whether it has no name but its reference} */
    public boolean isUnnamed() {
        return name.equals(reference.toString());
    }

    /** The name, if it says more, and the reference, for a message. */
    @Override
    public String toString() {
        return isUnnamed() ? name : "[" + name + "] " + reference;
    }
}
