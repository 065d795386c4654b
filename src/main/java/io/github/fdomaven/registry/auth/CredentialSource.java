package io.github.fdomaven.registry.auth;

import java.util.Optional;

/** A place where credentials may be found. */
public interface CredentialSource {

    /**
     * Looks for the credentials of a registry.
     *
     * @param host the registry's host, with its port where it has one, as in a reference
     * @return the credentials, or nothing if this place has none for that host
     */
    Optional<Credentials> find(String host);

    /** {@return what this place is called, in words for the user} */
    String name();
}
