package io.github.fdomaven.convert;

import io.github.fdomaven.support.FixableException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** A value of a YAML file. Values that an alias repeats are shared, so that a small file never becomes a large tree. */
sealed interface YamlValue {

    /** Nested aliases can make more items than fit into the memory. */
    int MAX_ITEMS = 100_000;

    /** The place of a value, for messages. */
    record Location(String file, int line) {

        @Override
        public String toString() {
            return file + ":" + line;
        }
    }

    Location location();

    /** A scalar, as GitLab reads it. */
    record Text(String text, Location location) implements YamlValue {}

    /** No value. */
    record Nothing(Location location) implements YamlValue {}

    /** A sequence. */
    record Items(List<YamlValue> items, Location location) implements YamlValue {

        public Items {
            items = List.copyOf(items);
        }
    }

    /** A mapping, in the order of the file. */
    record Fields(Map<String, YamlValue> fields, Location location) implements YamlValue {

        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        Optional<YamlValue> get(String key) {
            return Optional.ofNullable(fields.get(key));
        }

        Fields without(String key) {
            Map<String, YamlValue> rest = new LinkedHashMap<>(fields);
            rest.remove(key);
            return new Fields(rest, location);
        }
    }

    /** GitLab's tag {@code !reference}: the path of a value in the whole configuration. */
    record Pointer(List<String> path, Location location) implements YamlValue {

        public Pointer {
            path = List.copyOf(path);
        }

        @Override
        public String toString() {
            return "!reference [" + String.join(", ", path) + "]";
        }
    }

    /** The value that a CI template gives to a key, such as the script that builds an image. */
    record OfTemplate(CiTemplate template, Location location) implements YamlValue {}

    /** The texts of a scalar or of a sequence, also in nested sequences, which GitLab flattens. */
    static List<Text> texts(YamlValue value) {
        return texts(value, UnaryOperator.identity());
    }

    /**
     * The texts of a scalar or of a sequence.
     *
     * @param resolve replaces each item before it is read
     */
    static List<Text> texts(YamlValue value, UnaryOperator<YamlValue> resolve) {
        List<Text> texts = new ArrayList<>();
        Deque<YamlValue> rest = new ArrayDeque<>(List.of(value));
        for (int visited = 0; !rest.isEmpty(); visited++) {
            if (visited > MAX_ITEMS) {
                throw new FixableException(
                        value.location() + " has more than " + MAX_ITEMS + " items. Nothing was converted.");
            }
            YamlValue next = resolve.apply(rest.pop());
            if (next instanceof Text text) {
                texts.add(text);
            } else if (next instanceof Items items) {
                for (int i = items.items().size() - 1; i >= 0; i--) {
                    rest.push(items.items().get(i));
                }
            }
        }
        return texts;
    }
}
