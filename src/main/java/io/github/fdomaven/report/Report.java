package io.github.fdomaven.report;

import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** One or more files in the directory of the reports, all written from the same result. */
public final class Report<T> {

    private final ReportDirectory directory;
    private final Map<String, Function<T, String>> files;
    private final Set<String> alsoWritten;

    /**
     * Creates a report of files by their names. Files in {@code alsoWritten} are written by the goal, but do not belong to this
     * report.
     */
    Report(ReportDirectory directory, Map<String, Function<T, String>> files, Set<String> alsoWritten) {
        this.directory = directory;
        this.files = files;
        this.alsoWritten = alsoWritten;
    }

    /**
     * Checks that the files can be written, before the goal does its work, and deletes those of an earlier run.
     *
     * @throws io.github.fdomaven.support.FixableException if the directory is not writable
     */
    public void prepare() {
        directory.prepare(files.keySet());
        directory.prepare(alsoWritten);
        files.keySet().forEach(directory::delete);
    }

    /**
     * Writes the files.
     *
     * @throws io.github.fdomaven.support.EnvironmentException if a file cannot be written
     */
    public void write(T result) {
        files.forEach((name, content) -> directory.write(name, content.apply(result)));
    }
}
