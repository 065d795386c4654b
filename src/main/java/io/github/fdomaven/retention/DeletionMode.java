package io.github.fdomaven.retention;

import java.util.Locale;

/** The images of a repository that are deleted, except those that the POM names. */
public enum DeletionMode {
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
