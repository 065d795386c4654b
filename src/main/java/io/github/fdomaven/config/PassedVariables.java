package io.github.fdomaven.config;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Variables of the environment that a setting names, so that a program in a container gets them too. */
public final class PassedVariables {

    private PassedVariables() {}

    /** A number or a word that is shorter stands in ordinary text too, and is hardly a secret. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z]{1,7}|[0-9]{1,7}");

    private static final Pattern NAME = Pattern.compile("[^=\\s]+");

    /** The names of the variables, which are checked when their values are read. */
    static List<String> names(SettingSources sources, Setting setting) {
        return sources.value(setting).map(Commas::split).orElse(List.of());
    }

    /**
     * Reads the variables that exec gets.
     *
     * @param names the names of the variables
     * @param environment the environment of Maven
     * @param secrets gets the values
     * @return the values by name
     * @throws FixableException naming a variable that is not set
     */
    public static Map<String, String> ofExec(List<String> names, Environment environment, Secrets secrets) {
        return read(names, environment, Setting.EXEC_ENVIRONMENT, secrets);
    }

    /**
     * Reads them.
     *
     * @param setting has their names, separated by commas
     * @param secrets is told their values
     * @throws FixableException naming one that is not set
     */
    static Map<String, String> read(SettingSources sources, Setting setting, Secrets secrets) {
        return read(names(sources, setting), sources.environment(), setting, secrets);
    }

    private static Map<String, String> read(
            List<String> names, Environment environment, Setting setting, Secrets secrets) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : names) {
            String value = value(environment, setting, name);
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

    private static String value(Environment environment, Setting setting, String name) {
        if (!NAME.matcher(name).matches()) {
            // What comes after it may be a secret.
            throw new FixableException(
                    setting + ": '" + name.replaceAll("(?s)[=\\s].*", "") + "…' is more than the name of"
                            + " a variable. Write its name alone; its value is taken from the environment of Maven.");
        }
        return environment
                .get(name)
                .map(text -> SettingSources.readable(setting + " " + name, text, "***"))
                .orElseThrow(() -> new FixableException(
                        setting + ": the variable " + name + " is not set. Set it where Maven runs, or leave it out."));
    }
}
