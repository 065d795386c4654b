package io.github.fdomaven.config;

import io.github.fdomaven.support.Secrets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The settings of run.
 *
 * @param command the command, as a shell reads it
 * @param limit the longest time that the command may take
 */
public record RunSettings(
        String command, Map<String, String> environment, Optional<String> network, Optional<Duration> limit) {

    public RunSettings {
        environment = Map.copyOf(environment);
    }

    /** Reads the settings, or throws FixableException naming the setting that is missing or not valid. */
    public static RunSettings read(SettingSources sources, Secrets secrets) {
        return new RunSettings(
                sources.required(Setting.COMMAND).replace("\r\n", "\n"),
                PassedVariables.ofCommand(sources, secrets),
                sources.value(Setting.NETWORK),
                sources.duration(Setting.TIMEOUT));
    }

    /** Leaves out the values of the variables. */
    @Override
    public String toString() {
        return command + " " + environment.keySet();
    }
}
