package io.github.fdomaven.registry;

import io.github.fdomaven.http.Time;
import io.github.fdomaven.registry.Tokens.Service;
import io.github.fdomaven.registry.Tokens.Token;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.registry.auth.Credentials;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * Knows what each registry wants to hear of who we are. Once a registry has said how it wants it, later requests carry it
 * from the start.
 */
final class Authorizations {

    private final CredentialChain credentials;
    private final Tokens tokens;
    private final Time time;

    /** The registries that want tokens, with the services that give them out. */
    private final ConcurrentMap<String, Service> services = new ConcurrentHashMap<>();

    /** The registries that want Basic authentication, with the header for it. */
    private final ConcurrentMap<String, String> basics = new ConcurrentHashMap<>();

    private final ConcurrentMap<Key, Token> cache = new ConcurrentHashMap<>();

    Authorizations(CredentialChain credentials, Tokens tokens, Time time) {
        this.credentials = credentials;
        this.tokens = tokens;
        this.time = time;
    }

    private record Key(String host, Scopes scopes) {}

    /** What a request is to carry, by what is known so far. */
    Optional<String> known(String host, Scopes scopes) throws RequestException {
        Service service = services.get(host);
        if (service == null) {
            return Optional.ofNullable(basics.get(host));
        }
        Token token = cache.get(new Key(host, scopes));
        if (token == null || !time.now().isBefore(token.end())) {
            token = fetch(host, service, scopes, scopes);
        }
        return Optional.of(token.header());
    }

    /** What a request is to carry after it was refused. */
    Optional<String> answer(String host, Scopes scopes, List<Challenge> challenges) throws RequestException {
        for (Challenge challenge : challenges) {
            if (challenge.scheme().equals("bearer")
                    && challenge.parameter("realm").isPresent()) {
                Service service = new Service(challenge.parameter("realm").get(), challenge.parameter("service"));
                Scopes wanted =
                        scopes.and(Scopes.parse(challenge.parameter("scope").orElse("")));
                return Optional.of(fetch(host, service, scopes, wanted).header());
            }
        }
        if (challenges.stream().anyMatch(challenge -> challenge.scheme().equals("basic"))) {
            Optional<String> basic = basic(host);
            basic.ifPresent(header -> basics.put(host, header));
            return basic;
        }
        return Optional.empty();
    }

    private Token fetch(String host, Service service, Scopes scopes, Scopes wanted) throws RequestException {
        Token token = tokens.fetch(host, service, wanted, credentials.find(host));
        services.put(host, service);
        cache.put(new Key(host, scopes), token);
        return token;
    }

    private Optional<String> basic(String host) {
        return credentials.find(host).filter(Credentials::hasPassword).map(Basic::header);
    }
}
