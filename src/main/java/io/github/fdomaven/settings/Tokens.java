package io.github.fdomaven.settings;

import io.github.fdomaven.failure.FixableException;
import io.github.fdomaven.secret.Secrets;
import java.util.function.Function;

/**
 * A token that was read, and that the secrets know of before anybody can show it.
 *
 * @param source where it is from, for a message
 * @param value the token
 */
record Tokens(String source, String value) {

    /** Reads a variable that must have one. */
    static Tokens read(Environment environment, String variable, String setting, Secrets secrets) {
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
