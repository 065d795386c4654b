package io.github.fdomaven.oci;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Writes new manifests, as JSON without white space and with the members in the order of the specification: the same
 * content always has the same digest.
 *
 * @param artifactType the type of an artifact
 * @param subject the manifest that the new one refers to
 * @param annotations the annotations, in the order in which they are written
 */
public record ManifestWriter(
        Optional<String> artifactType, Optional<Descriptor> subject, Map<String, String> annotations) {

    public ManifestWriter {
        annotations = Json.copy(annotations);
    }

    /** Creates a writer without artifact type, subject and annotations. */
    public ManifestWriter() {
        this(Optional.empty(), Optional.empty(), Map.of());
    }

    /** {@return this writer with annotations} */
    public ManifestWriter withAnnotations(Map<String, String> values) {
        return new ManifestWriter(artifactType, subject, values);
    }

    /** Writes an image. The lowest layer is the first. */
    public ImageManifest image(String mediaType, Descriptor config, List<Descriptor> layers) {
        if (!MediaTypes.isImage(mediaType)) {
            throw new IllegalArgumentException("'" + mediaType + "' is not the media type of an image.");
        }
        ObjectNode document = start(mediaType);
        document.set(ImageManifest.CONFIG, config.toJson());
        add(document.putArray(ImageManifest.LAYERS), layers);
        return (ImageManifest) finish(mediaType, document);
    }

    /** Writes an index. */
    public IndexManifest index(String mediaType, List<Descriptor> manifests) {
        if (!MediaTypes.isIndex(mediaType)) {
            throw new IllegalArgumentException("'" + mediaType + "' is not the media type of an index.");
        }
        ObjectNode document = start(mediaType);
        add(document.putArray(IndexManifest.MANIFESTS), manifests);
        return (IndexManifest) finish(mediaType, document);
    }

    private ObjectNode start(String mediaType) {
        ObjectNode document = Json.newObject().put("schemaVersion", 2).put("mediaType", mediaType);
        artifactType.ifPresent(type -> document.put("artifactType", type));
        return document;
    }

    private static void add(ArrayNode array, List<Descriptor> descriptors) {
        descriptors.forEach(descriptor -> array.add(descriptor.toJson()));
    }

    private Manifest finish(String mediaType, ObjectNode document) {
        subject.ifPresent(descriptor -> document.set("subject", descriptor.toJson()));
        Json.putTexts(document, "annotations", annotations);
        return Manifest.parse(mediaType, Json.bytes(document));
    }
}
