package io.github.fdomaven.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is to be done when the base of an image has changed. */
public enum StaleBaseAction {
    /** It is said. */
    REPORT,
    /** The goal fails. */
    FAIL,
    /** A build-image later in the same run builds the image anew, and so do later jobs that take the dotenv report. */
    REBUILD;

    /** The action by the name that users write. */
    static StaleBaseAction named(String name) {
        return Arrays.stream(values())
                .filter(action -> action.toString().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + name + "' is none of "
                        + Arrays.stream(values()).map(StaleBaseAction::toString).collect(Collectors.joining(", "))
                        + "."));
    }

    /**
     * Reads it.
     *
     * @param sources where it may be set
     * @return the action
     * @throws io.github.fdomaven.support.FixableException if what is set is none of them
     */
    public static StaleBaseAction read(SettingSources sources) {
        return sources.value(Setting.ON_STALE_BASE, StaleBaseAction::named).orElse(REPORT);
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
