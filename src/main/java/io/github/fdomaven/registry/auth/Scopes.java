package io.github.fdomaven.registry.auth;

import io.github.fdomaven.oci.Repository;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The rights that a request needs.
 *
 * @param repository the repository whose credentials the request has
 * @param actions the actions, by resource, such as {@code repository:group/project}
 */
public record Scopes(Repository repository, SortedMap<String, SortedSet<String>> actions) {

    /** {@return the rights for reading a repository} */
    public static Scopes pull(Repository repository) {
        return of(repository, "pull");
    }

    /** {@return the rights for reading and writing a repository} */
    public static Scopes push(Repository repository) {
        return of(repository, "pull", "push");
    }

    /** {@return the rights for deleting from a repository} */
    public static Scopes delete(Repository repository) {
        return of(repository, "delete");
    }

    private static Scopes of(Repository repository, String... actions) {
        return new Scopes(
                repository, new TreeMap<>(Map.of("repository:" + repository.path(), new TreeSet<>(List.of(actions)))));
    }

    /** {@return these rights and others of the same registry} */
    public Scopes and(Scopes others) {
        SortedMap<String, SortedSet<String>> all = new TreeMap<>();
        for (Scopes scopes : List.of(this, others)) {
            for (Map.Entry<String, SortedSet<String>> more : scopes.actions.entrySet()) {
                all.computeIfAbsent(more.getKey(), same -> new TreeSet<>()).addAll(more.getValue());
            }
        }
        return new Scopes(repository, all);
    }

    /** These rights and those of a challenge, separated by spaces. */
    Scopes and(String demanded) {
        SortedMap<String, SortedSet<String>> more = new TreeMap<>();
        for (String scope : demanded.strip().split(" +")) {
            int colon = scope.lastIndexOf(':');
            if (colon > 0) {
                more.computeIfAbsent(scope.substring(0, colon), resource -> new TreeSet<>())
                        .addAll(List.of(scope.substring(colon + 1).split(",")));
            }
        }
        return and(new Scopes(repository, more));
    }

    /** The scopes in the form of a request for a token. */
    List<String> texts() {
        return actions.entrySet().stream()
                .map(entry -> entry.getKey() + ":" + String.join(",", entry.getValue()))
                .toList();
    }
}
