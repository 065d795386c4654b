package io.github.fdomaven.registry.auth;

import io.github.fdomaven.http.HttpException;
import io.github.fdomaven.http.PlainHttp;
import io.github.fdomaven.http.Redirects;
import io.github.fdomaven.http.Time;
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

    /** The token services, by registry. */
    private final ConcurrentMap<String, TokenClient.Service> services = new ConcurrentHashMap<>();

    /** The headers of the registries that demand Basic authentication. */
    private final ConcurrentMap<String, String> basicHeaders = new ConcurrentHashMap<>();

    private final ConcurrentMap<Key, TokenClient.Token> cache = new ConcurrentHashMap<>();

    private record Key(String host, Scopes scopes) {}

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
    public Optional<String> known(String host, Scopes scopes) throws HttpException {
        TokenClient.Service service = services.get(host);
        if (service == null) {
            return Optional.ofNullable(basicHeaders.get(host));
        }
        TokenClient.Token token = cache.get(new Key(host, scopes));
        if (token == null || !time.now().isBefore(token.expires())) {
            token = fetch(host, service, scopes, scopes);
        }
        return Optional.of(token.header());
    }

    /**
     * {@return the header for a request that the registry refused, or empty if its WWW-Authenticate headers cannot be
     * met}
     */
    public Optional<String> renew(String host, Scopes scopes, List<String> headers) throws HttpException {
        List<Challenge> challenges = Challenge.parse(headers);
        for (Challenge challenge : challenges) {
            Optional<String> realm = challenge.parameter("realm");
            if (challenge.scheme().equals("bearer") && realm.isPresent()) {
                TokenClient.Service service = new TokenClient.Service(realm.get(), challenge.parameter("service"));
                Scopes demanded = Scopes.parse(challenge.parameter("scope").orElse(""));
                return Optional.of(
                        fetch(host, service, scopes, scopes.and(demanded)).header());
            }
        }
        if (challenges.stream().anyMatch(challenge -> challenge.scheme().equals("basic"))) {
            Optional<String> basic =
                    credentials.find(host).filter(Credentials::hasPassword).map(Credentials::basicHeader);
            basic.ifPresent(header -> basicHeaders.put(host, header));
            return basic;
        }
        return Optional.empty();
    }

    private TokenClient.Token fetch(String host, TokenClient.Service service, Scopes scopes, Scopes demanded)
            throws HttpException {
        TokenClient.Token token = tokens.fetch(host, service, demanded, credentials.find(host));
        services.put(host, service);
        cache.put(new Key(host, scopes), token);
        return token;
    }
}
