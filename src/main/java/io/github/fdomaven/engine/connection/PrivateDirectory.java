package io.github.fdomaven.engine.connection;

import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A directory that nobody else may look into, for a socket. */
record PrivateDirectory(Path path) {

    /** The longest path that a socket can have is 107 bytes; this leaves some for the names in this one. */
    private static final int LONGEST = 60;

    private static final String PREFIX = "fdo-";

    /** Java makes it with the mode 0700. It is in /tmp where the directory for temporary files is too deep for a socket. */
    static PrivateDirectory make() {
        try {
            Path usual = Path.of(System.getProperty("java.io.tmpdir"));
            boolean fits = usual.toAbsolutePath().toString().length() <= LONGEST;
            Path made = fits
                    ? Files.createTempDirectory(usual.toAbsolutePath(), PREFIX)
                    : Files.createTempDirectory(Path.of("/tmp"), PREFIX);
            return new PrivateDirectory(made);
        } catch (IOException e) {
            throw new EnvironmentException(
                    "Could not make a directory for a socket: " + e
                            + ". Set -Djava.io.tmpdir to a directory that one can" + " write to.",
                    e);
        }
    }

    Path file(String name) {
        return path.resolve(name);
    }

    /** When Maven ends in whatever way it can see, which is after all else that may need the socket then. */
    void removeAtExit(List<String> names) {
        // What is registered first is removed last.
        path.toFile().deleteOnExit();
        names.forEach(name -> file(name).toFile().deleteOnExit());
    }

    void remove(List<String> names) {
        try {
            for (String name : names) {
                Files.deleteIfExists(file(name));
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new EnvironmentException("Could not remove " + path + ": " + e + ". Remove it.", e);
        }
    }
}
