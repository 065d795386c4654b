package io.github.fdomaven.engine;

import io.github.fdomaven.http.Time;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Pulls and pushes images. A transfer that fails temporarily is retried as in the registry client: five attempts within a
 * minute of the first failure, with growing pauses. A transfer that the registry refuses is not retried.
 */
public final class ImageTransfers {

    private static final double MILLIS = 1000;
    private static final int ATTEMPTS = 5;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final TransferLog log;
    private final Time time;

    /**
     * Creates the transfers.
     *
     * @param time the clock, and the pauses between two attempts
     */
    public ImageTransfers(TransferLog log, Time time) {
        this.log = log;
        this.time = time;
    }

    /**
     * Pulls an image, with retries.
     *
     * @param platform the platform to pull, if not the engine's own
     * @param image the image's name in the log
     * @throws FdoException if the last attempt fails or the registry refuses
     */
    public EngineImage pull(Engine engine, Reference reference, Optional<Platform> platform, String image) {
        return retry(image, () -> pullOnce(engine, reference, platform, image));
    }

    /**
     * Pulls an image, without retries.
     *
     * @param platform the platform to pull, if not the engine's own
     * @param image the image's name in the log
     * @throws FdoException if the pull fails or the registry refuses
     */
    public EngineImage pullOnce(Engine engine, Reference reference, Optional<Platform> platform, String image) {
        log.pulling(image, reference);
        return reported("pulling", image, progress -> engine.pull(reference, platform, progress));
    }

    /**
     * Pushes a tag, with retries, and returns the digest of the manifest.
     *
     * @param image the image's name in the log
     * @throws FdoException if the last attempt fails or the registry refuses
     */
    public Digest push(Engine engine, Reference reference, String image) {
        return retry(image, () -> {
            log.pushing(image, reference);
            return reported("pushing", image, progress -> engine.push(reference, progress));
        });
    }

    private <T> T reported(String title, String image, Function<ProgressListener, T> transfer) {
        TransferProgress progress = new TransferProgress(title, "layers", changed -> log.transferring(image, changed));
        try {
            return transfer.apply(progress);
        } finally {
            log.transferred(progress);
        }
    }

    private <T> T retry(String image, Supplier<T> transfer) {
        Instant end = Instant.MAX;
        for (int attempt = 1; ; attempt++) {
            try {
                return transfer.get();
            } catch (EnvironmentException e) {
                Instant now = time.now();
                end = end.equals(Instant.MAX) ? now.plus(LIMIT) : end;
                if (attempt == ATTEMPTS || !now.isBefore(end)) {
                    throw new EnvironmentException(e.getMessage() + " Gave up after " + attempt + " attempts.", e);
                }
                pause(attempt, e, image);
            }
        }
    }

    private void pause(int attempt, EnvironmentException failure, String image) {
        long middle = FIRST_PAUSE.toMillis() << (attempt - 1);
        Duration pause = Duration.ofMillis((long) (middle * (0.5 + time.random())));
        log.warning(
                image,
                String.format(
                        Locale.ROOT, "%s Trying again in %.1f s.", failure.getMessage(), pause.toMillis() / MILLIS));
        try {
            time.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException(
                    "Interrupted while waiting for the next attempt: " + failure.getMessage(), e);
        }
    }
}
