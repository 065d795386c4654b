package io.github.fdomaven.oci;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads and writes the JSON documents of an image. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}

    /** Parses a JSON object. Messages name the document. */
    static JsonNode object(String what, byte[] content) {
        try {
            JsonNode node = MAPPER.readTree(content);
            if (node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(what + " is not valid JSON.", e);
        }
        throw new IllegalArgumentException(what + " is not a JSON object.");
    }

    /** Empty for a member that is missing, not a text, or empty. */
    static Optional<String> text(JsonNode node, String member) {
        return Optional.ofNullable(node.path(member).textValue()).filter(text -> !text.isEmpty());
    }

    static Map<String, String> texts(JsonNode node) {
        Map<String, String> texts = new LinkedHashMap<>();
        node.properties()
                .forEach(member -> texts.put(member.getKey(), member.getValue().asText("")));
        return texts;
    }

    static List<String> list(JsonNode array) {
        List<String> list = new ArrayList<>();
        array.forEach(element -> list.add(element.asText("")));
        return list;
    }

    /** Empty without an operating system or an architecture. An image for an invalid platform runs nowhere. */
    static Optional<Platform> platform(JsonNode node) {
        try {
            return text(node, "os")
                    .flatMap(os -> text(node, "architecture")
                            .map(architecture -> new Platform(os, architecture, text(node, "variant"))));
        } catch (IllegalArgumentException e) {
            return Optional.of(Platform.unknown());
        }
    }

    static Map<String, String> copy(Map<String, String> ordered) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(ordered));
    }

    static ObjectNode newObject() {
        return JsonNodeFactory.instance.objectNode();
    }

    static void putTexts(ObjectNode node, String member, Map<String, String> texts) {
        if (!texts.isEmpty()) {
            texts.forEach(node.putObject(member)::put);
        }
    }

    static byte[] bytes(ObjectNode node) {
        try {
            return MAPPER.writeValueAsBytes(node);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON in memory cannot be written.", e);
        }
    }
}
