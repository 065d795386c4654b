package io.github.fdomaven.support;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Collection;
import java.util.Map;

/**
 * Reads and writes JSON as Jackson's {@code ObjectMapper} does. The mapper itself is not used, because it takes longer to load
 * than everything else that a run without a build loads from Jackson.
 */
public final class JsonText {

    private static final JsonFactory FACTORY = new JsonFactory();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonText() {}

    /**
     * {@return the first value of a text, or a missing node if the text is empty} What follows the value is ignored.
     *
     * @throws JsonProcessingException if the value is not valid JSON
     */
    public static JsonNode readFirst(String text) throws JsonProcessingException {
        return read(() -> FACTORY.createParser(text), false);
    }

    /**
     * {@return the first value of a text in UTF-8, or a missing node if the text is empty} What follows the value is ignored.
     *
     * @throws JsonProcessingException if the value is not valid JSON
     */
    public static JsonNode readFirst(byte[] text) throws JsonProcessingException {
        return read(() -> FACTORY.createParser(text), false);
    }

    /**
     * {@return the only value of a text in UTF-8, or a missing node if the text is empty}
     *
     * @throws JsonProcessingException if the text is not one value of valid JSON
     */
    public static JsonNode readOnly(byte[] text) throws JsonProcessingException {
        return read(() -> FACTORY.createParser(text), true);
    }

    @FunctionalInterface
    private interface Opening {
        JsonParser open() throws IOException;
    }

    private static JsonNode read(Opening opening, boolean isOnly) throws JsonProcessingException {
        try (JsonParser parser = opening.open()) {
            if (parser.nextToken() == null) {
                return MissingNode.getInstance();
            }
            JsonNode value = value(parser);
            if (isOnly && parser.nextToken() != null) {
                throw new JsonParseException(parser, "more than one value");
            }
            return value;
        } catch (JsonProcessingException e) {
            throw e;
        } catch (IOException e) {
            throw new IllegalStateException("A text in memory can always be read.", e);
        }
    }

    /** The parser limits the depth. */
    private static JsonNode value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> NODES.textNode(parser.getText());
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> NODES.numberNode(parser.getDoubleValue());
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(parser.getBooleanValue());
            case VALUE_NULL -> NODES.nullNode();
            default -> throw new JsonParseException(parser, "unexpected " + parser.currentToken());
        };
    }

    private static JsonNode object(JsonParser parser) throws IOException {
        ObjectNode object = NODES.objectNode();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            object.set(name, value(parser));
        }
        return object;
    }

    private static JsonNode array(JsonParser parser) throws IOException {
        ArrayNode array = NODES.arrayNode();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    private static JsonNode integer(JsonParser parser) throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    /**
     * {@return a member of an object, or a missing node} As other clients read JSON, the letter case of the name does not matter. The
     * exact name comes first.
     */
    public static JsonNode member(JsonNode object, String name) {
        JsonNode exact = object.get(name);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            if (name.equalsIgnoreCase(member.getKey())) {
                return member.getValue();
            }
        }
        return MissingNode.getInstance();
    }

    /** {@return a value as JSON without white space} The value is a map, a collection, a text, a number, or null. */
    public static String write(Object value) {
        return write(value, false);
    }

    /** {@return a value as JSON of several lines} The value is a map, a collection, a text, a number, or null. */
    public static String writeIndented(Object value) {
        return write(value, true);
    }

    private static String write(Object value, boolean isIndented) {
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = FACTORY.createGenerator(text)) {
            if (isIndented) {
                generator.useDefaultPrettyPrinter();
            }
            write(value, generator);
        } catch (IOException e) {
            throw new IllegalStateException("Plain values always have a JSON form.", e);
        }
        return text.toString();
    }

    private static void write(Object value, JsonGenerator generator) throws IOException {
        if (value instanceof Map<?, ?> map) {
            generator.writeStartObject();
            for (Map.Entry<?, ?> member : map.entrySet()) {
                generator.writeFieldName(member.getKey().toString());
                write(member.getValue(), generator);
            }
            generator.writeEndObject();
        } else if (value instanceof Collection<?> list) {
            generator.writeStartArray();
            for (Object element : list) {
                write(element, generator);
            }
            generator.writeEndArray();
        } else if (value instanceof Integer number) {
            generator.writeNumber(number);
        } else if (value instanceof Long number) {
            generator.writeNumber(number);
        } else if (value instanceof Double number) {
            generator.writeNumber(number);
        } else {
            generator.writeString((String) value);
        }
    }
}
