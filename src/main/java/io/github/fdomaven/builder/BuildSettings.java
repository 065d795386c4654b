package io.github.fdomaven.builder;

import io.github.fdomaven.ci.Provenance;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What holds for every build of a run.
 *
 * @param project the project's directory, absolute
 * @param buildDirectory the directory that Maven builds into, absolute
 * @param provenance the pipeline that builds
 * @param network the network of the build container, where it is not the engine's default
 * @param limit the longest that one step may take
 * @param parallelism how many images are brought about at once
 * @param failFast whether nothing more is begun once an image has failed
 */
public record BuildSettings(
        Path project,
        Path buildDirectory,
        Provenance provenance,
        Optional<String> network,
        Optional<Duration> limit,
        int parallelism,
        boolean failFast) {}
