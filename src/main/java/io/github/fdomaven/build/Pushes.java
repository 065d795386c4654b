package io.github.fdomaven.build;

import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.failure.EnvironmentException;
import io.github.fdomaven.image.Digest;
import io.github.fdomaven.image.Reference;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Pushes, and again where what stood in the way may pass: five tries within a minute of the first failure, with growing
 * pauses, as the registry client does with its own requests. What the registry refuses is not tried again.
 */
final class Pushes {

    private static final int MOST = 5;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final BuildLog log;
    private final InstantSource clock;
    private final Sleeper sleeper;

    Pushes(BuildLog log, InstantSource clock, Sleeper sleeper) {
        this.log = log;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** Lets time pass. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration pause) throws InterruptedException;
    }

    Optional<Digest> push(Engine engine, Reference reference, String image) {
        log.pushing(image, reference);
        Instant end = Instant.MAX;
        for (int tries = 1; ; tries++) {
            try {
                return engine.push(
                        reference,
                        new TransferProgress("pushing " + reference, text -> log.progress(image, text), clock));
            } catch (EnvironmentException e) {
                Instant now = clock.instant();
                end = end.equals(Instant.MAX) ? now.plus(LIMIT) : end;
                if (tries == MOST || !now.isBefore(end)) {
                    throw new EnvironmentException(e.getMessage() + " Tried " + tries + " times.", e);
                }
                pause(tries, e, image);
            }
        }
    }

    private void pause(int tries, EnvironmentException failure, String image) {
        long growing = FIRST_PAUSE.toMillis() << (tries - 1);
        Duration pause =
                Duration.ofMillis((long) (growing * ThreadLocalRandom.current().nextDouble(0.5, 1.5)));
        log.warning(image, failure.getMessage() + " Trying again in " + pause.toMillis() + " ms.");
        try {
            sleeper.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted before another try: " + failure.getMessage(), e);
        }
    }
}
