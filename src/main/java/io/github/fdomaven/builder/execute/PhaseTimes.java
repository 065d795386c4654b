package io.github.fdomaven.builder.execute;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Measures how long each phase of the work on one image takes. A phase that fails counts too. */
final class PhaseTimes {

    private final Map<BuildPhase, Duration> times = new EnumMap<>(BuildPhase.class);

    /** Runs a part of a phase. */
    <T> T measure(BuildPhase phase, Supplier<T> work) {
        long began = System.nanoTime();
        try {
            return work.get();
        } finally {
            add(phase, Duration.ofNanos(System.nanoTime() - began));
        }
    }

    /** Runs a part of a phase. */
    void measure(BuildPhase phase, Runnable work) {
        measure(phase, () -> {
            work.run();
            return null;
        });
    }

    /** Adds the time of a part of a phase. */
    synchronized void add(BuildPhase phase, Duration took) {
        times.merge(phase, took, Duration::plus);
    }

    /** Returns the phases that have begun so far, in order. */
    synchronized Map<BuildPhase, Duration> soFar() {
        return Collections.unmodifiableMap(new EnumMap<>(times));
    }
}
