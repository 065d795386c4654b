package io.github.fdomaven.config;

import java.util.Optional;

/** The form in which a goal prints its result to standard output. */
public enum ResultFormat {
    /** The text of the JSON report. */
    JSON,
    /** A table. */
    TABLE;

    /** {@return the format that is set; empty if the result goes to the log} */
    public static Optional<ResultFormat> read(SettingSources sources) {
        return sources.choice(Setting.STDOUT, ResultFormat.class);
    }
}
