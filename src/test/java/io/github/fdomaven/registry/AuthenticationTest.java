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

class AuthenticationTest extends RegistryTestCase {

    private static final String MANIFEST = "GET /v2/group/project/manifests/1";
    private static final String TOKEN = "GET /token";

    private ImageManifest image;

    @BeforeEach
    void putImage() {
        image = Images.put(server, reference);
    }

    private void demandBasic() {
        server.guard(request -> {
            boolean known = request.header("Authorization").equals(ANN);
            if (!known) {
                request.answer(
                        401,
                        FakeRequest.error("UNAUTHORIZED", "authentication required"),
                        "WWW-Authenticate",
                        "Negotiate",
                        "WWW-Authenticate",
                        "Basic realm=\"a, \\\"b\\\" c\"");
            }
            return known;
        });
    }

    @Test
    void basicCredentialsAreSentWhenAskedForAndFromThenOn() {
        demandBasic();
        know(server, "ann", "secret");

        registry().manifest(reference).orElseThrow();
        registry().config(reference.repository(), image);

        assertThat(server.asked())
                .containsExactly(
                        MANIFEST,
                        MANIFEST,
                        "GET /v2/group/project/blobs/" + image.config().digest());
        assertThat(server.requests().get(0).header("Authorization")).isEmpty();
    }

    @Test
    void nobodyIsToldWhoWeAreWithoutAsking() {
        know(server, "ann", "secret");

        registry().manifest(reference).orElseThrow();

        assertThat(server.requests())
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isEmpty());
    }

    @Test
    void wrongCredentialsAreSentOnce() {
        demandBasic();
        know(server, "ann", "wrong-password");

        for (int i = 1; i <= 2; i++) {
            assertThatExceptionOfType(FixableException.class)
                    .isThrownBy(() -> registry().manifest(reference))
                    .withMessage("GET " + url() + ": 401: UNAUTHORIZED: authentication required. The credentials for "
                            + server.host()
                            + " are from settings.xml. Check that they are valid and allow this, or add"
                            + " a server with the id '" + server.host() + "' to settings.xml.");
        }

        assertThat(server.asked()).containsExactly(MANIFEST, MANIFEST, MANIFEST);
    }

    @Test
    void withoutCredentialsTheFailureSaysWhereTheyWouldBeFound() {
        demandBasic();

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessage("GET " + url()
                        + ": 401: UNAUTHORIZED: authentication required. There are no credentials for "
                        + server.host() + ". Add a server with the id '" + server.host() + "' to settings.xml, run"
                        + " 'docker login " + server.host() + "', or set"
                        + " CI_REGISTRY_USER and CI_REGISTRY_PASSWORD if CI_REGISTRY is " + server.host() + ".");
        assertThat(server.asked()).containsExactly(MANIFEST);
    }

    @Test
    void aRefusalIsNoAbsence() {
        server.trouble("HEAD", 1, 403, "");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().digest(reference))
                .withMessageStartingWith("HEAD " + url() + ": 403: Forbidden. There are no credentials for ");
    }

    @Test
    void aTokenIsFetchedOnceForAllRequestsOfOneKind() {
        new FakeTokens(server).demand(ANN);
        know(server, "ann", "secret");

        registry().manifest(reference).orElseThrow();
        registry().config(reference.repository(), image);
        registry().digest(reference);

        assertThat(server.asked())
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
    void aTokenForAnybodyIsFetchedWithoutCredentials() {
        new FakeTokens(server);

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(server.requests())
                .noneMatch(request -> request.header("Authorization").startsWith("Basic"));
    }

    @Test
    void onceTheServiceIsKnownOtherScopesNeedNoRefusalFirst() {
        new FakeTokens(server);
        registry().manifest(reference).orElseThrow();

        registry().manifest(server.repository("other").tagged(new Tag("1")));

        assertThat(server.asked()).containsExactly(MANIFEST, TOKEN, MANIFEST, TOKEN, "GET /v2/other/manifests/1");
    }

    @Test
    void theTokenMayBeCalledAccessToken() {
        new FakeTokens(server).answerWith("access_token", "");

        assertThat(registry().manifest(reference)).isPresent();
    }

    @Test
    void aTokenThatIsNoLongerGoodIsRenewedOnce() {
        FakeTokens tokens = new FakeTokens(server);
        registry().manifest(reference).orElseThrow();
        tokens.revoke();

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(server.asked()).containsExactly(MANIFEST, TOKEN, MANIFEST, MANIFEST, TOKEN, MANIFEST);
    }

    @Test
    void aTokenIsNotUsedBeyondItsLife() {
        new FakeTokens(server).answerWith("token", ",\"expires_in\":300");
        registry().manifest(reference).orElseThrow();
        time.pass(Duration.ofSeconds(289));
        registry().manifest(reference).orElseThrow();
        time.pass(Duration.ofSeconds(2));
        registry().manifest(reference).orElseThrow();

        assertThat(server.asked()).containsExactly(MANIFEST, TOKEN, MANIFEST, MANIFEST, TOKEN, MANIFEST);
    }

    @Test
    void aRightThatTheTokenDoesNotGiveIsRefusedByTheRegistry() {
        new FakeTokens(server);
        server.trouble(MANIFEST, 9, 401, "denied", "WWW-Authenticate", challenge("http://" + server.host() + "/token"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessageStartingWith("GET " + url() + ": 401: denied. There are no credentials for ");
        assertThat(server.asked()).containsExactly(MANIFEST, TOKEN, MANIFEST);
    }

    @Test
    void theServiceMayRefuseTheCredentials() {
        new FakeTokens(server).demand(ANN);
        know(server, "ann", "wrong-password");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessageStartingWith("GET http://" + server.host()
                        + "/token: 401: incorrect username or password. The credentials for " + server.host()
                        + " are from settings.xml. ");
    }

    @Test
    void aServiceThatIsInTroubleIsAskedAgain() {
        new FakeTokens(server);
        server.trouble(TOKEN, 2, 503, "");

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(retries).hasSize(2);
    }

    @Test
    void anAnswerWithoutATokenMakesNoSense() {
        new FakeTokens(server).answerWith("no_token", "");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessageStartingWith(
                        "GET http://" + server.host() + "/token: 200: there is no token in the answer. ");
    }

    @Test
    void credentialsAreNotSentToAServiceWithoutTls() {
        know(server, "ann", "secret");
        for (String realm : List.of("http://auth.example.com/token", "ftp://auth.example.com", "/token", "a b")) {
            server.trouble(MANIFEST, 1, 401, "", "WWW-Authenticate", challenge(realm));

            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(() -> registry().manifest(reference))
                    .withMessage(server.host() + " wants tokens to be fetched from '" + realm
                            + "', which is not an https address: nothing was sent there. Let the registry name one with"
                            + " https, or list the host of that address in insecureRegistries"
                            + " (-Dfdo.insecure.registries).");
        }
        assertThat(server.requests())
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isEmpty());
    }

    private static String challenge(String realm) {
        return "Bearer realm=\"" + realm + "\",service=\"the \\\"registry\\\"\"";
    }
}
