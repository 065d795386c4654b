package io.github.fdomaven.config;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * A token that was read, and that the secrets know of before anybody can show it.
 *
 * @param source where it is from, for a message
 * @param value the token
 */
record Tokens(String source, String value) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Reads a variable that must have one. */
    static Tokens read(Environment environment, String variable, String setting, Secrets secrets) {
        if (!NAME.matcher(variable).matches() || environment.isValue(variable)) {
            // It may well be the token itself.
            secrets.add(variable);
            throw new FixableException(setting + ": what is given is not the name of a variable, and is not shown here,"
                    + " for it may be a token. Write the name of the variable that has the token, not its value.");
        }
        String value = environment
                .get(variable)
                .orElseThrow(() -> new FixableException(setting + ": the variable " + variable
                        + " is not set, or empty. Set it where Maven runs: in GitLab under Settings, CI/CD, Variables; a"
                        + " protected one is there in the pipelines of protected branches and tags only."));
        return of("the variable " + variable, value, secrets);
    }

    static Tokens of(String source, String value, Secrets secrets) {
        secrets.add(value);
        return new Tokens(source, value.strip());
    }

    /** The token, if it may be one. */
    <T> T as(Function<String, T> kind) {
        try {
            return kind.apply(value);
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
