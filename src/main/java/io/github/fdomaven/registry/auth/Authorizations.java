package io.github.fdomaven.registry.auth;

import static java.net.HttpURLConnection.HTTP_BAD_REQUEST;

import io.github.fdomaven.http.HttpException;
import io.github.fdomaven.http.PlainHttp;
import io.github.fdomaven.http.Redirects;
import io.github.fdomaven.http.StatusException;
import io.github.fdomaven.http.Time;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.Secrets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * The values of the Authorization header for each registry. The first request to a registry has none. Once the registry has
 * demanded a kind of credentials, all later requests have them. Thread-safe.
 */
public final class Authorizations {

    private final CredentialChain credentials;
    private final TokenClient tokens;
    private final Time time;

    /** What each registry demands, by its host. */
    private final ConcurrentMap<String, Demand> demands = new ConcurrentHashMap<>();

    private final ConcurrentMap<Scopes, TokenClient.Token> cache = new ConcurrentHashMap<>();

    /** The kind of credentials that a registry demands. */
    private sealed interface Demand {

        record Basic() implements Demand {}

        /** A token: the user's own for this registry, or one from the registry's token service. */
        record Bearer(Optional<TokenClient.Service> service) implements Demand {}
    }

    /**
     * Creates the authorizations, without a request.
     *
     * @param plainHttp the hosts that may receive credentials without TLS
     * @param secrets receives the tokens
     */
    public Authorizations(
            CredentialChain credentials, Redirects redirects, PlainHttp plainHttp, Secrets secrets, Time time) {
        this.credentials = credentials;
        this.tokens = new TokenClient(redirects, plainHttp, secrets, time);
        this.time = time;
    }

    /** {@return the header for a request; empty if it is not known which credentials the registry demands} */
    public Optional<String> known(Scopes scopes) throws HttpException {
        Demand demand = demands.get(scopes.repository().host());
        if (demand instanceof Demand.Bearer bearer) {
            TokenClient.Token token = cache.get(scopes);
            return token == null || !time.now().isBefore(token.expires())
                    ? unlessRefused(bearer, scopes)
                    : Optional.of(token.header());
        }
        return demand == null ? Optional.empty() : basicHeader(scopes.repository());
    }

    /**
     * Another repository of the registry can have another token service, and names it in the answer to a request without a
     * token.
     */
    private Optional<String> unlessRefused(Demand.Bearer demand, Scopes scopes) throws HttpException {
        try {
            return header(demand, scopes, scopes);
        } catch (StatusException e) {
            if (e.isRetryable()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    /** A kind of credentials that a registry accepts. */
    @FunctionalInterface
    public interface Offer {

        /** {@return the header; empty if there are no such credentials} */
        Optional<String> header() throws HttpException;
    }

    /** {@return what the registry accepts for a request that it refused, in the order of its WWW-Authenticate headers} */
    public List<Offer> offers(Scopes scopes, List<String> headers) {
        return Challenge.parse(headers).stream()
                .flatMap(challenge -> offer(scopes, challenge).stream())
                .toList();
    }

    private Optional<Offer> offer(Scopes scopes, Challenge challenge) {
        return switch (challenge.scheme()) {
            case "basic" -> Optional.of(() -> remembered(new Demand.Basic(), scopes, basicHeader(scopes.repository())));
            case "bearer" -> {
                Optional<TokenClient.Service> service = challenge
                        .parameter("realm")
                        .map(realm -> new TokenClient.Service(realm, challenge.parameter("service")));
                Scopes demanded = scopes.and(challenge.parameter("scope").orElse(""));
                yield Optional.of(() -> header(new Demand.Bearer(service), scopes, demanded));
            }
            default -> Optional.empty();
        };
    }

    private Optional<String> basicHeader(Repository repository) {
        return credentials.find(repository).filter(Credentials::hasPassword).map(Credentials::basicHeader);
    }

    private Optional<String> header(Demand.Bearer demand, Scopes scopes, Scopes demanded) throws HttpException {
        Optional<Credentials> found = credentials.find(scopes.repository());
        Optional<String> own = found.flatMap(Credentials::registryToken).map(token -> "Bearer " + token);
        if (own.isPresent() || demand.service().isEmpty()) {
            return remembered(demand, scopes, own);
        }
        TokenClient.Token token = fetch(demand.service().get(), scopes, demanded, found);
        cache.put(scopes, token);
        return remembered(demand, scopes, Optional.of(token.header()));
    }

    /** Some token services know no right to delete, and refuse its name. There the right to write allows a deletion too. */
    private TokenClient.Token fetch(
            TokenClient.Service service, Scopes scopes, Scopes demanded, Optional<Credentials> found)
            throws HttpException {
        String host = scopes.repository().host();
        try {
            return tokens.fetch(host, service, demanded, found);
        } catch (StatusException e) {
            if (e.status() != HTTP_BAD_REQUEST || !scopes.equals(Scopes.delete(scopes.repository()))) {
                throw e;
            }
            return tokens.fetch(host, service, Scopes.push(scopes.repository()), found);
        }
    }

    private Optional<String> remembered(Demand demand, Scopes scopes, Optional<String> header) {
        header.ifPresent(value -> demands.put(scopes.repository().host(), demand));
        return header;
    }
}
