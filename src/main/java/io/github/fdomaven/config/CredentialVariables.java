package io.github.fdomaven.config;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.registry.auth.CredentialPlaces;
import java.nio.file.Path;

/** The variables by which Docker and Podman are told where their credentials are. */
public final class CredentialVariables {

    private CredentialVariables() {}

    /**
     * {@return the places}
     *
     * @param environment the environment
     * @param home the user's directory
     */
    public static CredentialPlaces places(Environment environment, Path home) {
        return new CredentialPlaces(
                environment.get("DOCKER_AUTH_CONFIG"),
                environment.get("DOCKER_CONFIG"),
                environment.get("REGISTRY_AUTH_FILE"),
                environment.get("XDG_RUNTIME_DIR"),
                environment.get("PATH"),
                home);
    }
}
