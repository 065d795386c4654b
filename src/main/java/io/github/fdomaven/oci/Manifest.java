package io.github.fdomaven.oci;

import io.github.fdomaven.support.JsonValue;
import io.github.fdomaven.support.OneLine;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A manifest: an image, an index of images, or an image of an unknown type. Its bytes never change, because the digest is
 * computed from them.
 */
public abstract sealed class Manifest permits ImageManifest, IndexManifest, OtherManifest {

    /** The start of the media types of manifests, and of no other documents of a registry. */
    private static final String OTHER = "application/vnd.";

    /** Manifests of each format have one of these. */
    private static final List<String> MEMBERS = List.of("schemaVersion", "mediaType");

    private final String mediaType;
    private final byte[] content;
    private final Digest digest;
    private final Optional<String> artifactType;
    private final Optional<Descriptor> subject;
    private final Map<String, String> annotations;

    Manifest(String mediaType, byte[] content, JsonValue document) {
        this.mediaType = mediaType;
        this.content = content.clone();
        this.digest = Digest.sha256(content);
        this.artifactType = Json.text(document, "artifactType");
        this.subject = subject(document.member("subject"));
        this.annotations = Json.copy(Json.texts(document.member("annotations")));
    }

    /** An invalid subject is ignored, because the image can be used without it. */
    private static Optional<Descriptor> subject(JsonValue node) {
        try {
            return node.isObject() ? Optional.of(Descriptor.parse(node, "subject")) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Parses a manifest. If it was served with another media type than those of manifests, such as {@code text/plain}, its own
     * media type or its members decide. Its own media type decides too if the manifest was served with that of another format.
     *
     * @param servedType the media type that the registry sent; can be empty
     */
    public static Manifest parse(String servedType, byte[] content) {
        String served = servedType.toLowerCase(Locale.ROOT);
        Optional<String> valid = Optional.of(served).filter(MediaTypes::isSupported);
        JsonValue document = document(valid, content);
        Optional<String> own = Json.mediaType(document);
        // Some registries serve a manifest of one format as a manifest of the other.
        Optional<String> declared = own.filter(MediaTypes::isSupported);
        if (valid.isPresent() && declared.isPresent() && MediaTypes.isIndex(served) != MediaTypes.isIndex(own.get())) {
            throw new IllegalArgumentException("The manifest was served as " + OneLine.quote(served) + " but declares "
                    + OneLine.quote(own.get()) + ".");
        }
        String mediaType = declared.or(() -> valid)
                .or(() -> typeOfMembers(document))
                .or(() -> Optional.of(served).filter(type -> type.startsWith(OTHER) && isManifest(document)))
                .orElseThrow(() -> new IllegalArgumentException(OneLine.quote(own.orElse(servedType))
                        + " is not the media type of a supported manifest: valid are " + MediaTypes.ACCEPT + "."));
        if (!MediaTypes.isSupported(mediaType)) {
            return new OtherManifest(mediaType, content, document);
        }
        return MediaTypes.isImage(mediaType)
                ? new ImageManifest(mediaType, content, document)
                : new IndexManifest(mediaType, content, document);
    }

    /** {@return the digest of a manifest of any type} */
    public static Digest digest(byte[] content) {
        if (!isManifest(Json.object("The manifest", content))) {
            throw new IllegalArgumentException(
                    "The content is not a manifest: it has neither 'schemaVersion' nor 'mediaType'.");
        }
        return Digest.sha256(content);
    }

    /** Whether a document has a member that manifests have. Other documents, such as errors, have the same media types. */
    private static boolean isManifest(JsonValue document) {
        return MEMBERS.stream().map(document::member).anyMatch(member -> !member.isAbsent() && !member.isContainer())
                || typeOfMembers(document).isPresent();
    }

    /** An error page, for example, is described by its media type and not by its content. */
    private static JsonValue document(Optional<String> valid, byte[] content) {
        try {
            return Json.object("The manifest", content);
        } catch (IllegalArgumentException e) {
            if (valid.isPresent()) {
                throw e;
            }
            return JsonValue.emptyObject();
        }
    }

    /** Only OCI manifests may have no media type of their own. */
    private static Optional<String> typeOfMembers(JsonValue document) {
        if (document.member(IndexManifest.MANIFESTS).isArray()) {
            return Optional.of(MediaTypes.OCI_INDEX);
        }
        boolean isImage = document.member(ImageManifest.CONFIG).isObject()
                && document.member(ImageManifest.LAYERS).isArray();
        return isImage ? Optional.of(MediaTypes.OCI_MANIFEST) : Optional.empty();
    }

    /**
     * Refuses a member of another type, unless it is null. A document that is both an image and an index could hide content
     * from a reader.
     */
    static void refuse(JsonValue document, String member, String mediaType) {
        JsonValue found = document.member(member);
        if (!found.isAbsent()) {
            throw new IllegalArgumentException(
                    "The manifest has '" + member + "', which is not valid in '" + mediaType + "'.");
        }
    }

    /** An empty list can be null, because programs in Go write it so. */
    static JsonValue list(JsonValue document, String member) {
        JsonValue array = document.member(member);
        if (array.isMissing() || !array.isAbsent() && !array.isArray()) {
            throw new IllegalArgumentException("The manifest has no list '" + member + "'.");
        }
        return array;
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

    /** {@return the manifest that this one refers to, such as the image of a signature, if it is valid} */
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
