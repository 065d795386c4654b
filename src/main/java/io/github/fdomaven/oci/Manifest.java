package io.github.fdomaven.oci;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A manifest: an image, or an index of images. Its bytes never change, because the digest is computed from them. */
public abstract sealed class Manifest permits ImageManifest, IndexManifest {

    private final String mediaType;
    private final byte[] content;
    private final Digest digest;
    private final Optional<String> artifactType;
    private final Optional<Descriptor> subject;
    private final Map<String, String> annotations;

    Manifest(String mediaType, byte[] content, JsonNode document) {
        this.mediaType = mediaType;
        this.content = content.clone();
        this.digest = Digest.sha256(content);
        this.artifactType = Json.text(document, "artifactType");
        this.subject = Optional.of(document.path("subject"))
                .filter(JsonNode::isObject)
                .map(node -> Descriptor.parse(node, "subject"));
        this.annotations = Json.copy(Json.texts(document.path("annotations")));
    }

    /** Parses a manifest. Documents of another type are refused. */
    public static Manifest parse(String mediaType, byte[] content) {
        if (!MediaTypes.isImage(mediaType) && !MediaTypes.isIndex(mediaType)) {
            throw new IllegalArgumentException("'" + mediaType
                    + "' is not the media type of a supported manifest: valid are " + MediaTypes.ACCEPT + ".");
        }
        JsonNode document = Json.object("The manifest", content);
        Json.text(document, "mediaType").filter(own -> !own.equals(mediaType)).ifPresent(own -> {
            throw new IllegalArgumentException(
                    "The manifest was served as '" + mediaType + "' but declares '" + own + "'.");
        });
        return MediaTypes.isImage(mediaType)
                ? new ImageManifest(mediaType, content, document)
                : new IndexManifest(mediaType, content, document);
    }

    /** Refuses a member of another type. A document that is both an image and an index could hide content from a reader. */
    static void refuse(JsonNode document, String member, String mediaType) {
        if (document.has(member)) {
            throw new IllegalArgumentException(
                    "The manifest has '" + member + "', which is not valid in '" + mediaType + "'.");
        }
    }

    static List<Descriptor> descriptors(JsonNode document, String member) {
        JsonNode array = document.path(member);
        if (!array.isArray()) {
            throw new IllegalArgumentException("The manifest has no list '" + member + "'.");
        }
        List<Descriptor> descriptors = new ArrayList<>();
        array.forEach(node -> descriptors.add(Descriptor.parse(node, member)));
        return List.copyOf(descriptors);
    }

    /** {@return the media type} */
    public String mediaType() {
        return mediaType;
    }

    /** {@return the SHA-256 digest of the content} */
    public Digest digest() {
        return digest;
    }

    /** {@return a copy of the content, byte for byte} */
    public byte[] content() {
        return content.clone();
    }

    /** {@return the type of an artifact} */
    public Optional<String> artifactType() {
        return artifactType;
    }

    /** {@return the manifest that this one refers to, such as the image of a signature} */
    public Optional<Descriptor> subject() {
        return subject;
    }

    /** {@return the annotations, in their order} */
    public Map<String, String> annotations() {
        return annotations;
    }

    /** {@return the descriptor of this manifest} */
    public Descriptor descriptor() {
        return Descriptor.of(mediaType, digest, content.length);
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof Manifest that && mediaType.equals(that.mediaType) && digest.equals(that.digest);
    }

    @Override
    public final int hashCode() {
        return digest.hashCode();
    }

    @Override
    public final String toString() {
        return digest + " (" + mediaType + ")";
    }
}
