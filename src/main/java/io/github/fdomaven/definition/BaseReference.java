package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;

/**
 * A reference to a base image.
 *
 * @param text the text as the user wrote it; without a host, the path of an image of this project or of its registry
 */
public record BaseReference(String text) {

    /** Throws IllegalArgumentException if the text is not a reference. */
    public BaseReference {
        Reference.parse(Reference.hasHost(text) ? text : "localhost/" + text);
    }

    /** {@return whether the text has a host} */
    public boolean hasHost() {
        return Reference.hasHost(text);
    }

    /** {@return the full reference; without a host, the reference of an image below the project's repository} */
    public Reference within(Repository project) {
        return hasHost() ? Reference.parse(text) : below(project.toString());
    }

    /** {@return the full reference of an image without a host, at the top of a registry or below a repository} */
    public Reference below(String parent) {
        return Reference.parse(parent + "/" + text);
    }
}
