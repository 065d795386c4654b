package io.github.fdomaven.config;

import io.github.fdomaven.definition.Lifetime;
import io.github.fdomaven.support.Secrets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * What is set for a command that is to run in an image.
 *
 * @param command the command, as a shell is given it
 * @param environment the variables that it gets
 * @param network the network of the container, where it is not the engine's default
 * @param limit the longest that the command may take
 */
public record RunSettings(
        String command, Map<String, String> environment, Optional<String> network, Optional<Duration> limit) {

    /**
     * Takes copies.
     *
     * @param command the command, as a shell is given it
     * @param environment the variables that it gets
     * @param network the network of the container
     * @param limit the longest that the command may take
     */
    public RunSettings {
        environment = Map.copyOf(environment);
    }

    /**
     * Reads them.
     *
     * @param sources where they may be set
     * @param secrets is told the values of the variables
     * @return the settings
     * @throws io.github.fdomaven.support.FixableException naming the setting that is missing or not valid
     */
    public static RunSettings read(SettingSources sources, Secrets secrets) {
        return new RunSettings(
                sources.required(Setting.COMMAND, "./run-tests"),
                PassedVariables.readMixed(sources, Setting.ENVIRONMENT, secrets),
                sources.value(Setting.NETWORK),
                sources.value(Setting.TIMEOUT, Lifetime::parse).map(Lifetime::duration));
    }

    /** Leaves out the values of the variables. */
    @Override
    public String toString() {
        return command + " " + environment.keySet();
    }
}
