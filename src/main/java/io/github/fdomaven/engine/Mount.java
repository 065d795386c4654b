package io.github.fdomaven.engine;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A directory of this machine that a container sees, writable.
 *
 * @param source the directory
 * @param target where the container sees it
 */
public record Mount(Path source, String target) {

    /** What no engine takes in a path: it stands between the two paths of a mount. */
    private static final String SEPARATOR = ":";

    /** As long as it may take an engine to run a program that does next to nothing. */
    private static final Duration LOOKING = Duration.ofMinutes(1);

    private static final String ARE_THERE = "for path; do [ -e \"$path\" ] || [ -L \"$path\" ] || exit 1; done";

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

    /**
     * Makes sure that it is this directory that a container sees. Where Maven runs in a container itself, which was given the
     * socket of the engine, the engine has mounted a directory of its own machine, and an empty one if there was none.
     *
     * @param container the container
     * @param children the names of what is in the directory here
     * @param user who looks, as a user's and a group's number with a colon between them, where that is not root
     * @return whether all of it is in the directory there too
     */
    public boolean isSeenBy(Container container, List<String> children, Optional<String> user) {
        List<String> arguments = new ArrayList<>(List.of("sh", "-c", ARE_THERE, "sh"));
        children.forEach(child -> arguments.add(target + "/" + child));
        ExecSpec look = new ExecSpec(arguments, Map.of(), Optional.empty(), Optional.of(LOOKING), user);
        return container.run(look, line -> {}).orElse(-1) == 0;
    }
}
