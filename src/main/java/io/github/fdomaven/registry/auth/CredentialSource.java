package io.github.fdomaven.registry.auth;

import java.util.Optional;

/** A source of registry credentials, such as a file or the variables of a CI job. */
public interface CredentialSource {

    /**
     * Returns the credentials for a registry.
     *
     * @param host the registry's host and port, as in a reference
     * @return the credentials, or empty if this source has none for the host
     */
    Optional<Credentials> find(String host);

    /** {@return the name of this source in messages} */
    String name();
}
