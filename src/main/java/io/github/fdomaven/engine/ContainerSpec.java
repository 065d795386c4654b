package io.github.fdomaven.engine;

import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The image and options of a container.
 *
 * @param reference the image's reference, for messages
 * @param platform the platform, if not the engine's own
 * @param labels labels of the container, which an image committed from it inherits; values are taken literally
 * @param network the network's name, if not the engine's default
 * @param mounts what is mounted
 */
public record ContainerSpec(
        Reference reference,
        EngineImage image,
        Optional<Platform> platform,
        Map<String, String> labels,
        Optional<String> network,
        List<Mount> mounts) {

    public ContainerSpec {
        labels = Map.copyOf(labels);
        mounts = List.copyOf(mounts);
    }
}
