package io.github.fdomaven.config;

import io.github.fdomaven.support.FixableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What is set for the building of images as a whole.
 *
 * @param registry where the images of the project are
 * @param network the network of the build container, where it is not the engine's default
 * @param push whether what is built goes to the registry
 * @param stepLimit the longest that one step may take
 * @param parallelism how many images are brought about at once
 */
public record GoalSettings(
        RegistrySettings registry,
        Optional<String> network,
        boolean push,
        Optional<Duration> stepLimit,
        int parallelism) {

    /**
     * Reads them.
     *
     * @param sources where they may be set
     * @return the settings
     * @throws io.github.fdomaven.support.FixableException naming the setting that is not valid
     */
    public static GoalSettings read(SettingSources sources) {
        RegistrySettings registry = RegistrySettings.read(sources);
        return new GoalSettings(
                registry,
                sources.value(Setting.NETWORK),
                isPushed(sources.flag(Setting.PUSH), registry.isLocal()),
                sources.duration(Setting.TIMEOUT),
                sources.number(Setting.PARALLELISM)
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
}
