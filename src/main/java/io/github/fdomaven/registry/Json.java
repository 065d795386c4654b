package io.github.fdomaven.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads what servers say in JSON, if it is JSON at all. */
final class Json {

    private static final ObjectReader READER = JsonMapper.builder().build().reader();

    private Json() {}

    static Optional<JsonNode> object(byte[] content) {
        try {
            return Optional.of(READER.readTree(content)).filter(JsonNode::isObject);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    static String text(byte[] content) {
        return new String(content, StandardCharsets.UTF_8);
    }
}
