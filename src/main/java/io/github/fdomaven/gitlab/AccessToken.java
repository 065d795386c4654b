package io.github.fdomaven.gitlab;

import io.github.fdomaven.support.Secrets;

/**
 * What lets us do what a trigger or job token does not: read the pipelines of other projects, and delete images.
 *
 * @param value the token
 */
public record AccessToken(String value) implements ApiToken {

    /**
     * Makes sure that it may be a token.
     *
     * @param value the token
     * @throws IllegalArgumentException if it is empty, or has white space in it; the message does not show it
     */
    public AccessToken {
        TokenForm.check("access token", value);
    }

    @Override
    public String header() {
        return "PRIVATE-TOKEN";
    }

    /** Leaves out the token. */
    @Override
    public String toString() {
        return Secrets.MASK;
    }
}
