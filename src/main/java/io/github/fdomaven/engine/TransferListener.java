package io.github.fdomaven.engine;

/** Is told how far a pull or a push is. Called by other threads than the one that started the transfer. */
@FunctionalInterface
public interface TransferListener {

    /**
     * Takes what the engine says of one layer.
     *
     * @param layer the engine's name for the layer
     * @param status what the engine does with it, in its own words
     * @param current how many bytes are through
     * @param total how many bytes there are, or 0 if that is not known
     */
    void progress(String layer, String status, long current, long total);
}
