package io.github.fdomaven.registry.auth;

import io.github.fdomaven.support.Secrets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Looks for credentials in several places; the first that has some for a host decides. Each host is looked for once. Safe
 * for use by several threads.
 */
public final class CredentialChain {

    private final List<CredentialSource> sources;
    private final Secrets secrets;
    private final CredentialObserver observer;
    private final ConcurrentMap<String, Optional<Found>> answers = new ConcurrentHashMap<>();

    /**
     * Creates a chain.
     *
     * @param sources the places, in the order in which they are asked
     * @param secrets takes note of the passwords and tokens
     * @param observer is told where credentials come from
     */
    public CredentialChain(List<CredentialSource> sources, Secrets secrets, CredentialObserver observer) {
        this.sources = List.copyOf(sources);
        this.secrets = secrets;
        this.observer = observer;
    }

    /**
     * Looks for the credentials of a registry.
     *
     * @param host the registry's host, with its port where it has one, as in a reference
     * @return the credentials, or nothing if there are none: then the registry is asked as anybody
     */
    public Optional<Credentials> find(String host) {
        return answer(host).map(Found::credentials);
    }

    /**
     * {@return the name of the place that the credentials of a registry come from, or nothing if there are none}
     *
     * @param host the registry's host
     */
    public Optional<String> source(String host) {
        return answer(host).map(Found::source);
    }

    /**
     * {@return what to do when a registry refuses us: as a sentence for the user}
     *
     * @param host the registry's host
     */
    public String advice(String host) {
        String server = "add a server with the id '" + host + "' to settings.xml";
        return source(host)
                .map(source -> "The credentials for " + host + " are those of " + source
                        + ": check that they are right and allow this, or " + server + ".")
                .orElseGet(() -> "There are no credentials for " + host + ": " + server + ", log in with 'docker login "
                        + host + "', or set CI_REGISTRY_USER and CI_REGISTRY_PASSWORD where CI_REGISTRY is " + host
                        + ".");
    }

    private Optional<Found> answer(String host) {
        return answers.computeIfAbsent(host, this::search);
    }

    private Optional<Found> search(String host) {
        Optional<Found> found = sources.stream()
                .flatMap(source -> source.find(host).map(credentials -> new Found(credentials, source.name())).stream())
                .findFirst();
        found.map(Found::credentials).ifPresent(credentials -> credentials.addTo(secrets));
        observer.searched(host, found.map(Found::source));
        return found;
    }

    private record Found(Credentials credentials, String source) {}
}
