package io.github.fdomaven.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Sums up how far the layers of a transfer are, in a line every few seconds, so that a log stays readable. */
public final class TransferProgress implements TransferListener {

    static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final double MEGABYTE = 1_000_000;

    private final String what;
    private final Consumer<String> lines;
    private final InstantSource clock;
    private final Map<String, long[]> layers = new HashMap<>();
    private Instant last;

    /**
     * Begins to follow a transfer.
     *
     * @param what what the lines begin with, such as {@code pulling} and a reference
     * @param lines takes each line
     * @param clock tells when the next one is due
     */
    public TransferProgress(String what, Consumer<String> lines, InstantSource clock) {
        this.what = what;
        this.lines = lines;
        this.clock = clock;
        this.last = clock.instant();
    }

    @Override
    public synchronized void progress(String layer, String status, long current, long total) {
        if (total > 0) {
            // An engine that has downloaded a layer starts anew with its extraction.
            long before = layers.containsKey(layer) ? layers.get(layer)[0] : 0;
            layers.put(layer, new long[] {Math.max(before, Math.min(current, total)), total});
        }
        Instant now = clock.instant();
        if (!layers.isEmpty() && Duration.between(last, now).compareTo(INTERVAL) >= 0) {
            last = now;
            lines.accept(sum());
        }
    }

    private String sum() {
        long current = 0;
        long total = 0;
        for (long[] layer : layers.values()) {
            current += layer[0];
            total += layer[1];
        }
        return String.format(Locale.ROOT, "%s: %.1f of %.1f MB", what, current / MEGABYTE, total / MEGABYTE);
    }
}
