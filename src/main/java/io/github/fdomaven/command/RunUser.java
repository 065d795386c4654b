package io.github.fdomaven.command;

import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Who runs a command in a container, so that what it writes belongs to who runs Maven.
 *
 * @param uid the user's number
 * @param gid the number of the user's group
 */
public record RunUser(int uid, int gid) {

    /** Root, who in a rootless engine is the user that runs it. */
    public static final RunUser ROOT = new RunUser(0, 0);

    private static final Path OWN_PROCESS = Path.of("/proc/self");

    private static final String ROOTS_HOME = "/root";

    /** The directory of a user whom the image need not know. */
    private static final String HOME = "/fdo-home";

    /**
     * {@return who runs this process; on a system that is not Linux, whose engine runs in a machine of its own and gives files
     * to the user by itself, root}
     *
     * @throws EnvironmentException if the system does not tell
     */
    public static RunUser current() {
        return Files.isDirectory(OWN_PROCESS) ? ownerOf(OWN_PROCESS) : ROOT;
    }

    static RunUser ownerOf(Path path) {
        try {
            return new RunUser(
                    (Integer) Files.getAttribute(path, "unix:uid"), (Integer) Files.getAttribute(path, "unix:gid"));
        } catch (IOException | UnsupportedOperationException e) {
            throw new EnvironmentException("Cannot tell who runs Maven: " + e + ".", e);
        }
    }

    boolean isRoot() {
        return uid == 0;
    }

    String home() {
        return isRoot() ? ROOTS_HOME : HOME;
    }

    /** The two numbers, as engines take them. */
    @Override
    public String toString() {
        return uid + ":" + gid;
    }
}
