package io.github.fdomaven.registry;

import java.time.Duration;

/** Is told what goes on between us and the registries. */
public interface RegistryListener {

    /**
     * A request failed, and will be tried once more.
     *
     * @param problem the request and what came back, in one line
     * @param pause how long is waited first
     */
    default void retrying(String problem, Duration pause) {}
}
