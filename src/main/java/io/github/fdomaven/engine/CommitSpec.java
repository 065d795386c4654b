package io.github.fdomaven.engine;

import java.util.List;
import java.util.Optional;

/**
 * How the config of a committed image is to be. What is not named here stays as the base has it.
 *
 * @param entrypoint the entrypoint; empty for none
 * @param cmd the CMD; empty for none
 * @param workingDir the working directory
 * @param user the user, where it is not the base's
 */
public record CommitSpec(List<String> entrypoint, List<String> cmd, String workingDir, Optional<String> user) {}
