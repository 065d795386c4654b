package io.github.fdomaven.gitlab;

import java.time.Duration;

/** Is told what goes on between us and GitLab, by any thread that speaks to it. */
public interface GitLabListener {

    /**
     * A request failed, and will be tried once more.
     *
     * @param problem the request and what came back, in one line without secrets
     * @param pause how long is waited first
     */
    default void retrying(String problem, Duration pause) {}
}
