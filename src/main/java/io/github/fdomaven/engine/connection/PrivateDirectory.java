package io.github.fdomaven.engine.connection;

import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory with a socket, which only its owner can access. */
record PrivateDirectory(Path path) {

    /** The path of a socket has at most 107 bytes. This leaves room for the names in the directory. */
    private static final int MAX_PARENT_LENGTH = 60;

    /** Creates the directory, with mode 0700, in /tmp if the path of the usual temporary directory is too long. */
    static PrivateDirectory create() {
        try {
            Path usual = Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
            Path parent = usual.toString().length() <= MAX_PARENT_LENGTH ? usual : Path.of("/tmp");
            return new PrivateDirectory(Files.createTempDirectory(parent, "fdo-"));
        } catch (IOException e) {
            throw new EnvironmentException(
                    "Could not create a directory for a socket: " + e
                            + ". Set -Djava.io.tmpdir to a directory that you can write to.",
                    e);
        }
    }

    Path socket() {
        return path.resolve("engine.sock");
    }

    Path log() {
        return path.resolve("engine.log");
    }

    /** Deletes the directory when the JVM exits, after the shutdown hooks that still need the socket. */
    void deleteOnExit() {
        // Java deletes the files in reverse order.
        path.toFile().deleteOnExit();
        socket().toFile().deleteOnExit();
    }

    void delete() {
        if (!Files.exists(path)) {
            return;
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new EnvironmentException("Could not delete " + path + ": " + e + ". Delete the directory.", e);
        }
    }
}
