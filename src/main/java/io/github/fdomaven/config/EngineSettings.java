package io.github.fdomaven.config;

import io.github.fdomaven.definition.ImageGraph;
import io.github.fdomaven.engine.RegistryAliases;
import io.github.fdomaven.engine.connection.EngineDiscovery;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.FixableException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
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

    /** {@return the settings of an engine at another address} */
    EngineSettings at(EngineDiscovery.NamedAddress address) {
        return new EngineSettings(
                new EngineDiscovery(Optional.of(address), discovery.environment(), discovery.home()), aliases);
    }

    /**
     * Reads the engines that build images for other platforms.
     *
     * @param elements the values of each {@code <engine>}
     * @param graph the images: each platform must be that of an image
     * @return the settings of each engine by its platform
     * @throws FixableException if a setting is missing or invalid, if a platform is given twice, or if no image has it
     */
    public Map<Platform, EngineSettings> ofPlatforms(List<Map<Setting, String>> elements, ImageGraph graph) {
        Map<Platform, EngineSettings> engines = new LinkedHashMap<>();
        for (Map<Setting, String> element : elements) {
            String text = required(element, Setting.ENGINE_PLATFORM);
            Platform platform = SettingSources.parsed(Setting.ENGINE_PLATFORM, text, Platform::parse);
            String address = required(element, Setting.ENGINE_HOST);
            if (engines.keySet().stream().anyMatch(platform::isSameAs)) {
                throw new FixableException(
                        Setting.ENGINES + ": there are two engines for " + platform + ". Remove one of them.");
            }
            if (graph.platforms().noneMatch(platform::isSameAs)) {
                throw new FixableException(
                        Setting.ENGINES + ": there is an engine for " + platform + ", but no image is for " + platform
                                + ". Remove the <engine>, or add the platform to <platforms>.");
            }
            String origin = Setting.ENGINES + " for " + platform;
            engines.put(platform, at(new EngineDiscovery.NamedAddress(origin, address)));
        }
        return engines;
    }

    private static String required(Map<Setting, String> element, Setting setting) {
        String value = element.getOrDefault(setting, "").strip();
        if (value.isEmpty()) {
            throw new FixableException("An <engine> of " + Setting.ENGINES + " has no <" + setting.element()
                    + ">: set it, for example to " + setting.spec().example().orElseThrow() + ".");
        }
        return value;
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
