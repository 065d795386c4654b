package io.github.fdomaven.config;

import io.github.fdomaven.engine.RegistryAliases;
import io.github.fdomaven.engine.connection.EngineDiscovery;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.FixableException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** The settings of the container engine. */
public record EngineSettings(EngineDiscovery discovery, RegistryAliases aliases) {

    /**
     * Reads the settings. An address is not checked before an engine is needed.
     *
     * @throws FixableException if {@code engineRegistry} is not a host, or there is no registry
     */
    public static EngineSettings read(SettingSources sources, Path home) {
        EngineDiscovery discovery = new EngineDiscovery(
                sources.value(Setting.DOCKER_HOST)
                        .map(text -> new EngineDiscovery.NamedAddress(Setting.DOCKER_HOST.toString(), text)),
                sources.environment(),
                home);
        return new EngineSettings(discovery, aliases(sources));
    }

    private static RegistryAliases aliases(SettingSources sources) {
        Optional<String> alias = sources.value(Setting.ENGINE_REGISTRY, RegistrySettings::host);
        if (alias.isEmpty()) {
            return RegistryAliases.NONE;
        }
        RegistrySettings registry = RegistrySettings.read(sources);
        String host = registry.image()
                .map(Repository::host)
                .or(registry::host)
                .orElseThrow(() -> new FixableException(Setting.ENGINE_REGISTRY
                        + " is set, but there is no registry, and the images stay in the engine. Remove it, or set "
                        + Setting.REGISTRY_IMAGE + "."));
        return new RegistryAliases(Map.of(host, alias.get()));
    }
}
