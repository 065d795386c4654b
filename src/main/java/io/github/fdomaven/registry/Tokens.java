package io.github.fdomaven.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fdomaven.http.Time;
import io.github.fdomaven.registry.auth.Credentials;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.Secrets;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Fetches tokens from the services that registries name (the distribution project's token specification). */
final class Tokens {

    /** A token that does not say how long it lives lives this long, by the specification. */
    private static final long USUAL_LIFE = 60;

    private static final long LONGEST_LIFE = Duration.ofDays(1).toSeconds();

    /** What a header can hold. */
    private static final Pattern TOKEN = Pattern.compile("[!-~]+");

    /** It must not end while a request is on its way. */
    private static final Duration MARGIN = Duration.ofSeconds(10);

    private static final Set<String> SCHEMES = Set.of(PlainHttp.SCHEME, "https");
    private static final int LONGEST = 1024 * 1024;

    private final Redirects redirects;
    private final PlainHttp plainHttp;
    private final Secrets secrets;
    private final Time time;

    Tokens(Redirects redirects, PlainHttp plainHttp, Secrets secrets, Time time) {
        this.redirects = redirects;
        this.plainHttp = plainHttp;
        this.secrets = secrets;
        this.time = time;
    }

    /** A token, as a header has it, and until when it can be relied on. */
    record Token(String header, Instant end) {}

    /** Where a registry's tokens come from. */
    record Service(String realm, Optional<String> name) {}

    Token fetch(String host, Service service, Scopes scopes, Optional<Credentials> credentials)
            throws RequestException {
        URI realm = realm(host, service);
        Optional<String> identity = credentials.flatMap(Credentials::identityToken);
        Request request = identity.isPresent()
                ? exchange(Request.of(host, scopes, "POST", realm), service, identity.get())
                : Request.of(host, scopes, "GET", query(realm, service, scopes));
        Optional<String> authorization = identity.isPresent() ? Optional.empty() : credentials.map(Basic::header);
        Instant asked = time.now();
        try (Answer answer = redirects.send(request, authorization)) {
            byte[] content = answer.expect(Answer.OK).content(LONGEST, "a token");
            return Json.object(content)
                    .flatMap(document -> token(document, asked))
                    .orElseThrow(() -> answer.nonsense("there is no token in the answer"));
        }
    }

    private static URI query(URI realm, Service service, Scopes scopes) {
        URI uri = realm;
        if (service.name().isPresent()) {
            uri = Uris.with(uri, "service", service.name().get());
        }
        for (String scope : scopes.texts()) {
            uri = Uris.with(uri, "scope", scope);
        }
        return uri;
    }

    /** The OAuth 2 way, in which all is in the body. */
    private static Request exchange(Request request, Service service, String identityToken) {
        Form form = new Form()
                .with("grant_type", "refresh_token")
                .with("service", service.name().orElse(""))
                .with("client_id", Transport.NAME)
                .with("scope", String.join(" ", request.scopes().texts()))
                .with("refresh_token", identityToken);
        return request.with("Content-Type", Form.MEDIA_TYPE).with(Body.of(form.bytes()));
    }

    private URI realm(String host, Service service) {
        try {
            URI realm = new URI(service.realm());
            if (realm.getHost() != null && SCHEMES.contains(realm.getScheme()) && plainHttp.allows(realm)) {
                return realm;
            }
        } catch (URISyntaxException e) {
            // It is refused like any other that cannot be used.
        }
        throw new EnvironmentException(host + " wants tokens to be fetched from '" + service.realm()
                + "', which is not an https address: nothing was sent there. Let the registry name one with https, or list"
                + " the host of that address in insecureRegistries (-Dfdo.insecure.registries).");
    }

    private Optional<Token> token(JsonNode document, Instant asked) {
        return text(document, "token")
                .or(() -> text(document, "access_token"))
                .filter(TOKEN.asMatchPredicate())
                .map(text -> {
                    secrets.add(text);
                    Duration life = Duration.ofSeconds(
                            Math.min(document.path("expires_in").asLong(USUAL_LIFE), LONGEST_LIFE));
                    return new Token("Bearer " + text, asked.plus(life).minus(MARGIN));
                });
    }

    private static Optional<String> text(JsonNode document, String member) {
        return Optional.ofNullable(document.path(member).textValue()).filter(text -> !text.isEmpty());
    }
}
