package io.github.fdomaven.engine;

/**
 * Provides the engine, and finds it when it is first needed. A goal that needs no engine does not search for one, and does not
 * load docker-java. This interface keeps the packages that use an engine free of the adapters.
 */
public interface EngineProvider extends AutoCloseable {

    /**
     * Begins to find the engine in the background. It is called when the engine will certainly be needed. A failure is thrown by
     * {@link #engine()} only.
     */
    void warmUp();

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
