package io.github.fdomaven.command;

import io.github.fdomaven.definition.NamedImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What is to be run.
 *
 * @param image the image to run it in
 * @param isInEngine whether the image is in no registry, but in the engine alone
 * @param command the command, as a shell is given it
 * @param environment the variables that it gets
 * @param network the network of the container, where it is not the engine's default
 * @param limit the longest that the command may take
 * @param project the project's directory, absolute
 * @param buildDirectory the directory that Maven builds into, absolute
 */
public record RunRequest(
        NamedImage image,
        boolean isInEngine,
        String command,
        Map<String, String> environment,
        Optional<String> network,
        Optional<Duration> limit,
        Path project,
        Path buildDirectory) {

    /**
     * Takes a copy, and refuses a project that is nowhere.
     *
     * @param image the image to run it in
     * @param isInEngine whether the image is in no registry
     * @param command the command
     * @param environment the variables that it gets
     * @param network the network of the container
     * @param limit the longest that the command may take
     * @param project the project's directory
     * @param buildDirectory the directory that Maven builds into
     * @throws IllegalArgumentException if a directory is not absolute
     */
    public RunRequest {
        environment = Map.copyOf(environment);
        if (!project.isAbsolute() || !buildDirectory.isAbsolute()) {
            throw new IllegalArgumentException(
                    "The directories of a project must be absolute: " + project + ", " + buildDirectory + ".");
        }
    }

    /** {@return what the image is called in this build} */
    String name() {
        return image.name();
    }

    /** Leaves out the values of the variables. */
    @Override
    public String toString() {
        return command + " in " + image;
    }
}
