package io.github.fdomaven.registry.auth;

import java.util.Optional;

/**
 * What GitLab gives each of its jobs, for the registry of that GitLab and no other.
 *
 * @param registry the host of that registry, CI_REGISTRY
 * @param user the name, CI_REGISTRY_USER
 * @param password the password, CI_REGISTRY_PASSWORD
 */
public record CiJobCredentials(Optional<String> registry, Optional<String> user, Optional<String> password)
        implements CredentialSource {

    @Override
    public Optional<Credentials> find(String host) {
        if (registry.filter(host::equalsIgnoreCase).isEmpty()) {
            return Optional.empty();
        }
        return user.filter(name -> !name.isEmpty())
                .flatMap(name ->
                        password.filter(secret -> !secret.isEmpty()).map(secret -> new Credentials(name, secret)));
    }

    @Override
    public String name() {
        return "CI_REGISTRY_USER and CI_REGISTRY_PASSWORD";
    }

    /** Leaves out the password. */
    @Override
    public String toString() {
        return name();
    }
}
