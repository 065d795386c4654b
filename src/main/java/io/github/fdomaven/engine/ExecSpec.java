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
 * @param user who runs it, as a user's and a group's number with a colon between them, where that is not root
 */
public record ExecSpec(
        List<String> arguments,
        Map<String, String> environment,
        Optional<String> workingDir,
        Optional<Duration> limit,
        Optional<String> user) {

    /**
     * A program that root runs.
     *
     * @param arguments the program and its arguments, as they stand
     * @param environment variables for this program alone
     * @param workingDir the working directory, where it is not the container's
     * @param limit the longest that the program may take
     */
    public ExecSpec(
            List<String> arguments,
            Map<String, String> environment,
            Optional<String> workingDir,
            Optional<Duration> limit) {
        this(arguments, environment, workingDir, limit, Optional.empty());
    }
}
