package io.github.fdomaven.command;

import io.github.fdomaven.definition.Command;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.OneLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The user who runs a command in a container, so that new files belong to the user who runs Maven. */
public record RunUser(int uid, int gid) {

    /** Root. In a rootless engine root is the user who runs the engine. */
    public static final RunUser ROOT = new RunUser(0, 0);

    private static final Path OWN_PROCESS = Path.of("/proc/self");
    private static final String ROOT_HOME = "/root";
    private static final String USER_HOME = "/fdo-home";

    /**
     * Creates the home directory, and an entry in /etc/passwd if the image does not have the user. Many programs, such as Java,
     * look up the home directory there, and some do not start for an unknown user.
     */
    private static final String CREATE_HOME = "mkdir -p \"$3\" && chown \"$1:$2\" \"$3\" || exit"
            + "; while IFS=: read -r name password uid rest; do [ \"$uid\" = \"$1\" ] && exit 0; done < /etc/passwd"
            + "; echo \"fdo-user:x:$1:$2::$3:/bin/sh\" >> /etc/passwd";

    /**
     * {@return the user who runs this process}: root on systems other than Linux, because there the engine runs in a virtual
     * machine that maps the files of root to the user
     *
     * @throws EnvironmentException if the user is not known
     */
    public static RunUser current() {
        return Files.isDirectory(OWN_PROCESS) ? ownerOf(OWN_PROCESS) : ROOT;
    }

    static RunUser ownerOf(Path path) {
        try {
            return new RunUser(
                    (Integer) Files.getAttribute(path, "unix:uid"), (Integer) Files.getAttribute(path, "unix:gid"));
        } catch (IOException | UnsupportedOperationException e) {
            throw new EnvironmentException("Could not find out which user runs Maven: " + e + ".", e);
        }
    }

    private boolean isRoot() {
        return uid == 0;
    }

    String home() {
        return isRoot() ? ROOT_HOME : USER_HOME;
    }

    void createHome(Container container) {
        if (!isRoot()) {
            runAsRoot(container, Command.script(CREATE_HOME, String.valueOf(uid), String.valueOf(gid), home()));
        }
    }

    /** Runs a command that prepares the container. Its output is shown only if it fails. */
    static void runAsRoot(Container container, Command command) {
        List<String> output = new ArrayList<>();
        ExecSpec spec = new ExecSpec(command.arguments(), command.environment(), Optional.empty(), Optional.empty());
        OptionalInt status = container.run(spec, output::add);
        if (status.orElse(-1) != 0) {
            throw new FixableException("Could not prepare the container: '" + command.text() + "' ended with status "
                    + status.orElse(-1) + ": " + OneLine.of(String.join(" ", output))
                    + ". The image needs a shell, mkdir and chown.");
        }
    }

    /** Returns user and group in the form that engines take. */
    @Override
    public String toString() {
        return uid + ":" + gid;
    }
}
