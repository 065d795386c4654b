package io.github.fdomaven.registry.auth;

import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.Memoizer;
import io.github.fdomaven.support.OneLine;
import io.github.fdomaven.support.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The credentials for all registries. For each repository, the first source that has credentials is used. All sources are
 * searched once for a repository. Later, only the source that has credentials is asked again. Thread-safe.
 */
public final class CredentialChain {

    private final List<CredentialSource> sources;
    private final Secrets secrets;
    private final Listener listener;
    private final Memoizer<Repository, Result> results = new Memoizer<>(this::search);

    /** The lookups that a registry demanded, for advice. */
    private final Set<Result> demanded = ConcurrentHashMap.newKeySet();

    /**
     * Creates a chain of sources, in the order of lookup.
     *
     * @param secrets receives the passwords and tokens
     */
    public CredentialChain(List<CredentialSource> sources, Secrets secrets, Listener listener) {
        this.sources = List.copyOf(sources);
        this.secrets = secrets;
        this.listener = listener;
    }

    /** Receives the results of lookups. */
    @FunctionalInterface
    public interface Listener {

        /** Receives each repository once, with the name of the source that has credentials for it. */
        void lookedUp(Repository repository, Optional<String> source);

        /**
         * Receives the problem of a source that is not used. The lookup continues. Returns whether the user sees the problem,
         * so that an error does not repeat it.
         */
        default boolean warn(String problem) {
            return false;
        }
    }

    private record Found(Credentials credentials, CredentialSource source) {}

    /** The problems that the user has not seen yet, and whether the user has seen others. */
    private record Result(String host, Optional<Found> found, List<String> problems, boolean isWarned) {}

    /** {@return the credentials for a repository, or empty for anonymous access} */
    public Optional<Credentials> find(Repository repository) {
        Result result = results.apply(repository);
        demanded.add(result);
        return result.found().map(found -> current(found, repository));
    }

    /** The credentials as they are now, because a build can take longer than a token of a credential helper is valid. */
    private Credentials current(Found found, Repository repository) {
        if (!found.source().isRenewable()) {
            return found.credentials();
        }
        Optional<Credentials> renewed =
                found.source().find(repository, problem -> {}).filter(Credentials::isComplete);
        renewed.filter(other -> !other.equals(found.credentials())).ifPresent(other -> other.addTo(secrets));
        return renewed.orElse(found.credentials());
    }

    /** {@return whether there are credentials for a repository, which are not sent yet} */
    public boolean has(Repository repository) {
        return results.apply(repository).found().isPresent();
    }

    /** {@return what the user can do if the registry refuses access, in complete sentences} */
    public String advice(String host) {
        List<Result> known =
                demanded.stream().filter(result -> result.host().equals(host)).toList();
        if (known.isEmpty()) {
            return "No credentials were sent, because " + host
                    + " did not ask for Basic or Bearer authentication. Ask its operator for access.";
        }
        String server = "a server with the id '" + host + "' to settings.xml";
        Optional<String> used = source(known);
        if (used.isPresent()) {
            return "The credentials for " + host + " come from " + used.get()
                    + ". Check that they are valid and allow this, or add " + server + ".";
        }
        return joined(known, result -> result.problems().stream(), " ")
                .map(problems -> "No credentials for " + host + " were found: " + problems)
                .or(() -> Optional.of("No credentials for " + host + " were found. A warning above says why.")
                        .filter(text -> known.stream().anyMatch(Result::isWarned)))
                .orElseGet(() -> "There are no credentials for " + host + ". Add " + server + ", run 'docker login "
                        + host + "', or set CI_REGISTRY_USER and CI_REGISTRY_PASSWORD if CI_REGISTRY is " + host + ".");
    }

    /** {@return what the user can do if the token service of a registry does not accept an identity token} */
    public String adviceOnIdentityToken(String host) {
        List<Result> known =
                demanded.stream().filter(result -> result.host().equals(host)).toList();
        return "The identity token for " + host
                + source(known).map(name -> " comes from " + name + ", and").orElse("")
                + " is not valid or has expired. Run 'docker login " + host + "' again.";
    }

    private static Optional<String> source(List<Result> results) {
        return joined(
                results, result -> result.found().map(found -> found.source().name()).stream(), " and ");
    }

    private static Optional<String> joined(
            List<Result> results, Function<Result, Stream<String>> texts, String separator) {
        return Optional.of(results.stream().flatMap(texts).distinct().sorted().collect(Collectors.joining(separator)))
                .filter(text -> !text.isEmpty());
    }

    private Result search(Repository repository) {
        List<String> problems = new ArrayList<>();
        Optional<Found> found = sources.stream()
                .flatMap(source -> source
                        .find(repository, problem -> problems.add(OneLine.whole(secrets.redact(problem))))
                        .filter(Credentials::isComplete)
                        .map(credentials -> new Found(credentials, source))
                        .stream())
                .findFirst();
        found.map(Found::credentials).ifPresent(credentials -> credentials.addTo(secrets));
        List<String> unseen = problems.stream()
                .distinct()
                .filter(problem -> !listener.warn(problem))
                .toList();
        listener.lookedUp(repository, found.map(first -> first.source().name()));
        return new Result(repository.host(), found, unseen, unseen.size() < problems.size());
    }
}
