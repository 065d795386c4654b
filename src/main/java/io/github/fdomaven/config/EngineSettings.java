package io.github.fdomaven.config;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.engine.connection.EnginePlaces;
import io.github.fdomaven.engine.connection.EngineVariables;
import java.nio.file.Path;

/** The setting and the variables by which one is told where the engine is. */
public final class EngineSettings {

    private EngineSettings() {}

    /**
     * {@return the places where an engine may be}: nothing of them is checked before an engine is needed.
     *
     * @param sources where the setting may be, and the variables
     * @param home the user's directory
     */
    public static EnginePlaces places(SettingSources sources, Path home) {
        Environment environment = sources.environment();
        return new EnginePlaces(
                sources.value(Setting.DOCKER_HOST)
                        .map(text -> new EnginePlaces.NamedAddress(Setting.DOCKER_HOST.toString(), text)),
                new EngineVariables(
                        environment.get("DOCKER_HOST"),
                        environment.get("DOCKER_TLS_VERIFY"),
                        environment.get("DOCKER_TLS"),
                        environment.get("DOCKER_CERT_PATH"),
                        environment.get("CONTAINER_HOST"),
                        environment.get("CONTAINER_SSHKEY"),
                        environment.get("DOCKER_CONTEXT"),
                        environment.get("DOCKER_CONFIG"),
                        environment.get("XDG_RUNTIME_DIR"),
                        environment.get("PATH")),
                home);
    }
}
