package io.github.fdomaven.project;

import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the files of a directory were at one moment, so that one can tell later which of them have changed. */
public final class Snapshot {

    /** There was nothing. */
    public static final Snapshot EMPTY = new Snapshot(Map.of());

    private final Map<Path, FileMark> marks;

    Snapshot(Map<Path, FileMark> marks) {
        this.marks = Map.copyOf(marks);
    }

    /**
     * {@return what files are now}
     *
     * @param project the project's directory
     * @param files the files, relative to it
     * @throws EnvironmentException if one cannot be read
     */
    public static Snapshot of(Path project, List<Path> files) {
        Map<Path, FileMark> marks = new HashMap<>();
        for (Path file : files) {
            try {
                FileMark.of(project.resolve(file)).ifPresent(mark -> marks.put(file, mark));
            } catch (IOException e) {
                throw new EnvironmentException(
                        "Cannot read " + project.resolve(file) + ": " + e
                                + ". It is among the files that are copied: let it be read, or have git ignore it.",
                        e);
            }
        }
        return new Snapshot(marks);
    }

    Optional<FileMark> mark(Path file) {
        return Optional.ofNullable(marks.get(file));
    }
}
