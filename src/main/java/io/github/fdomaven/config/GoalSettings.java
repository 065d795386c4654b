package io.github.fdomaven.config;

import io.github.fdomaven.builder.push.PushBy;
import io.github.fdomaven.definition.PackageCacheMode;
import io.github.fdomaven.support.FixableException;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of build-image and plan, apart from those of the images.
 *
 * @param pushBy who pushes the images
 * @param stepLimit the longest time that one step may take
 * @param proxy whether the steps get proxies
 * @param packageCache how long package caches exist
 * @param parallelism how many images are built in parallel
 */
public record GoalSettings(
        Optional<String> network,
        boolean push,
        PushBy pushBy,
        Optional<Duration> stepLimit,
        ProxyVariables.Mode proxy,
        PackageCacheMode packageCache,
        int parallelism) {

    /** Reads the settings, or throws FixableException naming the setting that is missing or not valid. */
    public static GoalSettings read(SettingSources sources) {
        return new GoalSettings(
                sources.value(Setting.NETWORK),
                isPushed(
                        sources.flag(Setting.PUSH),
                        RegistrySettings.read(sources).isLocal()),
                sources.choice(Setting.PUSH_BY, PushBy.class).orElseThrow(),
                sources.duration(Setting.TIMEOUT),
                sources.choice(Setting.PROXY, ProxyVariables.Mode.class).orElseThrow(),
                sources.choice(Setting.PACKAGE_CACHE, PackageCacheMode.class).orElseThrow(),
                // A build often waits for the disk or for a server, so one more keeps the processors busy.
                sources.number(Setting.PARALLELISM)
                        .orElseGet(() -> Runtime.getRuntime().availableProcessors() + 1));
    }

    private static boolean isPushed(Optional<Boolean> push, boolean isLocal) {
        if (push.orElse(false) && isLocal) {
            throw new FixableException(
                    Setting.PUSH + " is true, but there is no registry. Set " + Setting.REGISTRY_IMAGE + ".");
        }
        return push.orElse(true) && !isLocal;
    }
}
