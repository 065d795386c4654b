package io.github.fdomaven.engine;

/** Receives the progress of a pull or a push, from other threads than the one that started it. */
@FunctionalInterface
public interface ProgressListener {

    /** What happens to a layer. */
    enum LayerState {
        /** Its transfer has not begun. */
        WAITING,
        /** It is being transferred. */
        TRANSFERRING,
        /** It was transferred, or the target has it already. */
        TRANSFERRED,
        /** It was transferred, and the engine extracts it. */
        EXTRACTING
    }

    /**
     * Receives the progress of one layer.
     *
     * @param layer the engine's name for the layer
     * @param state what happens to it
     * @param current the bytes transferred, or 0 if unknown
     * @param total the size in bytes, or 0 if unknown
     */
    void progress(String layer, LayerState state, long current, long total);
}
