package io.github.fdomaven.support;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads and writes JSON with the parser and the generator of Jackson. Its {@code ObjectMapper} and its tree are not used, because
 * they take longer to load than everything else that a run without a build loads from Jackson.
 */
public final class JsonText {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /** {@return the first value of a text, or a missing value if the text is empty} What follows the value is ignored. */
    public static JsonValue readFirst(String text) throws JsonException {
        return read(() -> FACTORY.createParser(text), false);
    }

    /**
     * {@return the first value of a text in UTF-8, or a missing value if the text is empty} What follows the value is ignored.
     */
    public static JsonValue readFirst(byte[] text) throws JsonException {
        return read(() -> FACTORY.createParser(text), false);
    }

    /** {@return the only value of a text in UTF-8, or a missing value if the text is empty} */
    public static JsonValue readOnly(byte[] text) throws JsonException {
        return read(() -> FACTORY.createParser(text), true);
    }

    @FunctionalInterface
    private interface Opening {
        JsonParser open() throws IOException;
    }

    private static JsonValue read(Opening opening, boolean isOnly) throws JsonException {
        try (JsonParser parser = opening.open()) {
            if (parser.nextToken() == null) {
                return JsonValue.missing();
            }
            JsonValue value = value(parser);
            if (isOnly && parser.nextToken() != null) {
                throw new JsonException("more than one value", parser.currentTokenLocation());
            }
            return value;
        } catch (JsonProcessingException e) {
            // The parser's own message quotes the text.
            JsonLocation location = e.getLocation();
            throw new JsonException("invalid JSON", location == null ? JsonLocation.NA : location);
        } catch (JsonException e) {
            throw e;
        } catch (IOException e) {
            // The bytes are not UTF-8.
            throw new JsonException("invalid JSON", JsonLocation.NA);
        }
    }

    /** The parser limits the depth. */
    private static JsonValue value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> JsonValue.text(parser.getText());
            case VALUE_TRUE -> JsonValue.TRUE;
            case VALUE_FALSE -> JsonValue.FALSE;
            case VALUE_NULL -> JsonValue.NULL;
            default -> JsonValue.number(parser.getText());
        };
    }

    private static JsonValue object(JsonParser parser) throws IOException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return JsonValue.object(members);
    }

    private static JsonValue array(JsonParser parser) throws IOException {
        List<JsonValue> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return JsonValue.array(elements);
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
        } else if (value instanceof Number number) {
            generator.writeNumber(number.toString());
        } else {
            generator.writeString((String) value);
        }
    }
}
