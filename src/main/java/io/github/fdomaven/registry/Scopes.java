package io.github.fdomaven.registry;

import io.github.fdomaven.oci.Repository;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What a token is to allow.
 *
 * @param actions the actions, by the resource they are done to, such as {@code repository:group/project}
 */
record Scopes(SortedMap<String, SortedSet<String>> actions) {

    static final Scopes NONE = new Scopes(new TreeMap<>());

    static Scopes pull(Repository repository) {
        return parse("repository:" + repository.path() + ":pull");
    }

    static Scopes push(Repository repository) {
        return parse("repository:" + repository.path() + ":pull,push");
    }

    static Scopes delete(Repository repository) {
        return parse("repository:" + repository.path() + ":delete");
    }

    /** Reads scopes as a challenge has them, separated by spaces. */
    static Scopes parse(String text) {
        SortedMap<String, SortedSet<String>> actions = new TreeMap<>();
        for (String scope : text.strip().split(" +")) {
            int colon = scope.lastIndexOf(':');
            if (colon > 0) {
                actions.computeIfAbsent(scope.substring(0, colon), resource -> new TreeSet<>())
                        .addAll(List.of(scope.substring(colon + 1).split(",")));
            }
        }
        return new Scopes(actions);
    }

    /** These and others. */
    Scopes and(Scopes others) {
        SortedMap<String, SortedSet<String>> all = new TreeMap<>();
        List.of(this, others)
                .forEach(scopes -> scopes.actions.forEach((resource, more) ->
                        all.computeIfAbsent(resource, same -> new TreeSet<>()).addAll(more)));
        return new Scopes(all);
    }

    /** Each scope as a token service is asked for it. */
    List<String> texts() {
        return actions.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + String.join(",", entry.getValue()))
                .toList();
    }
}
