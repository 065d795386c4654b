package io.github.fdomaven.engine.connection;

/**
 * An address at which an engine may answer.
 *
 * @param origin where the address comes from, for a message
 * @param address the address
 * @param explicit whether the user named it, so that no other address is tried
 */
public record EngineCandidate(String origin, EngineAddress address, boolean explicit) {

    @Override
    public String toString() {
        return address + " (" + origin + ")";
    }
}
