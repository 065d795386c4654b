package io.github.fdomaven.inspection;

import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an image says of itself.
 *
 * @param image which it is
 * @param digest the digest of its manifest; none for an image that is in the engine only
 * @param mediaType the media type of its manifest; none for an image that is in the engine only
 * @param platforms what it runs on: several for an index
 * @param member the image of the index that all else is about, if it is an index
 * @param size in bytes: as stored in a registry, or as unpacked in an engine
 * @param layers its layers, the lowest first
 * @param config when it was made, and its labels
 */
public record ImageDetails(
        NamedImage image,
        Optional<Digest> digest,
        Optional<String> mediaType,
        List<Platform> platforms,
        Optional<Reference> member,
        long size,
        List<Layer> layers,
        ImageConfig config) {

    /**
     * Takes copies.
     *
     * @param image which it is
     * @param digest the digest of its manifest
     * @param mediaType the media type of its manifest
     * @param platforms what it runs on
     * @param member the image of the index that all else is about
     * @param size in bytes
     * @param layers its layers, the lowest first
     * @param config when it was made, and its labels
     */
    public ImageDetails {
        platforms = List.copyOf(platforms);
        layers = List.copyOf(layers);
    }

    /**
     * A layer.
     *
     * @param digest its digest: of what is stored in a registry, or of what is unpacked in an engine
     * @param size in bytes as stored, where that is known
     */
    public record Layer(Digest digest, Optional<Long> size) {}

    /** {@return its labels} */
    public Map<String, String> labels() {
        return config.labels();
    }

    /**
     * Looks up a label.
     *
     * @param name its name
     * @return its value; nothing also for one that is empty, which is as far as an inherited label can be taken away
     */
    public Optional<String> label(String name) {
        return FdoLabels.value(labels(), name);
    }
}
