package io.github.fdomaven.oci;

import io.github.fdomaven.support.JsonText;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
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
        Map<String, Object> document = start(mediaType);
        document.put(ImageManifest.CONFIG, config.toJson());
        document.put(ImageManifest.LAYERS, all(layers));
        return (ImageManifest) finish(mediaType, document);
    }

    /** Writes an index. */
    public IndexManifest index(String mediaType, List<Descriptor> manifests) {
        if (!MediaTypes.isIndex(mediaType)) {
            throw new IllegalArgumentException("'" + mediaType + "' is not the media type of an index.");
        }
        Map<String, Object> document = start(mediaType);
        document.put(IndexManifest.MANIFESTS, all(manifests));
        return (IndexManifest) finish(mediaType, document);
    }

    private Map<String, Object> start(String mediaType) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("schemaVersion", 2);
        document.put("mediaType", mediaType);
        artifactType.ifPresent(type -> document.put("artifactType", type));
        return document;
    }

    private static List<Map<String, Object>> all(List<Descriptor> descriptors) {
        return descriptors.stream().map(Descriptor::toJson).toList();
    }

    private Manifest finish(String mediaType, Map<String, Object> document) {
        subject.ifPresent(descriptor -> document.put("subject", descriptor.toJson()));
        Json.putUnlessEmpty(document, "annotations", annotations);
        return Manifest.parse(mediaType, JsonText.write(document).getBytes(StandardCharsets.UTF_8));
    }
}
