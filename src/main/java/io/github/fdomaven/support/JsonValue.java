package io.github.fdomaven.support;

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
    private static final JsonValue EMPTY_OBJECT = object(List.of(), List.of());

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

    /** The names of the members of an object. */
    private final List<String> names;

    /** The values of the members of an object, or the elements of an array. */
    private final List<JsonValue> values;

    private JsonValue(Kind kind, String text, List<String> names, List<JsonValue> values) {
        this.kind = kind;
        this.text = text;
        this.names = names;
        this.values = values;
    }

    private static JsonValue scalar(Kind kind, String text) {
        return new JsonValue(kind, text, List.of(), List.of());
    }

    /** {@return an object with one member} */
    public static JsonValue object(String name, JsonValue value) {
        return object(List.of(name), List.of(value));
    }

    /** The lists never change again. If a name is there more than once, its last value counts. */
    static JsonValue object(List<String> names, List<JsonValue> values) {
        return new JsonValue(Kind.OBJECT, "", names, values);
    }

    /** The list never changes again. */
    static JsonValue array(List<JsonValue> elements) {
        return new JsonValue(Kind.ARRAY, "", List.of(), elements);
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
        return values.isEmpty();
    }

    /** {@return the members of an object, in their order} All other values have none. */
    public Map<String, JsonValue> members() {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            members.put(names.get(i), values.get(i));
        }
        return members;
    }

    /** {@return the elements of an array} All other values have none. */
    public List<JsonValue> elements() {
        return isArray() ? Collections.unmodifiableList(values) : List.of();
    }

    @Override
    public Iterator<JsonValue> iterator() {
        return elements().iterator();
    }

    /** {@return a member with exactly this name, or a missing value} */
    public JsonValue path(String name) {
        int index = names.lastIndexOf(name);
        return index < 0 ? MISSING : values.get(index);
    }

    /**
     * {@return a member, or a missing value} As other clients read JSON, the letter case of the name does not matter. The exact
     * name comes first.
     */
    public JsonValue member(String name) {
        int index = names.lastIndexOf(name);
        for (int i = 0; i < names.size() && index < 0; i++) {
            index = name.equalsIgnoreCase(names.get(i)) ? i : index;
        }
        return index < 0 ? MISSING : values.get(index);
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
                && members().equals(value.members())
                && elements().equals(value.elements());
    }

    @Override
    public int hashCode() {
        return Objects.hash(kind, text, members(), elements());
    }
}
