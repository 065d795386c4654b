package io.github.fdomaven.maven;

import io.github.fdomaven.config.ResultFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Shows the result of a goal where the user wants it. */
record ResultOutput(Optional<ResultFormat> format, StandardOutput output) {

    /**
     * Shows a result.
     *
     * @param json returns the report
     * @param table returns the lines of the table
     * @param log writes the result to the log
     */
    void show(Supplier<String> json, Supplier<List<String>> table, Runnable log) {
        if (format.isEmpty()) {
            log.run();
        } else if (format.get() == ResultFormat.JSON) {
            output.print(json.get());
        } else {
            output.print(table.get());
        }
    }
}
