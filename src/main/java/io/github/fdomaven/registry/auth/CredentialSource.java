package io.github.fdomaven.registry.auth;

import java.util.Optional;

/** A source of registry credentials, such as a file or the variables of a CI job. */
public interface CredentialSource {

    /** {@return the credentials for a registry, whose host is spelled as in a reference} */
    Optional<Credentials> find(String host);

    /** {@return the name of this source in messages} */
    String name();
}
