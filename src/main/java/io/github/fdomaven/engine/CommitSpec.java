package io.github.fdomaven.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How the config of a committed image is to be. What is not named here stays as the base has it.
 *
 * @param entrypoint the entrypoint; empty for none
 * @param cmd the CMD; empty for none
 * @param workingDir the working directory
 * @param user the user, where it is not the base's
 * @param labels labels besides those of the container, whose values are plain words
 */
public record CommitSpec(
        List<String> entrypoint,
        List<String> cmd,
        String workingDir,
        Optional<String> user,
        Map<String, String> labels) {

    /**
     * Takes copies of the collections.
     *
     * @param entrypoint the entrypoint
     * @param cmd the CMD
     * @param workingDir the working directory
     * @param user the user
     * @param labels labels besides those of the container
     */
    public CommitSpec {
        entrypoint = List.copyOf(entrypoint);
        cmd = List.copyOf(cmd);
        labels = Map.copyOf(labels);
    }
}
