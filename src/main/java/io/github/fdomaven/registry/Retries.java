package io.github.fdomaven.registry;

import io.github.fdomaven.http.RetryAfter;
import io.github.fdomaven.http.Time;
import io.github.fdomaven.support.EnvironmentException;
import java.time.Duration;
import java.time.Instant;

/** Tries again what may pass: five times within a minute, with growing pauses. */
final class Retries {

    private static final int MOST = 5;
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);

    private final Time time;
    private final Failures failures;
    private final RegistryListener listener;

    Retries(Time time, Failures failures, RegistryListener listener) {
        this.time = time;
        this.failures = failures;
        this.listener = listener;
    }

    /** What is tried. Doing it twice must do no more than doing it once. */
    @FunctionalInterface
    interface Attempt<T> {
        T run() throws RequestException;
    }

    /** Tries what takes no longer than its answer. */
    <T> T run(Attempt<T> attempt) {
        return run(attempt, time.now().plus(LIMIT));
    }

    /** Tries what may by itself take longer than a minute, so that the minute begins with its first failure. */
    <T> T runTransfer(Attempt<T> attempt) {
        return run(attempt, Instant.MAX);
    }

    private <T> T run(Attempt<T> attempt, Instant limit) {
        Instant end = limit;
        for (int tries = 1; ; tries++) {
            try {
                return attempt.run();
            } catch (RequestException e) {
                Instant now = time.now();
                end = end.equals(Instant.MAX) ? now.plus(LIMIT) : end;
                if (!e.isTemporary() || tries == MOST || !now.isBefore(end)) {
                    throw failures.of(e, tries);
                }
                pause(e, shorter(pause(e, tries, now), Duration.between(now, end)));
            }
        }
    }

    private void pause(RequestException problem, Duration pause) {
        listener.retrying(failures.sentence(problem), pause);
        try {
            time.sleep(pause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Interrupted before another try: " + failures.sentence(problem), e);
        }
    }

    private Duration pause(RequestException problem, int tries, Instant now) {
        long growing = FIRST_PAUSE.toMillis() << (tries - 1);
        Duration own = Duration.ofMillis((long) (growing * (0.5 + time.random())));
        return problem.retryAfter()
                .flatMap(text -> RetryAfter.parse(text, now))
                .filter(wanted -> wanted.compareTo(own) > 0)
                .orElse(own);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
