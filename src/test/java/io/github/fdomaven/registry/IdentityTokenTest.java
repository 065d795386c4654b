package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.registry.auth.Credentials;
import io.github.fdomaven.support.FixableException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentityTokenTest extends RegistryTestCase {

    private static final String MANIFEST = "GET /v2/group/project/manifests/1";
    private static final String TOKEN = "POST /token";
    private static final String IDENTITY = "the+identity/token=";

    @BeforeEach
    void putImage() {
        Images.put(server, reference);
        credentials.put(server.host(), Credentials.ofIdentityToken(IDENTITY));
    }

    @Test
    void exchangesTheIdentityTokenForAToken() {
        new TokenServer(server).demandIdentity(IDENTITY).answerWith("access_token", ",\"expires_in\":300");

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(registry().digest(reference)).isPresent();
        assertThat(server.received()).containsExactly(MANIFEST, TOKEN, MANIFEST, "HEAD /v2/group/project/manifests/1");
        assertThat(secrets.redact(IDENTITY + " token-1-of-" + server.host())).isEqualTo("*** ***");
    }

    @Test
    void prefersTheIdentityTokenToAPassword() {
        new TokenServer(server).demandIdentity(IDENTITY);
        credentials.put(server.host(), new Credentials("ann", "secret", Optional.of(IDENTITY)));

        assertThat(registry().manifest(reference)).isPresent();
    }

    @Test
    void renewsARevokedToken() {
        TokenServer tokens = new TokenServer(server).demandIdentity(IDENTITY);
        registry().manifest(reference).orElseThrow();
        tokens.revoke();

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(server.received()).containsExactly(MANIFEST, TOKEN, MANIFEST, MANIFEST, TOKEN, MANIFEST);
    }

    @Test
    void retriesAFailingTokenService() {
        new TokenServer(server).demandIdentity(IDENTITY);
        server.respond(TOKEN, 2, 503, "");

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(retries).hasSize(2);
    }

    @Test
    void failsIfTheTokenServiceRefusesIt() {
        new TokenServer(server).demandIdentity("another one");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessageStartingWith("POST http://" + server.host()
                        + "/token: 401: invalid refresh token. The credentials for " + server.host()
                        + " come from settings.xml. ")
                .withMessageNotContaining(IDENTITY);
        assertThat(server.received()).containsExactly(MANIFEST, TOKEN);
    }

    /** The error of OAuth for a token that has expired or was revoked. */
    @Test
    void explainsThatTheIdentityTokenHasExpired() {
        new TokenServer(server).demandIdentity(IDENTITY);
        server.respond(TOKEN, 9, 400, "{\"error\":\"invalid_grant\",\"error_description\":\"Token expired\"}");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessage("POST http://" + server.host()
                        + "/token: 400: invalid_grant: Token expired. The identity token for " + server.host()
                        + " comes from settings.xml, and is not valid or has expired. Run 'docker login "
                        + server.host() + "' again.");
    }

    @ParameterizedTest
    @CsvSource({
        "/elsewhere?secret=1, redirects to http://HOST/elsewhere.",
        "a b, redirects to http://HOST/a%20b.",
        "http://, redirects to an invalid address."
    })
    void followsNoRedirectOfATokenService(String location, String problem) {
        new TokenServer(server).demandIdentity(IDENTITY);
        server.respond(TOKEN, 9, 307, "", "Location", location);

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessageStartingWith(
                        "POST http://" + server.host() + "/token: 307: " + problem.replace("HOST", server.host()));
        assertThat(server.received()).containsExactly(MANIFEST, TOKEN);
    }

    @Test
    void doesNotSendItAsAPassword() {
        server.respond(MANIFEST, 9, 401, "who?", "WWW-Authenticate", "Basic realm=\"r\"");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessageStartingWith(MANIFEST.replace("/v2", "http://" + server.host() + "/v2") + ": 401: who? ");
        assertThat(server.received()).containsExactly(MANIFEST);
    }
}
