package io.github.fdomaven.engine.connection;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;

/**
 * A Unix domain socket of this machine.
 *
 * @param path its absolute path
 */
public record UnixSocket(Path path) implements EngineAddress {

    /**
     * Refuses a path that is not absolute.
     *
     * @param path its path
     * @throws IllegalArgumentException if it is relative
     */
    public UnixSocket {
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("the path of the socket is not absolute: three slashes follow 'unix:'");
        }
    }

    static UnixSocket parse(String path) {
        if (path.isEmpty() || path.endsWith("/")) {
            throw new IllegalArgumentException("it has no path of a socket");
        }
        try {
            return new UnixSocket(Path.of(path));
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public String toString() {
        return "unix://" + path;
    }
}
