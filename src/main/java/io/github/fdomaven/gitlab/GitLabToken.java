package io.github.fdomaven.gitlab;

import io.github.fdomaven.support.Secrets;
import java.util.Optional;

/**
 * A token for GitLab.
 *
 * @param kind the kind of the token
 * @param value the token
 */
public record GitLabToken(Kind kind, String value) {

    /** The kinds of tokens. */
    public enum Kind {

        /** A token that can trigger pipelines: a project's trigger token, or the token of the running job. */
        TRIGGER("trigger token", null),

        /** A personal, group or project access token. */
        ACCESS("access token", "PRIVATE-TOKEN"),

        /** The token of the running job, for the job's own project. */
        JOB("job token", "JOB-TOKEN");

        private final String text;
        private final String header;

        Kind(String text, String header) {
            this.text = text;
            this.header = header;
        }
    }

    public GitLabToken {
        if (value.isBlank()) {
            throw new IllegalArgumentException("The " + kind.text + " is empty.");
        }
        // Java would refuse some characters in a header with a message that shows the token.
        if (!value.chars().allMatch(character -> character > ' ' && character <= '~')) {
            throw new IllegalArgumentException("The " + kind.text
                    + " has white space or characters that no token has. Check for an extra line end or quote.");
        }
    }

    /** {@return a token that can trigger pipelines} */
    public static GitLabToken trigger(String value) {
        return new GitLabToken(Kind.TRIGGER, value);
    }

    /** {@return a personal, group or project access token} */
    public static GitLabToken access(String value) {
        return new GitLabToken(Kind.ACCESS, value);
    }

    /** {@return the token of the running job, for the job's own project} */
    public static GitLabToken job(String value) {
        return new GitLabToken(Kind.JOB, value);
    }

    /** The request header for the token. A trigger token is sent in the body only. */
    Optional<String> header() {
        return Optional.ofNullable(kind.header);
    }

    /** Leaves out the token. */
    @Override
    public String toString() {
        return Secrets.MASK;
    }
}
