package io.github.fdomaven.engine;

import io.github.fdomaven.oci.Platform;
import java.util.Optional;

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

    /**
     * {@return the engine that builds images for a platform, the same at each call}
     *
     * @param platform the platform, if it is not the engine's own
     * @throws io.github.fdomaven.support.FixableException if the engine that is set for the platform has another one
     * @throws io.github.fdomaven.support.EnvironmentException if no engine answers, with each address and its error
     */
    default Engine engine(Optional<Platform> platform) {
        return engine();
    }

    /** Closes the connection to the engine, if there is one. */
    @Override
    void close();
}
