package io.github.fdomaven.config;

import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Variables of the environment that a setting names, so that a program in a container gets them too. */
final class PassedVariables {

    private PassedVariables() {}

    /** A number or a word that is shorter stands in ordinary text too, and is hardly a secret. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z]{1,7}|[0-9]{1,7}");

    private static final Pattern NAME = Pattern.compile("[^=\\s]+");

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
            String value = value(sources, setting, name);
            secrets.add(value);
            values.put(name, value);
        }
        return values;
    }

    /**
     * Reads them where most of them are no secrets: to blot out each <code>true</code> would make a log unreadable.
     *
     * @param setting has their names, separated by commas
     * @param secrets is told their values, but for short words and numbers
     * @throws FixableException naming one that is not set
     */
    static Map<String, String> readMixed(SettingSources sources, Setting setting, Secrets secrets) {
        Secrets none = new Secrets();
        Map<String, String> values = read(sources, setting, none);
        values.values().stream()
                .filter(value -> !PLAIN.matcher(value.strip()).matches())
                .forEach(secrets::add);
        return values;
    }

    private static String value(SettingSources sources, Setting setting, String name) {
        if (!NAME.matcher(name).matches()) {
            // What comes after it may be a secret.
            throw new FixableException(
                    setting + ": '" + name.replaceAll("(?s)[=\\s].*", "") + "…' is more than the name of"
                            + " a variable. Write its name alone; its value is taken from the environment of Maven.");
        }
        return sources.environment()
                .get(name)
                .map(text -> SettingSources.readable(setting + " " + name, text, "***"))
                .orElseThrow(() -> new FixableException(
                        setting + ": the variable " + name + " is not set. Set it where Maven runs, or leave it out."));
    }
}
