package io.github.fdomaven.support;

import java.util.ArrayList;
import java.util.List;

/** Reads one text as JSON, strictly as RFC 8259 describes it. The last of several members with the same name counts. */
final class JsonReader {

    /** Deeper documents are refused, before they fill the stack. */
    private static final int MAX_DEPTH = 1000;

    private final String source;
    private final char[] text;
    private int position;

    JsonReader(String source) {
        this.source = source;
        this.text = source.toCharArray();
    }

    /** Skips white space. Returns whether the text ends there. */
    boolean isAtEnd() {
        return next() < 0;
    }

    /** An object or an array, up to the current position. */
    private static final class Container {

        private final Container parent;
        private final int depth;
        private final boolean isObject;
        private final List<String> names = new ArrayList<>();
        private final List<JsonValue> values = new ArrayList<>();

        Container(Container parent, boolean isObject) {
            this.parent = parent;
            this.depth = parent == null ? 1 : parent.depth + 1;
            this.isObject = isObject;
        }

        char end() {
            return isObject ? '}' : ']';
        }

        JsonValue value() {
            return isObject ? JsonValue.object(names, values) : JsonValue.array(values);
        }
    }

    /** Reads values in each other without recursion: to compile recursive methods takes Java longer than to run them here. */
    JsonValue value() throws JsonException {
        Container container = null;
        while (true) {
            int first = next();
            boolean opens = first == '{' || first == '[';
            if (opens) {
                container = open(container, first == '{');
            } else if (container == null) {
                return scalar(first);
            } else {
                container.values.add(scalar(first));
            }
            while (next() == container.end()) {
                position++;
                opens = false;
                JsonValue value = container.value();
                container = container.parent;
                if (container == null) {
                    return value;
                }
                container.values.add(value);
            }
            if (!opens) {
                require(',');
            }
            if (container.isObject) {
                container.names.add(name());
            }
        }
    }

    private Container open(Container parent, boolean isObject) throws JsonException {
        Container container = new Container(parent, isObject);
        if (container.depth > MAX_DEPTH) {
            throw unexpected("more than " + MAX_DEPTH + " values in each other");
        }
        position++;
        return container;
    }

    private String name() throws JsonException {
        if (next() != '"') {
            throw unexpected("a name is expected");
        }
        String name = string();
        require(':');
        return name;
    }

    private JsonValue scalar(int first) throws JsonException {
        return switch (first) {
            case '"' -> JsonValue.text(string());
            case 't' -> word("true", JsonValue.TRUE);
            case 'f' -> word("false", JsonValue.FALSE);
            case 'n' -> word("null", JsonValue.NULL);
            default -> number();
        };
    }

    private void require(char expected) throws JsonException {
        if (next() != expected) {
            throw unexpected("'" + expected + "' is expected");
        }
        position++;
    }

    /** The next character after white space, or a negative number at the end. */
    private int next() {
        while (position < text.length && isWhiteSpace(text[position])) {
            position++;
        }
        return current();
    }

    private int current() {
        return position < text.length ? text[position] : -1;
    }

    private static boolean isWhiteSpace(char character) {
        return character == ' ' || character == '\n' || character == '\r' || character == '\t';
    }

    private JsonValue word(String word, JsonValue value) throws JsonException {
        for (int i = 0; i < word.length(); i++) {
            if (position + i >= text.length || text[position + i] != word.charAt(i)) {
                throw unexpected("a value is expected");
            }
        }
        position += word.length();
        requireEndOfWord();
        return value;
    }

    private JsonValue number() throws JsonException {
        int start = position;
        if (current() == '-') {
            position++;
        }
        if (current() == '0') {
            position++;
        } else {
            digits();
        }
        if (current() == '.') {
            position++;
            digits();
        }
        if (current() == 'e' || current() == 'E') {
            position++;
            if (current() == '+' || current() == '-') {
                position++;
            }
            digits();
        }
        requireEndOfWord();
        return JsonValue.number(String.valueOf(text, start, position - start));
    }

    private void digits() throws JsonException {
        int start = position;
        while (current() >= '0' && current() <= '9') {
            position++;
        }
        if (position == start) {
            throw unexpected("a value is expected");
        }
    }

    private void requireEndOfWord() throws JsonException {
        int following = current();
        if (following == '.' || following >= 0 && Character.isJavaIdentifierPart(following)) {
            throw unexpected("the end of a value is expected");
        }
    }

    /** Replaces the escapes in place, because the text of a string is never longer than its JSON. */
    private String string() throws JsonException {
        int start = ++position;
        int end = start;
        while (current() != '"') {
            if (current() < ' ') {
                throw unexpected("the end of a text is expected");
            }
            char character = text[position++];
            text[end++] = character == '\\' ? escape() : character;
        }
        position++;
        return String.valueOf(text, start, end - start);
    }

    private char escape() throws JsonException {
        int escaped = current();
        position++;
        return switch (escaped) {
            case '"', '\\', '/' -> (char) escaped;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unicode();
            default -> {
                position--;
                throw unexpected("an escape is expected");
            }
        };
    }

    private char unicode() throws JsonException {
        int code = 0;
        for (int i = 0; i < 4; i++, position++) {
            int digit = current() < 128 ? Character.digit(current(), 16) : -1;
            if (digit < 0) {
                throw unexpected("four hexadecimal digits are expected");
            }
            code = code * 16 + digit;
        }
        return (char) code;
    }

    /** A failure at the current position. */
    JsonException unexpected(String problem) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < position; i++) {
            column++;
            if (source.charAt(i) == '\n') {
                line++;
                column = 1;
            }
        }
        return new JsonException(problem, line, column);
    }
}
