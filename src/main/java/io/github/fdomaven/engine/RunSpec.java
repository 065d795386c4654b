package io.github.fdomaven.engine;

import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import java.util.Optional;

/**
 * What a container is made of in which a command is to run.
 *
 * @param reference what the image is called
 * @param image the image, as the engine has it
 * @param platform the platform, where it is not the engine's own
 * @param network the network's name, where it is not the engine's default
 * @param mount a directory of this machine that the container sees
 */
public record RunSpec(
        Reference reference,
        EngineImage image,
        Optional<Platform> platform,
        Optional<String> network,
        Optional<Mount> mount) {}
