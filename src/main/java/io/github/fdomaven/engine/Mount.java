package io.github.fdomaven.engine;

import java.nio.file.Path;

/**
 * A directory of this machine that a container sees, writable.
 *
 * @param source the directory
 * @param target where the container sees it
 */
public record Mount(Path source, String target) {

    /** What no engine takes in a path: it stands between the two paths of a mount. */
    private static final String SEPARATOR = ":";

    /**
     * Refuses what no engine takes.
     *
     * @param source the directory
     * @param target where the container sees it
     * @throws IllegalArgumentException if one of them is not absolute, or has a colon
     */
    public Mount {
        if (!isPossible(source) || !target.startsWith("/") || target.contains(SEPARATOR)) {
            throw new IllegalArgumentException("'" + source + "' cannot be mounted at '" + target
                    + "': both must be absolute paths without a colon.");
        }
    }

    /**
     * {@return whether engines can mount a directory}
     *
     * @param source the directory
     */
    public static boolean isPossible(Path source) {
        return source.isAbsolute() && !source.toString().contains(SEPARATOR);
    }
}
