package io.github.fdomaven.command;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.project.MavenDirectories;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * A command to run in an image.
 *
 * @param isInEngine whether the image exists in the engine only, and not in a registry
 * @param command the command, as it is given to a shell
 * @param network the network of the container, if it is not the engine's default
 * @param project the project's directory, absolute
 * @param maven the directories that Maven writes to
 */
public record RunRequest(
        NamedImage image,
        boolean isInEngine,
        String command,
        Map<String, String> environment,
        Optional<String> network,
        Optional<Duration> limit,
        Path project,
        MavenDirectories maven) {

    public RunRequest {
        environment = Map.copyOf(environment);
        if (!project.isAbsolute()) {
            throw new IllegalArgumentException("The directory of a project must be absolute: " + project + ".");
        }
    }

    /** Leaves out the variables, because their values may be secret. */
    @Override
    public String toString() {
        return command + " in " + image;
    }
}
