package io.github.fdomaven.report;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One or more files in the directory of the reports, all written from the same result. */
public final class Report<T> {

    private final ReportDirectory directory;
    private final Map<String, Function<T, String>> files;
    private final boolean hasDotenv;
    private final Map<String, Function<T, Optional<String>>> optionalFiles;
    private final Optional<Sboms<T>> sboms;

    /**
     * The SBOMs of images.
     *
     * @param texts returns the text of each file by the name of its image
     * @param isComplete whether the SBOMs of an earlier run are deleted
     */
    private record Sboms<T>(Function<T, Map<String, String>> texts, boolean isComplete) {}

    /**
     * Creates a report of files by their names. The first one is the JSON file.
     *
     * @param hasDotenv whether the goal writes the dotenv report too
     */
    Report(ReportDirectory directory, Map<String, Function<T, String>> files, boolean hasDotenv) {
        this(directory, files, hasDotenv, Map.of(), Optional.empty());
    }

    private Report(
            ReportDirectory directory,
            Map<String, Function<T, String>> files,
            boolean hasDotenv,
            Map<String, Function<T, Optional<String>>> optionalFiles,
            Optional<Sboms<T>> sboms) {
        this.directory = directory;
        this.files = files;
        this.hasDotenv = hasDotenv;
        this.optionalFiles = optionalFiles;
        this.sboms = sboms;
    }

    /** Returns the same report with files that some results have, by their names. */
    Report<T> withOptional(Map<String, Function<T, Optional<String>>> more) {
        return new Report<>(directory, files, hasDotenv, more, sboms);
    }

    /** Returns the same report with the SBOMs of images by name. If they are complete, those of an earlier run are deleted. */
    Report<T> with(Function<T, Map<String, String>> texts, boolean isComplete) {
        return new Report<>(directory, files, hasDotenv, optionalFiles, Optional.of(new Sboms<>(texts, isComplete)));
    }

    /**
     * Checks that the files can be written, before the goal does its work, and deletes those of an earlier run.
     *
     * @throws io.github.fdomaven.support.FixableException if a file cannot be written
     */
    public void prepare() {
        directory.prepare(files.keySet());
        files.keySet().forEach(directory::delete);
        optionalFiles.keySet().forEach(directory::delete);
        sboms.filter(Sboms::isComplete).ifPresent(all -> directory.deleteAll(SbomFiles.PREFIX, SbomFiles.SUFFIX));
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
        optionalFiles.forEach((name, content) -> content.apply(result).ifPresent(text -> directory.write(name, text)));
        sboms.ifPresent(all -> all.texts()
                .apply(result)
                .forEach((name, text) -> directory.write(SbomFiles.PREFIX + name + SbomFiles.SUFFIX, text)));
    }

    /** {@return the text of the JSON file} */
    public String json(T result) {
        return files.values().iterator().next().apply(result);
    }
}
