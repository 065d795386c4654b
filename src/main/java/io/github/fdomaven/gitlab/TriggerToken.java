package io.github.fdomaven.gitlab;

import io.github.fdomaven.support.Secrets;

/**
 * What lets us trigger the pipelines of a project: a trigger token of it, or the token of the job that runs.
 *
 * @param value the token
 */
public record TriggerToken(String value) {

    /**
     * Makes sure that it may be a token.
     *
     * @param value the token
     * @throws IllegalArgumentException if it is empty, or has white space in it; the message does not show it
     */
    public TriggerToken {
        TokenForm.check("trigger token", value);
    }

    /** Leaves out the token. */
    @Override
    public String toString() {
        return Secrets.MASK;
    }
}
