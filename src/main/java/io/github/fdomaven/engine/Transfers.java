package io.github.fdomaven.engine;

import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * Has the engine pull and push, and again where what stood in the way may pass: five tries within a minute of the first
 * failure, with growing pauses, as the registry client does with its own requests. What a registry refuses is not tried
 * again.
 */
public final class Transfers {

    private static final double MILLIS = 1000;
    private static final int MOST = 5;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final TransferLog log;
    private final InstantSource clock;
    private final Sleeper sleeper;

    /**
     * Prepares for transfers.
     *
     * @param log is told how they go
     * @param clock tells the time
     * @param sleeper lets time pass between two tries
     */
    public Transfers(TransferLog log, InstantSource clock, Sleeper sleeper) {
        this.log = log;
        this.clock = clock;
        this.sleeper = sleeper;
    }

    /** Lets time pass. */
    @FunctionalInterface
    public interface Sleeper {

        /**
         * Waits.
         *
         * @param pause how long
         * @throws InterruptedException if it is not to wait any longer
         */
        void sleep(Duration pause) throws InterruptedException;
    }

    /**
     * Pulls as often as need be.
     *
     * @param engine has the image afterwards
     * @param reference the image's reference
     * @param platform which one of several, where it is not to be the engine's own
     * @param image what the image is called in the log
     * @return the image
     * @throws io.github.fdomaven.support.FdoException if the last try failed too, or the registry refuses it
     */
    public EngineImage pull(Engine engine, Reference reference, Optional<Platform> platform, String image) {
        return retried(image, () -> pullOnce(engine, reference, platform, image));
    }

    /**
     * Pulls for somebody who can do without.
     *
     * @param engine has the image afterwards
     * @param reference the image's reference
     * @param platform which one of several, where it is not to be the engine's own
     * @param image what the image is called in the log
     * @return the image
     * @throws io.github.fdomaven.support.FdoException if it cannot be pulled now
     */
    public EngineImage pullOnce(Engine engine, Reference reference, Optional<Platform> platform, String image) {
        log.pulling(image, reference);
        return engine.pull(reference, platform, progress("pulling " + reference, image));
    }

    /**
     * Pushes as often as need be.
     *
     * @param engine has the image
     * @param reference the tag in full
     * @param image what the image is called in the log
     * @throws io.github.fdomaven.support.FdoException if the last try failed too, or the registry refuses it
     */
    public void push(Engine engine, Reference reference, String image) {
        retried(image, () -> {
            log.pushing(image, reference);
            engine.push(reference, progress("pushing " + reference, image));
            return null;
        });
    }

    private TransferProgress progress(String what, String image) {
        return new TransferProgress(what, text -> log.progress(image, text), clock);
    }

    private <T> T retried(String image, Supplier<T> transfer) {
        Instant end = Instant.MAX;
        for (int tries = 1; ; tries++) {
            try {
                return transfer.get();
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
        log.warning(
                image,
                String.format(
                        Locale.ROOT, "%s Trying again in %.1f s.", failure.getMessage(), pause.toMillis() / MILLIS));
        try {
            sleeper.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted before another try: " + failure.getMessage(), e);
        }
    }
}
