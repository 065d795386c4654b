package io.github.fdomaven.oci;

import io.github.fdomaven.support.JsonValue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The entry of a manifest that refers to a blob or to another manifest.
 *
 * @param mediaType the media type of the content; empty if the manifest has none
 * @param digest its digest
 * @param size its size in bytes
 * @param platform the platform that an image runs on
 * @param annotations the annotations, in their order
 * @param artifactType the type of an artifact
 * @param urls other addresses of the content
 */
public record Descriptor(
        String mediaType,
        Digest digest,
        long size,
        Optional<Platform> platform,
        Map<String, String> annotations,
        Optional<String> artifactType,
        List<String> urls) {

    public Descriptor {
        if (size < 0) {
            throw new IllegalArgumentException("'" + size + "' is not a size: valid are 0 and more.");
        }
        annotations = Json.copy(annotations);
        urls = List.copyOf(urls);
    }

    /** {@return the descriptor of a content} */
    public static Descriptor of(String mediaType, byte[] content) {
        return of(mediaType, Digest.sha256(content), content.length);
    }

    /** {@return the descriptor of a content} */
    public static Descriptor of(String mediaType, Digest digest, long size) {
        return new Descriptor(mediaType, digest, size, Optional.empty(), Map.of(), Optional.empty(), List.of());
    }

    /** {@return this descriptor with a platform} */
    public Descriptor withPlatform(Platform value) {
        return new Descriptor(mediaType, digest, size, Optional.of(value), annotations, artifactType, urls);
    }

    /** {@return this descriptor with other annotations} */
    public Descriptor withAnnotations(Map<String, String> values) {
        return new Descriptor(mediaType, digest, size, platform, values, artifactType, urls);
    }

    /** {@return whether it is a layer that may be missing in the registry, because it is available elsewhere} */
    public boolean isForeign() {
        boolean foreignType = mediaType.contains(".foreign.") || mediaType.contains(".nondistributable.");
        return foreignType && !urls.isEmpty();
    }

    /** Parses an entry of an index. Without a platform and a media type, it is unknown how to use the entry. */
    static Descriptor ofIndex(JsonValue node, String member) {
        Descriptor entry = parse(node, member);
        if (entry.mediaType().isEmpty() && entry.platform().isEmpty()) {
            throw invalid(member, "mediaType");
        }
        return entry;
    }

    /** Parses a member of a manifest. */
    static Descriptor parse(JsonValue node, String member) {
        String mediaType = Json.mediaType(node).orElse("");
        Digest digest = Digest.parse(required(node, member, "digest"));
        long size = node.member("size").integer().orElseThrow(() -> invalid(member, "size"));
        return new Descriptor(
                mediaType,
                digest,
                size,
                Json.platform(node.member("platform")),
                Json.texts(node.member("annotations")),
                Json.text(node, "artifactType"),
                Json.list(node.member("urls")));
    }

    private static String required(JsonValue node, String member, String part) {
        return Json.text(node, part).orElseThrow(() -> invalid(member, part));
    }

    private static IllegalArgumentException invalid(String member, String part) {
        return new IllegalArgumentException("The manifest has no valid '" + part + "' in '" + member + "'.");
    }

    /** The JSON, with its members in the order of the specification. */
    Map<String, Object> toJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        if (!mediaType.isEmpty()) {
            json.put("mediaType", mediaType);
        }
        json.put("digest", digest.toString());
        json.put("size", size);
        if (!urls.isEmpty()) {
            json.put("urls", urls);
        }
        Json.putUnlessEmpty(json, "annotations", annotations);
        platform.ifPresent(value -> {
            Map<String, String> names = new LinkedHashMap<>();
            names.put("architecture", value.architecture());
            names.put("os", value.os());
            value.variant().ifPresent(variant -> names.put("variant", variant));
            json.put("platform", names);
        });
        artifactType.ifPresent(type -> json.put("artifactType", type));
        return json;
    }
}
