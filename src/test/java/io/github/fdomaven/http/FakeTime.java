package io.github.fdomaven.http;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only when somebody sleeps, and without chance. */
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
        now = now.plus(pause);
    }

    /** In the middle, so that a pause is as long as it is on average. */
    @Override
    public double random() {
        return 0.5;
    }

    /** Lets nobody sleep any more. */
    public synchronized void interrupt() {
        interrupting = true;
    }

    /** {@return how long somebody slept, each time} */
    public synchronized List<Duration> pauses() {
        return List.copyOf(pauses);
    }
}
