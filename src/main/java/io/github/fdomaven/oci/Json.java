package io.github.fdomaven.oci;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.Optional;

/** Reads the documents of an image. */
final class Json {

    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build()
            .reader();

    private Json() {}

    /**
     * Reads a document.
     *
     * @param what what it should be, for the message
     * @throws IllegalArgumentException if it is not a JSON object
     */
    static JsonNode object(String what, byte[] content) {
        try {
            JsonNode node = READER.readTree(content);
            if (node.isObject()) {
                return node;
            }
        } catch (IOException e) {
            throw new IllegalArgumentException(what + " is not valid JSON.", e);
        }
        throw new IllegalArgumentException(what + " is not a JSON object.");
    }

    /** Nothing for a member that is missing, not a text, or empty. */
    static Optional<String> text(JsonNode node, String member) {
        return Optional.ofNullable(node.path(member).textValue()).filter(text -> !text.isEmpty());
    }

    /** Nothing where the operating system or the architecture is not said. */
    static Optional<Platform> platform(JsonNode node) {
        return text(node, "os")
                .flatMap(os -> text(node, "architecture")
                        .map(architecture -> new Platform(os, architecture, text(node, "variant"))));
    }
}
