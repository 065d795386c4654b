package io.github.fdomaven.project;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * Files of this plugin's own that are in a directory of the user's for a moment. One that was left there, as when Maven was
 * killed, is removed a day later, for until then it may be that of another build.
 */
public final class OwnFiles {

    private static final String PREFIX = ".fdo-";
    private static final String SUFFIX = ".part";
    private static final Duration FORGOTTEN = Duration.ofDays(1);

    private OwnFiles() {}

    static boolean isOne(Path path) {
        String name = String.valueOf(path.getFileName());
        return name.startsWith(PREFIX) && name.endsWith(SUFFIX);
    }

    /** A path at which nothing is, for a file that is to become one of the directory: on the same disk, where that is possible. */
    static Path scratch(Path directory) {
        Path place = Files.isWritable(directory) ? directory : Path.of(System.getProperty("java.io.tmpdir"));
        Path scratch = place.resolve(PREFIX + UUID.randomUUID() + SUFFIX);
        // When Maven is interrupted, nobody gets to tidy up.
        scratch.toFile().deleteOnExit();
        return scratch;
    }

    /** Puts a file or a link into its place, where nobody ever sees half of it. */
    static void put(Path scratch, Path place) throws IOException {
        try {
            Files.move(scratch, place, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException otherDisk) {
            Files.move(scratch, place, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    static void removeForgotten(Path directory) throws IOException {
        Instant limit = Instant.now().minus(FORGOTTEN);
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory, OwnFiles::isOne)) {
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
     * Makes an empty file by whose name one can tell whether somebody sees the directory.
     *
     * @param directory the directory
     * @return the file, which the caller deletes, or nothing if we may not write there
     */
    public static Optional<Path> witness(Path directory) {
        try {
            Path witness = Files.createTempFile(directory, PREFIX, SUFFIX);
            witness.toFile().deleteOnExit();
            return Optional.of(witness);
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
