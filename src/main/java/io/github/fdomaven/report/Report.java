package io.github.fdomaven.report;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One or more files in the directory of the reports, all written from the same result. */
public final class Report<T> {

    private final ReportDirectory directory;
    private final Map<String, Function<T, String>> files;
    private final Optional<DotenvReport> dotenv;

    /**
     * Creates a report of files by their names.
     *
     * @param dotenv the dotenv report, if the goal writes it too
     */
    Report(ReportDirectory directory, Map<String, Function<T, String>> files, Optional<DotenvReport> dotenv) {
        this.directory = directory;
        this.files = files;
        this.dotenv = dotenv;
    }

    /**
     * Checks that the files can be written, before the goal does its work, and deletes those of an earlier run.
     *
     * @throws io.github.fdomaven.support.FixableException if a file cannot be written
     */
    public void prepare() {
        directory.prepare(files.keySet());
        files.keySet().forEach(directory::delete);
        dotenv.ifPresent(DotenvReport::prepare);
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
