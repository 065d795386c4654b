package io.github.fdomaven.store;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Reference;
import java.util.Map;
import java.util.Optional;

/**
 * An image that is there: in a registry, or in the engine where there is no registry.
 *
 * @param reference where
 * @param manifest its manifest, if it is in a registry
 * @param engineId what the engine knows it by, if it is in no registry
 * @param size in bytes, if that is known: as stored in a registry, or as unpacked in an engine
 * @param labels its labels; none for an index, whose images may differ in them
 */
public record ImageRecord(
        Reference reference,
        Optional<Manifest> manifest,
        Optional<Digest> engineId,
        Optional<Long> size,
        Map<String, String> labels) {

    /** {@return the digest of the manifest, if the image is in a registry} */
    public Optional<Digest> digest() {
        return manifest.map(Manifest::digest);
    }

    /** {@return what tells it from any other image of its name: its digest, or what the engine knows it by} */
    public Optional<Digest> identity() {
        return digest().or(() -> engineId);
    }
}
