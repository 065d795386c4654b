package io.github.fdomaven.report;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One or more files in the directory of the reports, all written from the same result. */
public final class Report<T> {

    private final ReportDirectory directory;
    private final Map<String, Function<T, String>> files;
    private final boolean hasDotenv;
    private final Optional<FilesOfImages<T>> ofImages;

    /**
     * A file for each image.
     *
     * @param prefix the beginning of the names of the files
     * @param suffix the end of the names of the files
     * @param texts returns the text of each file by the part between
     */
    record FilesOfImages<T>(String prefix, String suffix, Function<T, Map<String, String>> texts) {}

    /**
     * Creates a report of files by their names. The first one is the JSON file.
     *
     * @param hasDotenv whether the goal writes the dotenv report too
     */
    Report(ReportDirectory directory, Map<String, Function<T, String>> files, boolean hasDotenv) {
        this(directory, files, hasDotenv, Optional.empty());
    }

    private Report(
            ReportDirectory directory,
            Map<String, Function<T, String>> files,
            boolean hasDotenv,
            Optional<FilesOfImages<T>> ofImages) {
        this.directory = directory;
        this.files = files;
        this.hasDotenv = hasDotenv;
        this.ofImages = ofImages;
    }

    /** Returns the same report with a file for each image. */
    Report<T> with(FilesOfImages<T> more) {
        return new Report<>(directory, files, hasDotenv, Optional.of(more));
    }

    /**
     * Checks that the files can be written, before the goal does its work, and deletes those of an earlier run.
     *
     * @throws io.github.fdomaven.support.FixableException if a file cannot be written
     */
    public void prepare() {
        directory.prepare(files.keySet());
        files.keySet().forEach(directory::delete);
        ofImages.ifPresent(more -> directory.deleteAll(more.prefix(), more.suffix()));
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
        ofImages.ifPresent(more -> more.texts()
                .apply(result)
                .forEach((name, text) -> directory.write(more.prefix() + name + more.suffix(), text)));
    }

    /** {@return the text of the JSON file} */
    public String json(T result) {
        return files.values().iterator().next().apply(result);
    }
}
