package io.github.fdomaven.http;

import java.time.Duration;

/** Receives retries. Any thread that sends a request calls it. */
@FunctionalInterface
public interface RetryListener {

    /** A request failed and is sent again after a pause. The problem is in one line without secrets. */
    void retrying(String problem, Duration pause);
}
