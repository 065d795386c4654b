package io.github.fdomaven.engine;

import io.github.fdomaven.image.Digest;
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
 * @param labels the labels of its config
 */
public record EngineImage(
        String id,
        Optional<Digest> digest,
        long size,
        List<String> entrypoint,
        List<String> cmd,
        Map<String, String> labels) {

    /**
     * Takes copies of the collections.
     *
     * @param id the engine's own identifier
     * @param digest the digest of the manifest
     * @param size in bytes
     * @param entrypoint the entrypoint of its config
     * @param cmd the CMD of its config
     * @param labels the labels of its config
     */
    public EngineImage {
        entrypoint = List.copyOf(entrypoint);
        cmd = List.copyOf(cmd);
        labels = Map.copyOf(labels);
    }
}
