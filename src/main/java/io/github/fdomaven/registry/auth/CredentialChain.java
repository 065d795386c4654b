package io.github.fdomaven.registry.auth;

import io.github.fdomaven.support.Secrets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiConsumer;

/**
 * The credentials for all registries. For each host, the first source that has credentials is used. Each host is looked up
 * once. Thread-safe.
 */
public final class CredentialChain {

    private final List<CredentialSource> sources;
    private final Secrets secrets;
    private final BiConsumer<String, Optional<String>> listener;
    private final ConcurrentMap<String, Optional<Found>> results = new ConcurrentHashMap<>();

    /**
     * Creates a chain of sources, in the order of lookup.
     *
     * @param secrets receives the passwords and tokens
     * @param listener receives each host once, with the name of the source that has credentials for it
     */
    public CredentialChain(
            List<CredentialSource> sources, Secrets secrets, BiConsumer<String, Optional<String>> listener) {
        this.sources = List.copyOf(sources);
        this.secrets = secrets;
        this.listener = listener;
    }

    private record Found(Credentials credentials, String source) {}

    /** {@return the credentials for a registry, or empty for anonymous access} */
    public Optional<Credentials> find(String host) {
        return result(host).map(Found::credentials);
    }

    /** {@return the name of the source of a registry's credentials, or empty if there are none} */
    public Optional<String> source(String host) {
        return result(host).map(Found::source);
    }

    /** {@return what the user can do if the registry refuses access, in complete sentences} */
    public String advice(String host) {
        String server = "a server with the id '" + host + "' to settings.xml";
        return source(host)
                .map(source -> "The credentials for " + host + " are from " + source
                        + ". Check that they are valid and allow this, or add " + server + ".")
                .orElseGet(() -> "There are no credentials for " + host + ". Add " + server + ", run 'docker login "
                        + host + "', or set CI_REGISTRY_USER and CI_REGISTRY_PASSWORD if CI_REGISTRY is " + host + ".");
    }

    private Optional<Found> result(String host) {
        return results.computeIfAbsent(host, this::search);
    }

    private Optional<Found> search(String host) {
        Optional<Found> found = sources.stream()
                .flatMap(source -> source.find(host).map(credentials -> new Found(credentials, source.name())).stream())
                .findFirst();
        found.map(Found::credentials).ifPresent(credentials -> credentials.addTo(secrets));
        listener.accept(host, found.map(Found::source));
        return found;
    }
}
