package io.github.fdomaven.settings;

import io.github.fdomaven.engine.EngineAddress;
import io.github.fdomaven.failure.FixableException;
import io.github.fdomaven.image.Repository;
import io.github.fdomaven.recipe.Lifetime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What is set for a goal as a whole.
 *
 * @param registryImage the repository below which the project's images are; none in local mode
 * @param registryHost the host of the registry
 * @param insecureRegistries hosts beyond loopback that may be spoken to in plain HTTP
 * @param engineAddresses where an engine may be, in the order of trying
 * @param network the network of the build container, where it is not the engine's default
 * @param push whether what is built goes to the registry
 * @param stepLimit the longest that one step may take
 */
public record GoalSettings(
        Optional<Repository> registryImage,
        Optional<String> registryHost,
        Set<String> insecureRegistries,
        List<EngineAddress> engineAddresses,
        Optional<String> network,
        boolean push,
        Optional<Duration> stepLimit) {

    /**
     * Reads them.
     *
     * @param sources where they may be set
     * @return the settings
     * @throws io.github.fdomaven.failure.FixableException naming the setting that is not valid
     */
    public static GoalSettings read(SettingSources sources) {
        Optional<Repository> registryImage = sources.value(Setting.REGISTRY_IMAGE, Repository::parse);
        Optional<String> registryHost =
                sources.value(Setting.REGISTRY, GoalSettings::host).or(() -> registryImage.map(Repository::host));
        return new GoalSettings(
                registryImage,
                registryHost,
                sources.value(Setting.INSECURE_REGISTRIES, GoalSettings::hosts).orElse(Set.of()),
                engineAddresses(sources),
                sources.value(Setting.NETWORK),
                isPushed(sources.flag(Setting.PUSH), registryImage),
                sources.value(Setting.TIMEOUT, Lifetime::parse).map(Lifetime::duration));
    }

    /**
     * {@return where the reports go, if that is set}
     *
     * @param sources where it may be set
     */
    public static Optional<Path> outputDirectory(SettingSources sources) {
        return sources.value(Setting.OUTPUT_DIRECTORY, Path::of);
    }

    private static boolean isPushed(Optional<Boolean> push, Optional<Repository> registryImage) {
        if (push.orElse(false) && registryImage.isEmpty()) {
            throw new FixableException(
                    Setting.PUSH + " is true, but there is nowhere to push to: set " + Setting.REGISTRY_IMAGE + ".");
        }
        return push.orElse(true) && registryImage.isPresent();
    }

    private static String host(String text) {
        if (text.contains("/")) {
            throw new IllegalArgumentException("'" + text
                    + "' is not a registry's host: write it as in registry.example.org:5000, without a path.");
        }
        return Repository.parse(text + "/any").host();
    }

    private static Set<String> hosts(String text) {
        return Commas.split(text).stream().map(GoalSettings::host).collect(Collectors.toUnmodifiableSet());
    }

    private static List<EngineAddress> engineAddresses(SettingSources sources) {
        Environment environment = sources.environment();
        List<EngineAddress> addresses = new ArrayList<>();
        sources.value(Setting.DOCKER_HOST)
                .ifPresent(address -> addresses.add(EngineAddress.named(Setting.DOCKER_HOST.toString(), address)));
        for (String variable : List.of("DOCKER_HOST", "CONTAINER_HOST")) {
            environment.get(variable).ifPresent(address -> addresses.add(EngineAddress.named(variable, address)));
        }
        addresses.add(EngineAddress.socket("/var/run/docker.sock"));
        environment.get("XDG_RUNTIME_DIR").ifPresent(directory -> {
            addresses.add(EngineAddress.socket(directory + "/docker.sock"));
            addresses.add(EngineAddress.socket(directory + "/podman/podman.sock"));
        });
        addresses.add(EngineAddress.socket("/run/podman/podman.sock"));
        return addresses;
    }
}
