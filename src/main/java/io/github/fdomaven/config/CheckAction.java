package io.github.fdomaven.config;

import java.util.Locale;

/** What check-base does if the base image has changed, and check-packages if packages have updates. */
public enum CheckAction {
    /** Reports it. */
    REPORT,
    /** Fails the goal. */
    FAIL,
    /** Makes a later build-image rebuild the image: in the same run, or in a later job that reads the dotenv report. */
    REBUILD;

    /**
     * {@return the action that is set}
     *
     * @param setting the setting of the goal
     */
    public static CheckAction read(SettingSources sources, Setting setting) {
        return sources.choice(setting, CheckAction.class).orElseThrow();
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
