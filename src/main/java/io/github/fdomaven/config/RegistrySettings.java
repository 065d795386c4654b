package io.github.fdomaven.config;

import io.github.fdomaven.definition.ImageLocation;
import io.github.fdomaven.engine.RegistryAliases;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.FixableException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Where the images of the project are.
 *
 * @param image the repository below which they are; none in local mode
 * @param host the host of the registry
 * @param insecureHosts hosts beyond loopback that may be spoken to in plain HTTP
 */
public record RegistrySettings(Optional<Repository> image, Optional<String> host, Set<String> insecureHosts) {

    /**
     * Takes a copy.
     *
     * @param image the repository below which they are
     * @param host the host of the registry
     * @param insecureHosts hosts beyond loopback that may be spoken to in plain HTTP
     */
    public RegistrySettings {
        insecureHosts = Set.copyOf(insecureHosts);
    }

    /**
     * Reads them.
     *
     * @param sources where they may be set
     * @return the settings
     * @throws io.github.fdomaven.support.FixableException naming the setting that is not valid
     */
    public static RegistrySettings read(SettingSources sources) {
        Optional<Repository> image = sources.value(Setting.REGISTRY_IMAGE, Repository::parse);
        return new RegistrySettings(
                image,
                sources.value(Setting.REGISTRY, RegistrySettings::host).or(() -> image.map(Repository::host)),
                sources.value(Setting.INSECURE_REGISTRIES, RegistrySettings::hosts)
                        .orElse(Set.of()));
    }

    /**
     * {@return by which name the engine reaches the registry, where that is not ours}
     *
     * @param sources where it may be set
     * @throws FixableException if it is not a host, or there is no registry for it
     */
    public static RegistryAliases engineNames(SettingSources sources) {
        Optional<String> engines = sources.value(Setting.ENGINE_REGISTRY, RegistrySettings::host);
        if (engines.isEmpty()) {
            return RegistryAliases.NONE;
        }
        RegistrySettings registry = read(sources);
        String ours = registry.image()
                .map(Repository::host)
                .or(registry::host)
                .orElseThrow(() -> new FixableException(Setting.ENGINE_REGISTRY
                        + " says by which name the engine reaches the registry, but there is no registry,"
                        + " and images stay in the engine: leave it out, or set " + Setting.REGISTRY_IMAGE + "."));
        return new RegistryAliases(Map.of(ours, engines.get()));
    }

    /** {@return whether there is no registry, so that images stay in the engine} */
    public boolean isLocal() {
        return image.isEmpty();
    }

    /**
     * {@return the repository below which the images are, in the engine if there is no registry}
     *
     * @param project what the project is called where it has no registry
     */
    public Repository repository(String project) {
        return image.orElseGet(() -> new Repository(ImageLocation.ENGINE_HOST, project));
    }

    /**
     * {@return where the images of the project are}
     *
     * @param project the name of the project if it has no registry
     */
    public ImageLocation location(String project) {
        return new ImageLocation(repository(project), host, isLocal());
    }

    private static String host(String text) {
        try {
            if (text.indexOf('/') < 0) {
                return Repository.parse(text + "/any").host();
            }
        } catch (IllegalArgumentException e) {
            // What it says is about a repository, which nobody has written.
        }
        throw new IllegalArgumentException(
                "'" + text.replaceAll("(?s).*@", "***@")
                        + "' is not a registry's host: write it as in registry.example.org:5000, with neither a scheme nor a path.");
    }

    private static Set<String> hosts(String text) {
        return SettingSources.splitNames(text).stream()
                .map(RegistrySettings::host)
                .collect(Collectors.toUnmodifiableSet());
    }
}
