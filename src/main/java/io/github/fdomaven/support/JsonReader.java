package io.github.fdomaven.support;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads one text as JSON, strictly as RFC 8259 describes it. The last of several members with the same name counts. */
final class JsonReader {

    /** Deeper documents are refused, before they fill the stack. */
    private static final int MAX_DEPTH = 1000;

    private final char[] text;
    private int position;
    private int depth;

    JsonReader(String text) {
        this.text = text.toCharArray();
    }

    /** Skips white space. Returns whether the text ends there. */
    boolean isAtEnd() {
        return next() < 0;
    }

    JsonValue value() throws JsonException {
        int first = next();
        return switch (first) {
            case '{' -> object();
            case '[' -> array();
            case '"' -> JsonValue.text(string());
            case 't' -> word("true", JsonValue.TRUE);
            case 'f' -> word("false", JsonValue.FALSE);
            case 'n' -> word("null", JsonValue.NULL);
            default -> number();
        };
    }

    private JsonValue object() throws JsonException {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        if (!opens('}')) {
            do {
                if (next() != '"') {
                    throw unexpected("a name is expected");
                }
                String name = string();
                require(':');
                members.put(name, value());
            } while (continues('}'));
        }
        return JsonValue.object(members);
    }

    private JsonValue array() throws JsonException {
        List<JsonValue> elements = new ArrayList<>();
        if (!opens(']')) {
            do {
                elements.add(value());
            } while (continues(']'));
        }
        return JsonValue.array(elements);
    }

    /** Reads the start of an object or array. Returns whether it is empty: then its end is read too. */
    private boolean opens(char end) throws JsonException {
        position++;
        if (next() == end) {
            position++;
            return true;
        }
        if (++depth > MAX_DEPTH) {
            throw unexpected("more than " + MAX_DEPTH + " nested values");
        }
        return false;
    }

    /** Reads the comma before the next member or element, or the end. */
    private boolean continues(char end) throws JsonException {
        if (next() == end) {
            position++;
            depth--;
            return false;
        }
        require(',');
        return true;
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

    private String string() throws JsonException {
        int start = ++position;
        skipPlain();
        String string = current() == '\\' ? unescaped(start) : String.valueOf(text, start, position - start);
        if (current() != '"') {
            throw unexpected("the end of a text is expected");
        }
        position++;
        return string;
    }

    /** The rest of a string, from its start to its closing quote. The current character is its first backslash. */
    private String unescaped(int start) throws JsonException {
        StringBuilder string = new StringBuilder();
        int plain = start;
        while (current() == '\\') {
            string.append(text, plain, position - plain);
            position++;
            string.append(escape());
            plain = position;
            skipPlain();
        }
        return string.append(text, plain, position - plain).toString();
    }

    private void skipPlain() {
        while (position < text.length && text[position] >= ' ' && text[position] != '"' && text[position] != '\\') {
            position++;
        }
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
        for (int i = 0; i < position && i < text.length; i++) {
            column++;
            if (text[i] == '\n') {
                line++;
                column = 1;
            }
        }
        return new JsonException(problem, line, column);
    }
}
