package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthenticationTest extends RegistryTestCase {

    private static final String MANIFEST = "GET /v2/group/project/manifests/1";
    private static final String TOKEN = "GET /token";

    private ImageManifest image;

    @BeforeEach
    void putImage() {
        image = Images.put(server, reference);
    }

    private void demandBasicCredentials() {
        demandBasicCredentials(server, "Negotiate", "Basic realm=\"a, \\\"b\\\" c\"");
    }

    @Test
    void sendsBasicCredentialsOnDemandAndFromThenOn() {
        demandBasicCredentials();
        login(server, "ann", "secret");

        registry().manifest(reference).orElseThrow();
        registry().config(reference.repository(), image);

        assertThat(server.received())
                .containsExactly(
                        MANIFEST,
                        MANIFEST,
                        "GET /v2/group/project/blobs/" + image.config().digest());
        assertThat(server.requests().get(0).header("Authorization")).isEmpty();
    }

    @Test
    void sendsNoCredentialsWithoutADemand() {
        login(server, "ann", "secret");

        registry().manifest(reference).orElseThrow();

        assertThat(server.requests())
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isEmpty());
    }

    @Test
    void sendsWrongCredentialsOnce() {
        demandBasicCredentials();
        login(server, "ann", "wrong-password");

        for (int i = 1; i <= 2; i++) {
            assertThatExceptionOfType(FixableException.class)
                    .isThrownBy(() -> registry().manifest(reference))
                    .withMessage("GET " + url() + ": 401: UNAUTHORIZED: authentication required. The credentials for "
                            + server.host()
                            + " come from settings.xml. Check that they are valid and allow this, or add"
                            + " a server with the id '" + server.host() + "' to settings.xml.");
        }

        assertThat(server.received()).containsExactly(MANIFEST, MANIFEST, MANIFEST);
    }

    @Test
    void namesTheSourcesOfCredentialsIfThereAreNone() {
        demandBasicCredentials();

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessage("GET " + url()
                        + ": 401: UNAUTHORIZED: authentication required. There are no credentials for "
                        + server.host() + ". Add a server with the id '" + server.host() + "' to settings.xml, run"
                        + " 'docker login " + server.host() + "', or set"
                        + " CI_REGISTRY_USER and CI_REGISTRY_PASSWORD if CI_REGISTRY is " + server.host() + ".");
        assertThat(server.received()).containsExactly(MANIFEST);
    }

    @Test
    void failsOnForbidden() {
        server.respond("HEAD", 1, 403, "");
        server.respond("GET /v2/group", 1, 403, "{\"errors\":[{\"code\":\"DENIED\",\"message\":\"not yours\"}]}");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().digest(reference))
                .withMessageStartingWith(
                        "GET " + url() + ": 403: DENIED: not yours. No credentials were sent, because ");
    }

    @Test
    void fetchesOneTokenForAllRequestsWithTheSameScopes() {
        new TokenServer(server).demand(ANN);
        login(server, "ann", "secret");

        registry().manifest(reference).orElseThrow();
        registry().config(reference.repository(), image);
        registry().digest(reference);

        assertThat(server.received())
                .containsExactly(
                        MANIFEST,
                        TOKEN,
                        MANIFEST,
                        "GET /v2/group/project/blobs/" + image.config().digest(),
                        "HEAD /v2/group/project/manifests/1");
        assertThat(server.requests().get(1).parameters("scope")).containsExactly("repository:group/project:pull");
        assertThat(secrets.redact("token-1-of-" + server.host())).isEqualTo("***");
    }

    @Test
    void fetchesAnAnonymousTokenWithoutCredentials() {
        new TokenServer(server);

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(server.requests())
                .noneMatch(request -> request.header("Authorization").startsWith("Basic"));
    }

    @Test
    void fetchesTokensForOtherScopesWithoutAnotherChallenge() {
        new TokenServer(server);
        registry().manifest(reference).orElseThrow();

        registry().manifest(server.repository("other").tagged(new Tag("1")));

        assertThat(server.received()).containsExactly(MANIFEST, TOKEN, MANIFEST, TOKEN, "GET /v2/other/manifests/1");
    }

    @Test
    void acceptsAnAccessToken() {
        new TokenServer(server).answerWith("access_token", "");

        assertThat(registry().manifest(reference)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(ints = {201, 203, 206})
    void acceptsATokenWithAnySuccess(int status) {
        server.respond(MANIFEST, 1, 401, "", "WWW-Authenticate", challenge("http://" + server.host() + "/token"));
        server.respond("GET /token", 1, status, "{\"token\":\"a-token\"}");

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(server.requests().get(2).header("Authorization")).isEqualTo("Bearer a-token");
    }

    @Test
    void renewsARevokedTokenOnce() {
        TokenServer tokens = new TokenServer(server);
        registry().manifest(reference).orElseThrow();
        tokens.revoke();

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(server.received()).containsExactly(MANIFEST, TOKEN, MANIFEST, MANIFEST, TOKEN, MANIFEST);
    }

    @Test
    void renewsATokenBeforeItExpires() {
        new TokenServer(server).answerWith("token", ",\"expires_in\":300");
        registry().manifest(reference).orElseThrow();
        time.pass(Duration.ofSeconds(289));
        registry().manifest(reference).orElseThrow();
        time.pass(Duration.ofSeconds(2));
        registry().manifest(reference).orElseThrow();

        assertThat(server.received()).containsExactly(MANIFEST, TOKEN, MANIFEST, MANIFEST, TOKEN, MANIFEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "-9223372036854775808", "-1e300", "1e300", "null", "\"x\"", "[]"})
    void acceptsAnyLifetime(String seconds) {
        new TokenServer(server).answerWith("token", ",\"expires_in\":" + seconds);

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(registry().manifest(reference)).isPresent();
    }

    @Test
    void asksTheTokenServiceForItsScopesAlsoIfItsAddressHasAFragment() {
        new TokenServer(server);
        server.respond(MANIFEST, 1, 401, "", "WWW-Authenticate", challenge("http://" + server.host() + "/token#part"));

        assertThat(registry().manifest(reference)).isPresent();
    }

    @Test
    void failsIfTheTokenDoesNotAllowTheRequest() {
        new TokenServer(server);
        server.respond(MANIFEST, 9, 401, "denied", "WWW-Authenticate", challenge("http://" + server.host() + "/token"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessageStartingWith("GET " + url() + ": 401: denied. There are no credentials for ");
        assertThat(server.received()).containsExactly(MANIFEST, TOKEN, MANIFEST);
    }

    @Test
    void failsIfTheTokenServiceRefusesTheCredentials() {
        new TokenServer(server).demand(ANN);
        login(server, "ann", "wrong-password");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessageStartingWith("GET http://" + server.host()
                        + "/token: 401: incorrect username or password. The credentials for " + server.host()
                        + " come from settings.xml. ");
    }

    @Test
    void retriesAFailingTokenService() {
        new TokenServer(server);
        server.respond(TOKEN, 2, 503, "");

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(retries).hasSize(2);
    }

    @Test
    void refusesAResponseWithoutAToken() {
        new TokenServer(server).answerWith("no_token", "");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessageStartingWith("GET http://" + server.host() + "/token: 200: there is no token in it. ");
    }

    @Test
    void sendsNoCredentialsToATokenServiceWithoutTls() {
        login(server, "ann", "secret");
        String forPlainHttp = "an https address, or add the host of that address to insecureRegistries"
                + " (-Dfdo.insecure.registries).";
        for (String realm : List.of(
                "http://auth.example.com/token", "ftp://auth.example.com", "//auth.example.com", "/token", "a b")) {
            server.respond(MANIFEST, 1, 401, "", "WWW-Authenticate", challenge(realm));
            String advice = realm.startsWith("http:") ? forPlainHttp : "the https address of its token service.";

            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(() -> registry().manifest(reference))
                    .withMessage(server.host() + " demands a token from '" + realm
                            + "', which is not an https address. No credentials were sent. Configure the registry to name "
                            + advice);
        }
        assertThat(server.requests())
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isEmpty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Negotiate", "Bearer service=\"without realm\""})
    void sendsNoCredentialsForAnotherChallenge(String header) {
        login(server, "ann", "secret");
        server.respond(MANIFEST, 9, 401, "who?", "WWW-Authenticate", header);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessageStartingWith("GET " + url() + ": 401: who? ");
        assertThat(server.received()).containsExactly(MANIFEST);
    }

    @Test
    void ignoresAnEmptyChallenge() {
        server.respond(MANIFEST, 9, 401, "who?", "WWW-Authenticate", "");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessageStartingWith("GET " + url() + ": 401: who? No credentials were sent, because ");
    }

    private static String challenge(String realm) {
        return "Bearer realm=\"" + realm + "\",service=\"the \\\"registry\\\"\"";
    }
}
