package io.github.fdomaven.settings;

import io.github.fdomaven.failure.FixableException;
import io.github.fdomaven.secret.Secrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Variables of the environment that a setting names, so that a program in a container gets them too. */
final class PassedVariables {

    private PassedVariables() {}

    /**
     * Reads them.
     *
     * @param setting has their names, separated by commas
     * @param secrets is told their values
     * @throws FixableException naming one that is not set
     */
    static Map<String, String> read(SettingSources sources, Setting setting, Secrets secrets) {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> names = sources.value(setting).map(Commas::split).orElse(List.of());
        for (String name : names) {
            String value = sources.environment()
                    .get(name)
                    .map(text -> SettingSources.readable(setting + " " + name, text, "***"))
                    .orElseThrow(() -> new FixableException(setting + ": the variable " + name
                            + " is not set. Set it where Maven runs, or leave it out."));
            secrets.add(value);
            values.put(name, value);
        }
        return values;
    }
}
