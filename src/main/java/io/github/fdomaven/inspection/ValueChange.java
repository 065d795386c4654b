package io.github.fdomaven.inspection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A value of an image that differs from that of another image.
 *
 * @param name what differs, such as {@code label maintainer}
 * @param before the value of the other image, if it has one
 * @param after the value of the image, if it has one
 */
public record ValueChange(String name, Optional<String> before, Optional<String> after) {

    /** Adds a change for each name whose values differ. */
    static void addChanges(
            List<ValueChange> changes, String kind, Map<String, String> before, Map<String, String> after) {
        Set<String> names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (String name : names) {
            addChange(changes, kind + name, before.get(name), after.get(name));
        }
    }

    /** Adds a change if the values differ. Null is no value. */
    static void addChange(List<ValueChange> changes, String name, String before, String after) {
        if (!Objects.equals(before, after)) {
            changes.add(new ValueChange(name, Optional.ofNullable(before), Optional.ofNullable(after)));
        }
    }

    /** {@return the changes whose name is not as given} */
    static List<ValueChange> without(List<ValueChange> changes, Set<String> names) {
        List<ValueChange> rest = new ArrayList<>(changes);
        rest.removeIf(change -> names.contains(change.name()));
        return rest;
    }
}
