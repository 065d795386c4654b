package io.github.fdomaven.gitlab;

import io.github.fdomaven.support.Secrets;

/**
 * The token of the job that runs, by which it may do some things for its own project.
 *
 * @param value the token
 */
public record JobToken(String value) implements ApiToken {

    /**
     * Makes sure that it may be a token.
     *
     * @param value the token
     * @throws IllegalArgumentException if it is empty, or has white space in it; the message does not show it
     */
    public JobToken {
        TokenForm.check("job token", value);
    }

    @Override
    public String header() {
        return "JOB-TOKEN";
    }

    /** Leaves out the token. */
    @Override
    public String toString() {
        return Secrets.MASK;
    }
}
