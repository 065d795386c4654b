package io.github.fdomaven.config;

import io.github.fdomaven.engine.connection.EngineDiscovery;
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
    public static EngineDiscovery places(SettingSources sources, Path home) {
        return new EngineDiscovery(
                sources.value(Setting.DOCKER_HOST)
                        .map(text -> new EngineDiscovery.NamedAddress(Setting.DOCKER_HOST.toString(), text)),
                sources.environment(),
                home);
    }
}
