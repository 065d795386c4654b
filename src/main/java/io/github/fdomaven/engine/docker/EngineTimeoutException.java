package io.github.fdomaven.engine.docker;

import java.time.Duration;

/** The engine sent nothing within a time limit. */
final class EngineTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final Duration TWO_MINUTES = Duration.ofMinutes(2);

    EngineTimeoutException(Duration limit) {
        super("no response within " + text(limit)
                + ". The engine hangs, or waits for a registry or a disk."
                + " Check it with 'docker version' and restart it if there is no answer");
    }

    private static String text(Duration limit) {
        return limit.compareTo(TWO_MINUTES) < 0 ? limit.toSeconds() + " s" : limit.toMinutes() + " min";
    }
}
