package io.github.fdomaven.config;

import java.util.Locale;

/** What check-base does if the base image has changed. */
public enum StaleBaseAction {
    /** Reports it. */
    REPORT,
    /** Fails the goal. */
    FAIL,
    /** Makes a later build-image rebuild the image: in the same run, or in a later job that reads the dotenv report. */
    REBUILD;

    /** {@return the action that is set} */
    public static StaleBaseAction read(SettingSources sources) {
        return sources.choice(Setting.ON_STALE_BASE, StaleBaseAction.class).orElseThrow();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
