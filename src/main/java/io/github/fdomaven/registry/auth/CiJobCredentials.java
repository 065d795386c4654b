package io.github.fdomaven.registry.auth;

import java.util.Optional;

/**
 * The credentials that GitLab gives a job, valid for GitLab's own registry only.
 *
 * @param registry the registry's host, {@code CI_REGISTRY}
 * @param user the user name, {@code CI_REGISTRY_USER}
 * @param password the password, {@code CI_REGISTRY_PASSWORD}
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

    @Override
    public String toString() {
        return name();
    }
}
