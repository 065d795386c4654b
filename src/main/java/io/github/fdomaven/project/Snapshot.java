package io.github.fdomaven.project;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FileProblem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The content of files at one time, to find out later which files have changed. */
public final class Snapshot {

    /** The snapshot of no files. */
    public static final Snapshot EMPTY = new Snapshot(Map.of());

    private final Map<Path, FileState> files;

    Snapshot(Map<Path, FileState> files) {
        this.files = Map.copyOf(files);
    }

    /**
     * {@return a snapshot of files as they are now} Their paths are relative to the project's directory.
     *
     * @throws EnvironmentException if a file cannot be read
     */
    public static Snapshot of(Path project, List<Path> files) {
        Map<Path, FileState> states = new HashMap<>();
        for (Path file : files) {
            try {
                FileState.of(project.resolve(file)).ifPresent(state -> states.put(file, state));
            } catch (IOException e) {
                throw new EnvironmentException(
                        "Could not read " + project.resolve(file) + " to copy it to the container: " + FileProblem.of(e)
                                + ". Make the file readable, or add it to .gitignore.",
                        e);
            }
        }
        return new Snapshot(states);
    }

    Optional<FileState> state(Path file) {
        return Optional.ofNullable(files.get(file));
    }

    /** The state of a file: the digest of its content, or the target of a link, and whether its owner may execute it. */
    record FileState(String content, boolean isExecutable) {

        static FileState link(String target) {
            return new FileState("-> " + target, false);
        }

        /** Copies a stream, and returns the state of a file with that content. */
        static FileState copy(InputStream from, OutputStream to, boolean isExecutable) throws IOException {
            MessageDigest hash = Digest.newSha256();
            from.transferTo(new DigestOutputStream(to, hash));
            return new FileState(Digest.of(hash).hex(), isExecutable);
        }

        /** Returns the state of a regular file or a link, or nothing for anything else. */
        static Optional<FileState> of(Path path) throws IOException {
            if (Files.isSymbolicLink(path)) {
                return Optional.of(link(Files.readSymbolicLink(path).toString()));
            }
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.empty();
            }
            try (InputStream content = Files.newInputStream(path)) {
                return Optional.of(copy(content, OutputStream.nullOutputStream(), FileModes.isExecutable(path)));
            }
        }
    }
}
