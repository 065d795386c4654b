package io.github.fdomaven.registry.auth;

import io.github.fdomaven.oci.Repository;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rights that a token gives.
 *
 * @param actions the actions, by resource, such as {@code repository:group/project}
 */
public record Scopes(SortedMap<String, SortedSet<String>> actions) {

    /** {@return the rights for reading a repository} */
    public static Scopes pull(Repository repository) {
        return parse("repository:" + repository.path() + ":pull");
    }

    /** {@return the rights for reading and writing a repository} */
    public static Scopes push(Repository repository) {
        return parse("repository:" + repository.path() + ":pull,push");
    }

    /** {@return the rights for deleting from a repository} */
    public static Scopes delete(Repository repository) {
        return parse("repository:" + repository.path() + ":delete");
    }

    /** Parses the scopes of a challenge, separated by spaces. */
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

    /** {@return these rights and others} */
    public Scopes and(Scopes others) {
        SortedMap<String, SortedSet<String>> all = new TreeMap<>();
        List.of(this, others)
                .forEach(scopes -> scopes.actions.forEach((resource, more) ->
                        all.computeIfAbsent(resource, same -> new TreeSet<>()).addAll(more)));
        return new Scopes(all);
    }

    /** The scopes in the form of a request for a token. */
    List<String> texts() {
        return actions.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + String.join(",", entry.getValue()))
                .toList();
    }
}
