package io.github.fdomaven.engine;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image as an engine has it.
 *
 * @param id the engine's own identifier
 * @param digest the digest of the manifest by which the image was pulled, if the engine knows it for certain
 * @param size how much the image takes in the engine, in bytes
 * @param entrypoint the entrypoint of its config
 * @param cmd the CMD of its config
 * @param config what it says of itself
 * @param layers the digests of its layers as they are when unpacked, the lowest first
 */
public record EngineImage(
        String id,
        Optional<Digest> digest,
        long size,
        List<String> entrypoint,
        List<String> cmd,
        ImageConfig config,
        List<Digest> layers) {

    /**
     * Takes copies of the collections.
     *
     * @param id the engine's own identifier
     * @param digest the digest of the manifest
     * @param size in bytes
     * @param entrypoint the entrypoint of its config
     * @param cmd the CMD of its config
     * @param config what it says of itself
     * @param layers the digests of its layers
     */
    public EngineImage {
        entrypoint = List.copyOf(entrypoint);
        cmd = List.copyOf(cmd);
        layers = List.copyOf(layers);
    }

    /** {@return its labels} */
    public Map<String, String> labels() {
        return config.labels();
    }
}
