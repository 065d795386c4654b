package io.github.fdomaven.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Summarizes the progress of all layers in one log line every five seconds. */
public final class TransferProgress implements ProgressListener {

    private static final Duration INTERVAL = Duration.ofSeconds(5);
    private static final double MEGABYTE = 1_000_000;

    private final String title;
    private final Consumer<String> lines;
    private final InstantSource clock;
    private final Map<String, Progress> layers = new HashMap<>();
    private Instant last;

    /**
     * Creates the progress of a transfer that starts now.
     *
     * @param title the beginning of each line, such as {@code pulling} and a reference
     * @param lines receives the lines
     * @param clock the clock
     */
    public TransferProgress(String title, Consumer<String> lines, InstantSource clock) {
        this.title = title;
        this.lines = lines;
        this.clock = clock;
        this.last = clock.instant();
    }

    private record Progress(long current, long total) {

        /** Engines count a layer from zero again when they extract it. */
        Progress max(Progress other) {
            return new Progress(Math.max(current, other.current), other.total);
        }
    }

    @Override
    public synchronized void progress(String layer, long current, long total) {
        if (total > 0) {
            layers.merge(layer, new Progress(Math.min(current, total), total), Progress::max);
        }
        Instant now = clock.instant();
        if (!layers.isEmpty() && Duration.between(last, now).compareTo(INTERVAL) >= 0) {
            last = now;
            lines.accept(String.format(
                    Locale.ROOT,
                    "%s: %.1f of %.1f MB",
                    title,
                    layers.values().stream().mapToLong(Progress::current).sum() / MEGABYTE,
                    layers.values().stream().mapToLong(Progress::total).sum() / MEGABYTE));
        }
    }
}
