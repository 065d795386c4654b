package io.github.fdomaven.registry.auth;

import java.util.Optional;

/** Is told, once for each host, where its credentials come from. */
@FunctionalInterface
public interface CredentialObserver {

    /**
     * The places were searched.
     *
     * @param host the registry's host
     * @param source the name of the place that has credentials for it, or nothing if none has
     */
    void searched(String host, Optional<String> source);
}
