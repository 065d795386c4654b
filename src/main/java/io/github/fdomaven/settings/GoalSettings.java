package io.github.fdomaven.settings;

import io.github.fdomaven.engine.EngineAddress;
import io.github.fdomaven.failure.FixableException;
import io.github.fdomaven.recipe.Lifetime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is set for the building of images as a whole.
 *
 * @param registry where the images of the project are
 * @param engineAddresses where an engine may be, in the order of trying
 * @param network the network of the build container, where it is not the engine's default
 * @param push whether what is built goes to the registry
 * @param stepLimit the longest that one step may take
 * @param parallelism how many images are brought about at once
 */
public record GoalSettings(
        RegistrySettings registry,
        List<EngineAddress> engineAddresses,
        Optional<String> network,
        boolean push,
        Optional<Duration> stepLimit,
        int parallelism) {

    /**
     * Reads them.
     *
     * @param sources where they may be set
     * @return the settings
     * @throws io.github.fdomaven.failure.FixableException naming the setting that is not valid
     */
    public static GoalSettings read(SettingSources sources) {
        RegistrySettings registry = RegistrySettings.read(sources);
        return new GoalSettings(
                registry,
                engineAddresses(sources),
                sources.value(Setting.NETWORK),
                isPushed(sources.flag(Setting.PUSH), registry.isLocal()),
                sources.value(Setting.TIMEOUT, Lifetime::parse).map(Lifetime::duration),
                sources.value(Setting.PARALLELISM, Counts::parse)
                        .orElseGet(() -> Runtime.getRuntime().availableProcessors()));
    }

    /**
     * {@return where the reports go, if that is set}
     *
     * @param sources where it may be set
     */
    public static Optional<Path> outputDirectory(SettingSources sources) {
        return sources.value(Setting.OUTPUT_DIRECTORY, Path::of);
    }

    private static boolean isPushed(Optional<Boolean> push, boolean isLocal) {
        if (push.orElse(false) && isLocal) {
            throw new FixableException(
                    Setting.PUSH + " is true, but there is nowhere to push to: set " + Setting.REGISTRY_IMAGE + ".");
        }
        return push.orElse(true) && !isLocal;
    }

    /**
     * {@return where an engine may be, in the order of trying}
     *
     * @param sources where it may be set
     */
    public static List<EngineAddress> engineAddresses(SettingSources sources) {
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
