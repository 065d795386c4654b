package io.github.fdomaven.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program to run in a container.
 *
 * @param arguments the program and its arguments, taken literally
 * @param environment environment variables for this program only
 * @param workingDir the working directory, if not the root directory
 * @param limit the time limit
 * @param user the user and group, as in {@code 1000:1000}, if not root
 */
public record ExecSpec(
        List<String> arguments,
        Map<String, String> environment,
        Optional<String> workingDir,
        Optional<Duration> limit,
        Optional<String> user) {

    public ExecSpec {
        arguments = List.copyOf(arguments);
        environment = Map.copyOf(environment);
    }

    /** Creates a program that runs as root. */
    public ExecSpec(
            List<String> arguments,
            Map<String, String> environment,
            Optional<String> workingDir,
            Optional<Duration> limit) {
        this(arguments, environment, workingDir, limit, Optional.empty());
    }

    /** The arguments, without the environment, which may have secrets. */
    @Override
    public String toString() {
        return arguments.toString();
    }

    /** {@return the name of the program} */
    public String program() {
        return arguments.get(0);
    }
}
