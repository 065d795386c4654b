package io.github.fdomaven.engine.connection;

/**
 * A place where an engine might answer.
 *
 * @param origin where the address comes from, in words for the user
 * @param address the address
 * @param explicit whether the user named it, so that no other place may be tried in its stead
 */
public record EngineCandidate(String origin, EngineAddress address, boolean explicit) {

    @Override
    public String toString() {
        return address + " (" + origin + ")";
    }
}
