package io.github.fdomaven.builder.execute;

import io.github.fdomaven.builder.push.PushBy;
import io.github.fdomaven.ci.CiVariables;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.PackageCacheMode;
import io.github.fdomaven.definition.ProjectModule;
import io.github.fdomaven.engine.Engine;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The settings of an execution.
 *
 * @param ci the pipeline that builds
 * @param modules the settings of each module whose images are built
 * @param execVariables reads the variables that exec gets; fails if one of them is not set
 * @param parallelism how many images are built in parallel
 * @param failFast whether no further image is started after a failure
 */
public record BuildSettings(
        CiVariables ci,
        Function<ProjectModule, OfModule> modules,
        Function<ImageDefinition, Map<String, String>> execVariables,
        int parallelism,
        boolean failFast) {

    /**
     * The settings of one module.
     *
     * @param push whether images are pushed
     * @param pushBy who pushes them
     * @param network the network of the build container, if it is not the engine's default
     * @param stepLimit the longest time that one step may take
     * @param packageCache how long package caches exist
     * @param proxies finds the environment variables with the proxies for each step, when an engine builds an image
     */
    public record OfModule(
            boolean push,
            PushBy pushBy,
            Optional<String> network,
            Optional<Duration> stepLimit,
            PackageCacheMode packageCache,
            Function<Engine, Map<String, String>> proxies) {}

    OfModule of(ImageDefinition image) {
        return modules.apply(image.module());
    }
}
