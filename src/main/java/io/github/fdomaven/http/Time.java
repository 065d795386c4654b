package io.github.fdomaven.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** The clock and the random numbers of retries. Tests replace them. */
public interface Time {

    /** {@return the current time} */
    Instant now();

    /** Waits. */
    void sleep(Duration pause) throws InterruptedException;

    /** {@return a random number from 0 (inclusive) to 1 (exclusive)} */
    double random();

    /** {@return the system's clock} */
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
