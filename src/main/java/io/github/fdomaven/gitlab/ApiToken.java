package io.github.fdomaven.gitlab;

/** What lets us use GitLab's API. It goes into a header, and nowhere else. */
public sealed interface ApiToken permits AccessToken, JobToken {

    /** {@return the token} */
    String value();

    /** {@return the name of the header in which GitLab looks for it} */
    String header();
}
