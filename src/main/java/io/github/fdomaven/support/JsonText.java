package io.github.fdomaven.support;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;

/**
 * Reads and writes JSON. A run without a build spends more time on loading a library for JSON than on all its requests, so the
 * plugin reads JSON by itself. It writes JSON as Jackson does.
 */
public final class JsonText {

    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String INDENT = "  ";

    private JsonText() {}

    /** {@return the first value of a text, or a missing value if the text is empty} What follows the value is ignored. */
    public static JsonValue readFirst(String text) throws JsonException {
        return read(text, false);
    }

    /**
     * {@return the first value of a text in UTF-8, or a missing value if the text is empty} What follows the value is ignored.
     */
    public static JsonValue readFirst(byte[] text) throws JsonException {
        return read(decode(text), false);
    }

    /** {@return the only value of a text in UTF-8, or a missing value if the text is empty} */
    public static JsonValue readOnly(byte[] text) throws JsonException {
        return read(decode(text), true);
    }

    private static JsonValue read(String text, boolean isOnly) throws JsonException {
        JsonReader reader = new JsonReader(text);
        if (reader.isAtEnd()) {
            return JsonValue.missing();
        }
        JsonValue value = reader.value();
        if (isOnly && !reader.isAtEnd()) {
            throw reader.unexpected("the end is expected");
        }
        return value;
    }

    private static String decode(byte[] text) throws JsonException {
        try {
            String decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(text))
                    .toString();
            boolean isMarked = !decoded.isEmpty() && decoded.charAt(0) == BYTE_ORDER_MARK;
            return isMarked ? decoded.substring(1) : decoded;
        } catch (CharacterCodingException e) {
            throw new JsonException("the text is not UTF-8", 1, 1);
        }
    }

    /** {@return a value as JSON without white space} The value is a map, a collection, a text, a number, or null. */
    public static String write(Object value) {
        return new Writer(false).write(value);
    }

    /** {@return a value as JSON of several lines} The value is a map, a collection, a text, a number, or null. */
    public static String writeIndented(Object value) {
        return new Writer(true).write(value);
    }

    private static final class Writer {

        private final StringBuilder json = new StringBuilder();
        private final boolean isIndented;
        private int depth;

        Writer(boolean isIndented) {
            this.isIndented = isIndented;
        }

        String write(Object value) {
            append(value);
            return json.toString();
        }

        private void append(Object value) {
            if (value instanceof Map<?, ?> map) {
                appendObject(map);
            } else if (value instanceof Collection<?> list) {
                appendArray(list);
            } else if (value == null || value instanceof Number) {
                json.append(value);
            } else {
                appendText((String) value);
            }
        }

        private void appendObject(Map<?, ?> map) {
            json.append('{');
            depth++;
            String separator = "";
            for (Map.Entry<?, ?> member : map.entrySet()) {
                json.append(separator);
                newLine();
                appendText(member.getKey().toString());
                json.append(isIndented ? " : " : ":");
                append(member.getValue());
                separator = ",";
            }
            depth--;
            if (map.isEmpty()) {
                space();
            } else {
                newLine();
            }
            json.append('}');
        }

        private void appendArray(Collection<?> list) {
            json.append('[');
            space();
            for (Iterator<?> elements = list.iterator(); elements.hasNext(); ) {
                append(elements.next());
                if (elements.hasNext()) {
                    json.append(',');
                }
                space();
            }
            json.append(']');
        }

        private void newLine() {
            if (isIndented) {
                json.append(System.lineSeparator()).append(INDENT.repeat(depth));
            }
        }

        private void space() {
            if (isIndented) {
                json.append(' ');
            }
        }

        private void appendText(String text) {
            json.append('"');
            int start = 0;
            for (int i = 0; i < text.length(); i++) {
                char character = text.charAt(i);
                if (character < ' ' || character == '"' || character == '\\') {
                    json.append(text, start, i);
                    appendEscaped(character);
                    start = i + 1;
                }
            }
            json.append(text, start, text.length()).append('"');
        }

        private void appendEscaped(char character) {
            json.append('\\');
            switch (character) {
                case '\b' -> json.append('b');
                case '\f' -> json.append('f');
                case '\n' -> json.append('n');
                case '\r' -> json.append('r');
                case '\t' -> json.append('t');
                case '"', '\\' -> json.append(character);
                default ->
                    json.append("u00")
                            .append(Character.toUpperCase(Character.forDigit(character >> 4, 16)))
                            .append(Character.toUpperCase(Character.forDigit(character & 0xF, 16)));
            }
        }
    }
}
