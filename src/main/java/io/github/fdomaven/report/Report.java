package io.github.fdomaven.report;

import java.util.Map;
import java.util.function.Function;

/** One or more files in the directory of the reports, all written from the same result. */
public final class Report<T> {

    private final ReportDirectory directory;
    private final Map<String, Function<T, String>> files;
    private final boolean hasDotenv;

    /**
     * Creates a report of files by their names. The first one is the JSON file.
     *
     * @param hasDotenv whether the goal writes the dotenv report too
     */
    Report(ReportDirectory directory, Map<String, Function<T, String>> files, boolean hasDotenv) {
        this.directory = directory;
        this.files = files;
        this.hasDotenv = hasDotenv;
    }

    /**
     * Checks that the files can be written, before the goal does its work, and deletes those of an earlier run.
     *
     * @throws io.github.fdomaven.support.FixableException if a file cannot be written
     */
    public void prepare() {
        directory.prepare(files.keySet());
        files.keySet().forEach(directory::delete);
        if (hasDotenv) {
            DotenvReport.prepare(directory);
        }
    }

    /**
     * Writes the files.
     *
     * @throws io.github.fdomaven.support.EnvironmentException if a file cannot be written
     */
    public void write(T result) {
        files.forEach((name, content) -> directory.write(name, content.apply(result)));
    }

    /** {@return the text of the JSON file} */
    public String json(T result) {
        return files.values().iterator().next().apply(result);
    }
}
