package io.github.fdomaven.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The config of a committed image. Everything else stays as in the base image.
 *
 * @param entrypoint the entrypoint; empty for none
 * @param cmd the CMD; empty for none
 * @param user the user, if not the base image's
 * @param labels labels in addition to the container's; names and values contain no white space or quotes
 */
public record CommitSpec(
        List<String> entrypoint,
        List<String> cmd,
        String workingDir,
        Optional<String> user,
        Map<String, String> labels) {

    public CommitSpec {
        entrypoint = List.copyOf(entrypoint);
        cmd = List.copyOf(cmd);
        labels = Map.copyOf(labels);
    }
}
