package io.github.fdomaven.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The config of a committed image. Everything else stays as in the base image.
 *
 * @param entrypoint the entrypoint; empty for none
 * @param cmd the CMD; empty for none
 * @param user the user, if not the base image's
 * @param labels labels in addition to the container's. Podman 5 reads them as a Dockerfile does, and Podman 4 takes them literally. So
 *     their names and values have no white space, quotes, dollar signs and backslashes.
 */
public record CommitSpec(
        List<String> entrypoint,
        List<String> cmd,
        String workingDir,
        Optional<String> user,
        Map<String, String> labels) {

    private static final Pattern SPECIAL = Pattern.compile("[\\s\"'$\\\\]");

    public CommitSpec {
        entrypoint = List.copyOf(entrypoint);
        cmd = List.copyOf(cmd);
        labels = Map.copyOf(labels);
        labels.forEach((name, value) -> {
            if (SPECIAL.matcher(name + value).find()) {
                throw new IllegalArgumentException("not every engine can commit the label " + name + "=" + value);
            }
        });
    }
}
