package io.github.fdomaven.http;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;

/** The time and chance that retries depend on, so that tests can do without either. */
public interface Time {

    /** {@return the time} */
    Instant now();

    /**
     * Lets time pass.
     *
     * @param pause how much
     * @throws InterruptedException if somebody does not want to wait for that
     */
    void sleep(Duration pause) throws InterruptedException;

    /** {@return a number from 0 to 1, 1 not included} */
    double random();

    /** {@return the real one} */
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
