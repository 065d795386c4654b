package io.github.fdomaven.engine.connection;

/** The program podman, whose service is started where no engine answers. */
public record PodmanProgram() implements EngineAddress {

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public String toString() {
        return "podman";
    }
}
