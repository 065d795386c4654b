package io.github.fdomaven.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** The time and chance that retries depend on, so that tests can do without either. */
interface Time {

    Instant now();

    void sleep(Duration pause) throws InterruptedException;

    /** A number from 0 to 1, 1 not included. */
    double random();

    /** The real one. */
    static Time real() {
        return new Time() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public void sleep(Duration pause) throws InterruptedException {
                Thread.sleep(pause.toMillis());
            }

            @Override
            public double random() {
                return ThreadLocalRandom.current().nextDouble();
            }
        };
    }
}
