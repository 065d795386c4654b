package io.github.fdomaven.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program to run in a container.
 *
 * @param arguments the program and its arguments, as they stand
 * @param environment variables for this program alone
 * @param workingDir the working directory, where it is not the container's
 * @param limit the longest that the program may take
 */
public record ExecSpec(
        List<String> arguments,
        Map<String, String> environment,
        Optional<String> workingDir,
        Optional<Duration> limit) {}
