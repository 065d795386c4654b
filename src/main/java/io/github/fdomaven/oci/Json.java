package io.github.fdomaven.oci;

import io.github.fdomaven.support.JsonText;
import io.github.fdomaven.support.JsonValue;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads and writes the JSON documents of an image. */
final class Json {

    private Json() {}

    /** Parses a JSON object. Messages name the document. */
    static JsonValue object(String what, byte[] content) {
        try {
            JsonValue node = JsonText.readOnly(content);
            if (node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(what + " is not valid JSON.", e);
        }
        throw new IllegalArgumentException(what + " is not a JSON object.");
    }

    /** Empty for a member that is missing, not a text, or empty. */
    static Optional<String> text(JsonValue node, String member) {
        return node.member(member).text().filter(text -> !text.isEmpty());
    }

    /** The media type, whose letter case has no meaning, in lower case. */
    static Optional<String> mediaType(JsonValue node) {
        return text(node, "mediaType").map(type -> type.toLowerCase(Locale.ROOT));
    }

    static Map<String, String> texts(JsonValue node) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, JsonValue> member : node.members().entrySet()) {
            texts.put(member.getKey(), member.getValue().asText(""));
        }
        return texts;
    }

    static List<String> list(JsonValue array) {
        List<String> list = new ArrayList<>();
        for (JsonValue element : array) {
            list.add(element.asText(""));
        }
        return list;
    }

    /** Empty without an operating system or an architecture. An image for an invalid platform runs nowhere. */
    static Optional<Platform> platform(JsonValue node) {
        try {
            Optional<String> os = text(node, "os");
            Optional<String> architecture = text(node, "architecture");
            return os.isEmpty() || architecture.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new Platform(os.get(), architecture.get(), text(node, "variant")));
        } catch (IllegalArgumentException e) {
            return Optional.of(Platform.unknown());
        }
    }

    static Map<String, String> copy(Map<String, String> ordered) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(ordered));
    }

    static void putUnlessEmpty(Map<String, Object> object, String member, Map<String, String> texts) {
        if (!texts.isEmpty()) {
            object.put(member, texts);
        }
    }
}
