package io.github.fdomaven.engine;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An image in the storage of an engine.
 *
 * @param digest the digest of the manifest that was pulled, if the engine reports it unambiguously
 * @param size the size in the engine, in bytes
 * @param config the creation time, platform and labels
 * @param layers the digests of the uncompressed layers, the lowest first
 */
public record EngineImage(
        String id,
        Optional<Digest> digest,
        long size,
        List<String> entrypoint,
        List<String> cmd,
        ImageConfig config,
        List<Digest> layers) {

    public EngineImage {
        entrypoint = List.copyOf(entrypoint);
        cmd = List.copyOf(cmd);
        layers = List.copyOf(layers);
    }

    /** {@return the image with the digest of the manifest that was pulled} */
    public EngineImage withDigest(Optional<Digest> pulled) {
        return new EngineImage(id, pulled, size, entrypoint, cmd, config, layers);
    }

    /** {@return the labels of the config} */
    public Map<String, String> labels() {
        return config.labels();
    }
}
