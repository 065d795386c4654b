package io.github.fdomaven.retention;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** Which images of a repository are to be deleted, as far as the POM does not name them. */
public enum DeletionMode {
    /** Those that are older than they say they are wanted. */
    EXPIRED,
    /** Those that the POM does not name. */
    UNNAMED,
    /** All; and it is said of each that the POM names how to delete it too. */
    ALL;

    /**
     * Reads a mode.
     *
     * @param name the name that users write
     * @return the mode
     * @throws IllegalArgumentException if there is none of this name
     */
    public static DeletionMode named(String name) {
        return Arrays.stream(values())
                .filter(mode -> mode.toString().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is none of "
                        + Arrays.stream(values()).map(DeletionMode::toString).collect(Collectors.joining(", "))
                        + "."));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
