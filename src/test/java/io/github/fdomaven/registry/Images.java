package io.github.fdomaven.registry;

import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Creates images and puts them into a registry server. */
final class Images {

    static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
    static final String CONFIG = "{\"os\":\"linux\",\"architecture\":\"amd64\",\"config\":{\"Labels\":{\"a\":\"b\"}}}";

    private Images() {}

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static ImageManifest image(String mediaType, byte[] config, byte[]... layers) {
        return parse(
                mediaType,
                "{\"schemaVersion\":2,\"mediaType\":\"" + mediaType + "\",\"config\":"
                        + descriptor("application/json", config) + ",\"layers\":"
                        + Stream.of(layers)
                                .map(layer -> descriptor(LAYER, layer))
                                .toList() + "}");
    }

    static ImageManifest parse(String mediaType, String content) {
        return (ImageManifest) Manifest.parse(mediaType, bytes(content));
    }

    static Manifest index(String mediaType, Manifest... children) {
        String manifests = Arrays.stream(children)
                .map(child -> descriptor(child.mediaType(), child.content()))
                .collect(Collectors.joining(",", "[", "]"));
        return Manifest.parse(mediaType, bytes("{\"schemaVersion\":2,\"manifests\":" + manifests + "}"));
    }

    static String descriptor(String mediaType, byte[] content) {
        return "{\"mediaType\":\"" + mediaType + "\",\"digest\":\"" + Digest.sha256(content) + "\",\"size\":"
                + content.length + "}";
    }

    /** Puts an image with one layer into a registry server. */
    static ImageManifest put(RegistryServer registry, Reference reference, String mediaType, String layer) {
        byte[] config = bytes(CONFIG);
        ImageManifest image = image(mediaType, config, bytes(layer));
        registry.put(reference.repository(), config);
        registry.put(reference.repository(), bytes(layer));
        registry.put(reference, image);
        return image;
    }

    static ImageManifest put(RegistryServer registry, Reference reference) {
        return put(registry, reference, MediaTypes.OCI_MANIFEST, "a layer");
    }

    static boolean isWhole(RegistryServer registry, Repository repository, ImageManifest image) {
        return Stream.concat(Stream.of(image.config()), image.layers().stream())
                .map(Descriptor::digest)
                .allMatch(digest -> registry.hasBlob(repository, digest));
    }
}
