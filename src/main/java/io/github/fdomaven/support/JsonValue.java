package io.github.fdomaven.support;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A value of a JSON document. It never changes. What is not there is a missing value, so that the way into a document needs no
 * checks.
 */
public final class JsonValue implements Iterable<JsonValue> {

    static final JsonValue NULL = scalar(Kind.NULL, "null");
    static final JsonValue TRUE = scalar(Kind.BOOLEAN, "true");
    static final JsonValue FALSE = scalar(Kind.BOOLEAN, "false");

    private static final JsonValue MISSING = scalar(Kind.MISSING, "");
    private static final JsonValue EMPTY_OBJECT = object(Map.of());

    private enum Kind {
        OBJECT,
        ARRAY,
        TEXT,
        NUMBER,
        BOOLEAN,
        NULL,
        MISSING
    }

    private final Kind kind;

    /** The text of a value that is neither an object nor an array. A number has its digits as they were written. */
    private final String text;

    private final Map<String, JsonValue> members;
    private final List<JsonValue> elements;

    private JsonValue(Kind kind, String text, Map<String, JsonValue> members, List<JsonValue> elements) {
        this.kind = kind;
        this.text = text;
        this.members = members;
        this.elements = elements;
    }

    private static JsonValue scalar(Kind kind, String text) {
        return new JsonValue(kind, text, Map.of(), List.of());
    }

    /** {@return an object} Its members keep their order. */
    public static JsonValue object(Map<String, JsonValue> members) {
        return new JsonValue(Kind.OBJECT, "", Collections.unmodifiableMap(new LinkedHashMap<>(members)), List.of());
    }

    static JsonValue array(List<JsonValue> elements) {
        return new JsonValue(Kind.ARRAY, "", Map.of(), Collections.unmodifiableList(new ArrayList<>(elements)));
    }

    static JsonValue text(String text) {
        return scalar(Kind.TEXT, text);
    }

    static JsonValue number(String digits) {
        return scalar(Kind.NUMBER, digits);
    }

    /** {@return an object without members} */
    public static JsonValue emptyObject() {
        return EMPTY_OBJECT;
    }

    /** {@return the value that is not there} */
    public static JsonValue missing() {
        return MISSING;
    }

    public boolean isObject() {
        return kind == Kind.OBJECT;
    }

    public boolean isArray() {
        return kind == Kind.ARRAY;
    }

    /** {@return whether the value is an object or an array} */
    public boolean isContainer() {
        return isObject() || isArray();
    }

    public boolean isText() {
        return kind == Kind.TEXT;
    }

    /** {@return whether the value is not there, or null} */
    public boolean isAbsent() {
        return kind == Kind.MISSING || kind == Kind.NULL;
    }

    public boolean isMissing() {
        return kind == Kind.MISSING;
    }

    /** {@return whether the value has neither members nor elements} */
    public boolean isEmpty() {
        return members.isEmpty() && elements.isEmpty();
    }

    /** {@return the members of an object} All other values have none. */
    public Map<String, JsonValue> members() {
        return members;
    }

    /** {@return the elements of an array} All other values have none. */
    public List<JsonValue> elements() {
        return elements;
    }

    @Override
    public Iterator<JsonValue> iterator() {
        return elements.iterator();
    }

    /** {@return a member with exactly this name, or a missing value} */
    public JsonValue path(String name) {
        return members.getOrDefault(name, MISSING);
    }

    /**
     * {@return a member, or a missing value} As other clients read JSON, the letter case of the name does not matter. The exact
     * name comes first.
     */
    public JsonValue member(String name) {
        JsonValue exact = members.get(name);
        if (exact != null) {
            return exact;
        }
        for (Map.Entry<String, JsonValue> member : members.entrySet()) {
            if (name.equalsIgnoreCase(member.getKey())) {
                return member.getValue();
            }
        }
        return MISSING;
    }

    /** {@return the value, if it is a text} */
    public Optional<String> text() {
        return isText() ? Optional.of(text) : Optional.empty();
    }

    /** {@return a text, number or boolean as text} It is empty for other values, and "null" for null. */
    public String asText() {
        return text;
    }

    /**
     * {@return a text, number or boolean as text} It is empty for an object and an array. If the value is missing or null, the
     * other text is returned.
     */
    public String asText(String otherwise) {
        return isAbsent() ? otherwise : text;
    }

    /** {@return the value, if it is an integer that fits into 64 bits} */
    public Optional<Long> integer() {
        try {
            return kind == Kind.NUMBER ? Optional.of(Long.valueOf(text)) : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /**
     * {@return a number, or a text with a number, as an integer} Its fraction is cut off. If it is another value, the other
     * number is returned.
     */
    public long asLong(long otherwise) {
        if (kind != Kind.NUMBER && kind != Kind.TEXT) {
            return otherwise;
        }
        try {
            return integer().orElseGet(() -> (long) Double.parseDouble(text.strip()));
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof JsonValue value
                && kind == value.kind
                && text.equals(value.text)
                && members.equals(value.members)
                && elements.equals(value.elements);
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, text, members, elements);
    }
}
