package io.github.fdomaven.config;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A token that a setting names. It is registered as a secret before any message can show it.
 *
 * @param source where the token comes from, for messages
 */
record TokenSetting(String source, String value) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    static TokenSetting of(String source, String value, Secrets secrets) {
        secrets.add(source, value);
        return new TokenSetting(source, value.strip());
    }

    /** Returns the name of a variable that has a token. Refuses a token in the place of its name. */
    static String variable(String name, Setting setting, Environment environment, Secrets secrets) {
        if (!NAME.matcher(name).matches() || environment.isValue(name)) {
            secrets.add(name);
            throw new FixableException(
                    setting + ": the value is not the name of a variable. It is not shown, because it"
                            + " may be a token. Write the name of the variable that has the token.");
        }
        return name;
    }

    /** The token in the variable that the setting names. */
    static TokenSetting ofVariable(String name, Setting setting, Environment environment, Secrets secrets) {
        String value = environment
                .get(variable(name, setting, environment, secrets))
                .orElseThrow(() -> new FixableException(setting + ": the variable " + name
                        + " is not set or empty. Set it where Maven runs: in GitLab under Settings, CI/CD, Variables."
                        + " Pipelines of unprotected branches and tags do not get protected variables."));
        return of("the variable " + name, value, secrets);
    }

    /** The token as a type whose constructor throws IllegalArgumentException if the text cannot be a token. */
    <T> T as(Function<String, T> type) {
        try {
            return type.apply(value);
        } catch (IllegalArgumentException e) {
            throw new FixableException(source + ": " + e.getMessage(), e);
        }
    }

    /** Leaves out the token. */
    @Override
    public String toString() {
        return source;
    }
}
