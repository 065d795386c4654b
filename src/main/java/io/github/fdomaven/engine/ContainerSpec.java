package io.github.fdomaven.engine;

import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import java.util.Map;
import java.util.Optional;

/**
 * What a build container is made of.
 *
 * @param reference what the image to start from is called
 * @param base the image to start from, as the engine has it
 * @param platform the platform, where it is not the engine's own
 * @param labels labels that an image made of the container is to have, their values taken as they stand
 * @param network the network's name, where it is not the engine's default
 * @param cache what the container has as its cache directory
 */
public record ContainerSpec(
        Reference reference,
        EngineImage base,
        Optional<Platform> platform,
        Map<String, String> labels,
        Optional<String> network,
        CacheDirectory cache) {}
