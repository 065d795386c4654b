package io.github.fdomaven.definition;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is to be done with an image that is there, but would be another one if it were built now. */
public enum StaleAction {
    /** It is taken as it is, and that it is stale is said. */
    WARN,
    /** It is built anew. */
    REBUILD,
    /** The goal fails. */
    FAIL,
    /** It is taken as it is. */
    IGNORE;

    /**
     * {@return the action by the name that users write}
     *
     * @param name the name
     * @throws IllegalArgumentException if it is the name of none
     */
    public static StaleAction named(String name) {
        return Arrays.stream(values())
                .filter(action -> action.toString().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is none of "
                        + Arrays.stream(values()).map(StaleAction::toString).collect(Collectors.joining(", "))
                        + "."));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
