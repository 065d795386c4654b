package io.github.fdomaven.oci;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Reads manifests, and refuses those that could be read in two ways. */
final class ManifestParser {

    private static final String MANIFESTS = "manifests";
    private static final String LAYERS = "layers";
    private static final String CONFIG = "config";

    private ManifestParser() {}

    static Manifest parse(String mediaType, byte[] bytes) {
        if (MediaTypes.isImage(mediaType)) {
            return image(new Content(mediaType, bytes), document(mediaType, bytes));
        }
        if (MediaTypes.isIndex(mediaType)) {
            return index(new Content(mediaType, bytes), document(mediaType, bytes));
        }
        throw new IllegalArgumentException(
                "'" + mediaType + "' is not a manifest that can be read: valid are " + MediaTypes.ACCEPT + ".");
    }

    private static JsonNode document(String mediaType, byte[] bytes) {
        JsonNode document = Json.object("The manifest", bytes);
        Json.text(document, "mediaType").filter(own -> !own.equals(mediaType)).ifPresent(own -> {
            throw new IllegalArgumentException(
                    "The manifest was given out as '" + mediaType + "' but calls itself '" + own + "'.");
        });
        return document;
    }

    private static ImageManifest image(Content content, JsonNode document) {
        refuse(document, MANIFESTS, content);
        return new ImageManifest(content, descriptor(document.path(CONFIG), CONFIG), descriptors(document, LAYERS));
    }

    private static IndexManifest index(Content content, JsonNode document) {
        refuse(document, CONFIG, content);
        refuse(document, LAYERS, content);
        return new IndexManifest(content, descriptors(document, MANIFESTS));
    }

    /** A document that is an image to one reader and an index to another hides something from one of them. */
    private static void refuse(JsonNode document, String member, Content content) {
        if (document.has(member)) {
            throw new IllegalArgumentException(
                    "The manifest has '" + member + "', which a '" + content.mediaType() + "' must not have.");
        }
    }

    private static List<Descriptor> descriptors(JsonNode document, String member) {
        JsonNode array = document.path(member);
        if (!array.isArray()) {
            throw new IllegalArgumentException("The manifest has no list '" + member + "'.");
        }
        List<Descriptor> descriptors = new ArrayList<>();
        array.forEach(node -> descriptors.add(descriptor(node, member)));
        return descriptors;
    }

    private static Descriptor descriptor(JsonNode node, String member) {
        String mediaType = Json.text(node, "mediaType").orElseThrow(() -> missing(member, "mediaType"));
        Digest digest = Digest.parse(Json.text(node, "digest").orElseThrow(() -> missing(member, "digest")));
        JsonNode size = node.path("size");
        if (!size.isIntegralNumber() || !size.canConvertToLong()) {
            throw missing(member, "size");
        }
        return new Descriptor(
                mediaType, digest, size.longValue(), Json.platform(node.path("platform")), isForeign(mediaType, node));
    }

    private static IllegalArgumentException missing(String member, String part) {
        return new IllegalArgumentException(
                "The manifest has no valid '" + part + "' in what it says under '" + member + "'.");
    }

    /** A registry takes such a layer for granted only if it says where else it is to be had. */
    private static boolean isForeign(String mediaType, JsonNode node) {
        boolean kept = !mediaType.contains(".foreign.") && !mediaType.contains(".nondistributable.");
        return !kept && !node.path("urls").isEmpty();
    }
}
