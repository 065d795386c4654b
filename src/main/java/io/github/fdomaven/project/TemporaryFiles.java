package io.github.fdomaven.project;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The plugin's temporary files in a directory of the user. A file that remains because Maven was killed is deleted after a day,
 * because a newer file may belong to another build.
 */
public final class TemporaryFiles {

    private static final String PREFIX = ".fdo-";
    private static final String SUFFIX = ".part";
    private static final Duration MAX_AGE = Duration.ofDays(1);

    private TemporaryFiles() {}

    static boolean isTemporary(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
    }

    /** Returns an unused path, in the directory itself if possible, because a move within one disk is atomic. */
    static Path newPath(Path directory) {
        Path parent = Files.isWritable(directory) ? directory : Path.of(System.getProperty("java.io.tmpdir"));
        Path path = parent.resolve(PREFIX + UUID.randomUUID() + SUFFIX);
        path.toFile().deleteOnExit();
        return path;
    }

    /** Creates an empty file, which only its owner can read until it gets its own permissions. */
    static void create(Path temporary) throws IOException {
        if (FileModes.hasPermissions(temporary)) {
            Files.createFile(
                    temporary, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(temporary);
        }
    }

    /** Moves a file or a link to its place, so that readers see the old file or the new one, never a part of it. */
    static void move(Path temporary, Path target) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static void deleteOld(Path directory) throws IOException {
        Instant limit = Instant.now().minus(MAX_AGE);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, TemporaryFiles::isTemporary)) {
            for (Path file : files) {
                if (Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                        && Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS)
                                .toInstant()
                                .isBefore(limit)) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    /**
     * Creates an empty file, by which a build checks whether a container sees the directory.
     *
     * @return the file, which the caller deletes, or nothing if the directory is not writable
     */
    public static Optional<Path> createMarker(Path directory) {
        try {
            Path marker = Files.createTempFile(directory, PREFIX, SUFFIX);
            marker.toFile().deleteOnExit();
            return Optional.of(marker);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
