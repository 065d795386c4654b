package io.github.fdomaven.engine;

/**
 * Provides the engine when it is needed for the first time. Goals that need no engine neither search for one nor load its
 * client. This interface keeps the packages that use an engine free of the adapters.
 */
public interface EngineProvider extends AutoCloseable {

    /**
     * {@return the engine, the same at each call}
     *
     * @throws io.github.fdomaven.support.EnvironmentException if no engine answers, with each address and its error
     */
    Engine engine();

    /** Closes the connection to the engine, if there is one. */
    @Override
    void close();
}
