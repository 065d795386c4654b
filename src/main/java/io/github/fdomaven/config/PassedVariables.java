package io.github.fdomaven.config;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Reads the environment variables that a setting names, for a command in a container. */
public final class PassedVariables {

    private static final Pattern NAME = Pattern.compile("[^=\\s]+");

    private PassedVariables() {}

    /**
     * {@return the variables of exec; the secrets get all values}
     *
     * @throws FixableException naming a variable that is not set
     */
    public static Map<String, String> ofExec(List<String> names, Environment environment, Secrets secrets) {
        return read(names, environment, Setting.EXEC_ENVIRONMENT, secrets);
    }

    /** Reads the variables of the command of run. The secrets get all values. */
    static Map<String, String> ofCommand(SettingSources sources, Secrets secrets) {
        return read(sources.names(Setting.ENVIRONMENT), sources.environment(), Setting.ENVIRONMENT, secrets);
    }

    private static Map<String, String> read(
            List<String> names, Environment environment, Setting setting, Secrets secrets) {
        Map<String, String> values = new LinkedHashMap<>();
        names.forEach(name -> values.put(name, value(name, environment, setting)));
        values.forEach((name, value) -> {
            // GitLab sets these variables. Its secrets are long enough to be masked.
            if (name.startsWith("CI_")) {
                secrets.add(value);
            } else {
                secrets.add("the variable " + name, value);
            }
        });
        return values;
    }

    private static String value(String name, Environment environment, Setting setting) {
        if (!NAME.matcher(name).matches()) {
            // The rest may be a secret.
            throw new FixableException(
                    setting + ": '" + name.replaceAll("(?s)[=\\s].*", "") + "…' is more than the name"
                            + " of a variable. Write the name alone; Maven's environment has the value.");
        }
        return environment
                .get(name)
                .map(text -> SettingSources.readable(setting + " " + name, text, "***"))
                .orElseThrow(() -> new FixableException(setting + ": the variable " + name
                        + " is not set. Set it where Maven runs, or remove it from the setting."));
    }
}
