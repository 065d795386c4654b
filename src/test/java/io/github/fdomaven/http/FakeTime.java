package io.github.fdomaven.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only in sleep and on demand. The random number is always in the middle. */
public final class FakeTime implements Time {

    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T00:00:00Z");
    private boolean interrupting;

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public synchronized void sleep(Duration pause) throws InterruptedException {
        if (interrupting) {
            throw new InterruptedException();
        }
        pauses.add(pause);
        pass(pause);
    }

    @Override
    public double random() {
        return 0.5;
    }

    /** Lets time pass. */
    public synchronized void pass(Duration duration) {
        now = now.plus(duration);
    }

    /** Interrupts each sleep from now on. */
    public synchronized void interrupt() {
        interrupting = true;
    }

    /** {@return the pauses so far} */
    public synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}
