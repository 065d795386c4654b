package io.github.fdomaven.engine;

/** Finds an engine when one is needed, and not before: looking for it and loading its client are not free. */
public interface EngineProvider extends AutoCloseable {

    /**
     * {@return the engine, the same one each time}
     *
     * @throws io.github.fdomaven.support.EnvironmentException if none answers, with what was tried and how each refused
     */
    Engine engine();

    /** Lets go of the engine, if one was ever asked for. */
    @Override
    void close();
}
