package io.github.fdomaven.engine;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;

/** Sums up the progress of all layers of a transfer. */
public final class TransferProgress implements ProgressListener {

    private static final double MEGABYTE = 1_000_000;

    private final String title;
    private final String parts;
    private final Consumer<TransferProgress> changed;
    private final Map<String, Layer> layers = new LinkedHashMap<>();

    /**
     * Creates the progress of a transfer that starts now.
     *
     * @param title what is done, such as {@code pulling}
     * @param parts what the parts of the image are called, such as {@code layers}
     * @param changed is called after each change
     */
    public TransferProgress(String title, String parts, Consumer<TransferProgress> changed) {
        this.title = title;
        this.parts = parts;
        this.changed = changed;
    }

    private record Layer(LayerState state, long current, long total) {

        /** Events of a finished layer have no sizes, and engines count from zero again when they extract a layer. */
        Layer then(Layer next) {
            boolean wasTransferred = isTransferred();
            return new Layer(
                    wasTransferred && !next.isTransferred() ? state : next.state,
                    Math.max(current, next.current),
                    next.total > 0 && !wasTransferred ? next.total : total);
        }

        boolean isTransferred() {
            return state == LayerState.TRANSFERRED || state == LayerState.EXTRACTING;
        }

        long bytes() {
            return isTransferred() ? total : Math.min(current, total);
        }
    }

    @Override
    public void progress(String layer, LayerState state, long current, long total) {
        synchronized (this) {
            layers.merge(layer, new Layer(state, current, total), Layer::then);
        }
        changed.accept(this);
    }

    /** {@return the progress in one line} */
    public synchronized String text() {
        long transferred = layers.values().stream().filter(Layer::isTransferred).count();
        long total = layers.values().stream().mapToLong(Layer::total).sum();
        long bytes = layers.values().stream().mapToLong(Layer::bytes).sum();
        boolean isExtracting = transferred == layers.size()
                && layers.values().stream().anyMatch(layer -> layer.state == LayerState.EXTRACTING);
        String sizes =
                total == 0 ? "" : String.format(Locale.ROOT, ", %.1f of %.1f MB", bytes / MEGABYTE, total / MEGABYTE);
        return title + ": " + transferred + " of " + layers.size() + " " + parts + sizes
                + (isExtracting ? ", extracting" : "");
    }
}
