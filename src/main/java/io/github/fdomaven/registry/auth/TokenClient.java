package io.github.fdomaven.registry.auth;

import io.github.fdomaven.http.HttpException;
import io.github.fdomaven.http.HttpRequest;
import io.github.fdomaven.http.HttpResponse;
import io.github.fdomaven.http.HttpTransport;
import io.github.fdomaven.http.PlainHttp;
import io.github.fdomaven.http.Redirects;
import io.github.fdomaven.http.Time;
import io.github.fdomaven.http.Uris;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.JsonValue;
import io.github.fdomaven.support.OneLine;
import io.github.fdomaven.support.Secrets;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Fetches tokens from the token services of registries (token specification of the distribution project). */
final class TokenClient {

    /** The lifetime of a token that declares none, in seconds, by the specification. */
    private static final long DEFAULT_LIFETIME = 60;

    private static final long MAX_LIFETIME = Duration.ofDays(1).toSeconds();

    /** A token must not expire while a request is on its way. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    /** A token has only characters that a header may have, and is far shorter. Each one is kept, to mask it. */
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,65536}");

    private static final int MAX_BYTES = 1024 * 1024;

    private final Redirects redirects;
    private final PlainHttp plainHttp;
    private final Secrets secrets;
    private final Time time;

    TokenClient(Redirects redirects, PlainHttp plainHttp, Secrets secrets, Time time) {
        this.redirects = redirects;
        this.plainHttp = plainHttp;
        this.secrets = secrets;
        this.time = time;
    }

    /** A token, as the value of the Authorization header. */
    record Token(String header, Instant expires) {

        /** Without the header, which is a secret. */
        @Override
        public String toString() {
            return "token until " + expires;
        }
    }

    /** The token service of a registry. */
    record Service(String realm, Optional<String> name) {}

    Token fetch(String host, Service service, Scopes scopes, Optional<Credentials> credentials) throws HttpException {
        URI realm = realm(host, service);
        HttpRequest request = credentials
                .flatMap(Credentials::identityToken)
                .map(token -> exchange(realm, service, scopes, token))
                .orElseGet(() -> HttpRequest.of("GET", query(realm, service, scopes, credentials))
                        .withAuthorization(credentials.map(Credentials::basicHeader)))
                .withServer(host)
                // A token service may ask other servers, and other clients wait without a limit.
                .withPace(HttpRequest.Pace.SLOW);
        try (HttpResponse response = redirects.send(request)) {
            JsonValue document = response.expectSuccessOr().json(MAX_BYTES, "the token");
            return token(document).orElseThrow(() -> response.invalid("there is no token in it"));
        }
    }

    /** Some token services demand the name of the account in the query too, as other clients send it. */
    private static URI query(URI realm, Service service, Scopes scopes, Optional<Credentials> credentials) {
        URI uri = realm;
        Optional<String> account = credentials.map(Credentials::username).filter(name -> !name.isEmpty());
        if (account.isPresent()) {
            uri = Uris.withParameter(uri, "account", account.get());
        }
        if (service.name().isPresent()) {
            uri = Uris.withParameter(uri, "service", service.name().get());
        }
        for (String scope : scopes.texts()) {
            uri = Uris.withParameter(uri, "scope", scope);
        }
        return uri;
    }

    /** The OAuth 2 request, with the identity token in the body. */
    private static HttpRequest exchange(URI realm, Service service, Scopes scopes, String identityToken) {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "refresh_token");
        form.put("service", service.name().orElse(""));
        form.put("client_id", HttpTransport.USER_AGENT);
        form.put("scope", String.join(" ", scopes.texts()));
        form.put("refresh_token", identityToken);
        return HttpRequest.of("POST", realm).withForm(form);
    }

    private URI realm(String host, Service service) {
        URI realm = Uris.absolute(service.realm())
                .orElseThrow(() -> refused(
                        host,
                        service,
                        "is not an https address. No credentials were sent. Configure the registry to name the https address"
                                + " of its token service."));
        // A registry elsewhere must not reach the programs on this machine.
        if (PlainHttp.isLoopback(realm) && !plainHttp.allows(host)) {
            throw refused(
                    host,
                    service,
                    "is on this machine. No credentials were sent. Configure the registry to name the public address of"
                            + " its token service.");
        }
        if (!plainHttp.allows(realm)) {
            throw refused(
                    host,
                    service,
                    "is not an https address. No credentials were sent. Configure the registry to name an https"
                            + " address, or add the host of that address to insecureRegistries"
                            + " (-Dfdo.insecure.registries).");
        }
        return realm;
    }

    private static EnvironmentException refused(String host, Service service, String problem) {
        return new EnvironmentException(
                host + " demands a token from '" + OneLine.of(service.realm()) + "', which " + problem);
    }

    /** By the specification, the lifetime begins when the token arrives. */
    private Optional<Token> token(JsonValue document) {
        return text(document, "token")
                .or(() -> text(document, "access_token"))
                .filter(TOKEN.asMatchPredicate())
                .map(text -> {
                    secrets.add(text);
                    long seconds = document.member("expires_in").asLong(DEFAULT_LIFETIME);
                    Duration lifetime = Duration.ofSeconds(Math.max(0, Math.min(seconds, MAX_LIFETIME)));
                    return new Token("Bearer " + text, time.now().plus(lifetime).minus(MARGIN));
                });
    }

    private static Optional<String> text(JsonValue document, String member) {
        return document.member(member).text().filter(text -> !text.isEmpty());
    }
}
