package io.github.fdomaven.engine;

/** Receives the progress of a pull or a push, from other threads than the one that started it. */
@FunctionalInterface
public interface ProgressListener {

    /**
     * Receives the progress of one layer.
     *
     * @param layer the engine's name for the layer
     * @param current the bytes transferred
     * @param total the size in bytes, or 0 if unknown
     */
    void progress(String layer, long current, long total);
}
