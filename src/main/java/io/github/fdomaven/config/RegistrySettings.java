package io.github.fdomaven.config;

import io.github.fdomaven.definition.ImageLocation;
import io.github.fdomaven.oci.Repository;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The settings of the registry.
 *
 * @param image the parent repository of the project's images, if they are in a registry
 * @param insecureHosts the hosts that may be reached by plain HTTP, apart from loopback addresses
 */
public record RegistrySettings(Optional<Repository> image, Optional<String> host, Set<String> insecureHosts) {

    public RegistrySettings {
        insecureHosts = Set.copyOf(insecureHosts);
    }

    /** Reads the settings, or throws FixableException naming the setting that is missing or not valid. */
    public static RegistrySettings read(SettingSources sources) {
        Optional<Repository> image = sources.value(Setting.REGISTRY_IMAGE, Repository::parse);
        return new RegistrySettings(
                image,
                sources.value(Setting.REGISTRY, RegistrySettings::host).or(() -> image.map(Repository::host)),
                hosts(sources));
    }

    /** {@return whether the images stay in the engine, because there is no registry} */
    public boolean isLocal() {
        return image.isEmpty();
    }

    /** {@return where the images of the project are: without a registry, at the local name on the host {@code localhost}} */
    public ImageLocation location(String localName) {
        Repository repository = image.orElseGet(() -> new Repository(ImageLocation.ENGINE_HOST, localName));
        return new ImageLocation(repository, host, isLocal());
    }

    static String host(String text) {
        try {
            if (text.indexOf('/') < 0) {
                return Repository.parse(text + "/any").host();
            }
        } catch (IllegalArgumentException e) {
            // The message is about a repository, which is not what the user wrote.
        }
        throw new IllegalArgumentException("'" + text.replaceAll("(?s).*@", "***@")
                + "' is not the host of a registry. Write it without scheme and path, such as"
                + " registry.example.org:5000.");
    }

    private static Set<String> hosts(SettingSources sources) {
        Set<String> hosts = new HashSet<>();
        for (String name : sources.names(Setting.INSECURE_REGISTRIES)) {
            hosts.add(SettingSources.parsed(Setting.INSECURE_REGISTRIES, name, RegistrySettings::host));
        }
        return hosts;
    }
}
