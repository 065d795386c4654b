package io.github.fdomaven.registry;

import io.github.fdomaven.http.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Time that passes only when somebody sleeps, and without chance. */
final class FakeTime implements Time {

    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T00:00:00Z");

    @Override
    public synchronized Instant now() {
        return now;
    }

    @Override
    public void sleep(Duration pause) {
        pauses.add(pause);
        pass(pause);
    }

    /** In the middle, so that a pause is as long as it is on average. */
    @Override
    public double random() {
        return 0.5;
    }

    synchronized void pass(Duration duration) {
        now = now.plus(duration);
    }

    List<Duration> pauses() {
        return pauses;
    }
}
