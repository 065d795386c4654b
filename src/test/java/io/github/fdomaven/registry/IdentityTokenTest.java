package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.registry.auth.Credentials;
import io.github.fdomaven.support.FixableException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

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
    void itIsExchangedForATokenOfTheRegistry() {
        new FakeTokens(server).demandIdentity(IDENTITY).answerWith("access_token", ",\"expires_in\":300");

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(registry().digest(reference)).isPresent();
        assertThat(server.asked()).containsExactly(MANIFEST, TOKEN, MANIFEST, "HEAD /v2/group/project/manifests/1");
        assertThat(secrets.redact(IDENTITY + " token-1-of-" + server.host())).isEqualTo("*** ***");
    }

    @Test
    void itGoesBeforeAPasswordThatIsThereToo() {
        new FakeTokens(server).demandIdentity(IDENTITY);
        credentials.put(server.host(), new Credentials("ann", "secret", Optional.of(IDENTITY)));

        assertThat(registry().manifest(reference)).isPresent();
    }

    @Test
    void aTokenThatIsNoLongerGoodIsRenewedByIt() {
        FakeTokens tokens = new FakeTokens(server).demandIdentity(IDENTITY);
        registry().manifest(reference).orElseThrow();
        tokens.revoke();

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(server.asked()).containsExactly(MANIFEST, TOKEN, MANIFEST, MANIFEST, TOKEN, MANIFEST);
    }

    @Test
    void aServiceInTroubleIsAskedAgain() {
        new FakeTokens(server).demandIdentity(IDENTITY);
        server.trouble(TOKEN, 2, 503, "");

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(retries).hasSize(2);
    }

    @Test
    void theServiceMayRefuseIt() {
        new FakeTokens(server).demandIdentity("another one");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().manifest(reference))
                // Java gives away what a refused POST was answered, unless it may send it twice.
                .withMessageStartingWith("POST http://" + server.host()
                        + "/token: 401: Unauthorized. The credentials for " + server.host()
                        + " are from settings.xml. ")
                .withMessageNotContaining(IDENTITY);
        assertThat(server.asked()).containsExactly(MANIFEST, TOKEN);
    }

    @Test
    void aServiceThatSendsItElsewhereIsNotFollowed() {
        new FakeTokens(server).demandIdentity(IDENTITY);
        server.trouble(TOKEN, 9, 307, "", "Location", "/elsewhere");

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessageStartingWith("POST http://" + server.host() + "/token: 307: ");
        assertThat(server.asked()).containsExactly(MANIFEST, TOKEN);
    }

    @Test
    void itIsNoPasswordForARegistryThatWantsOne() {
        server.trouble(MANIFEST, 9, 401, "who?", "WWW-Authenticate", "Basic realm=\"r\"");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessageStartingWith(MANIFEST.replace("/v2", "http://" + server.host() + "/v2") + ": 401: who? ");
        assertThat(server.asked()).containsExactly(MANIFEST);
    }
}
