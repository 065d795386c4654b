package io.github.fdomaven.engine.docker;

import java.time.Duration;

/** An engine has said nothing for too long. */
final class SilentEngineException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private static final Duration SECONDS_ARE_FEW = Duration.ofMinutes(2);

    SilentEngineException(Duration silence) {
        super("nothing has come from it for " + text(silence)
                + ". It hangs, or what it waits for does, such as a registry or a disk: see whether 'docker version' answers,"
                + " restart it if not, and run this again");
    }

    private static String text(Duration silence) {
        return silence.compareTo(SECONDS_ARE_FEW) < 0 ? silence.toSeconds() + " s" : silence.toMinutes() + " min";
    }
}
