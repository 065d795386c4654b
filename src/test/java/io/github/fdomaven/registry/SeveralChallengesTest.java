package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.registry.auth.Credentials;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A registry that offers several kinds of authentication. */
class SeveralChallengesTest extends RegistryTestCase {

    private static final String MANIFEST = "GET /v2/group/project/manifests/1";
    private static final String TOKEN = "GET /token";
    private static final String BASIC = "Basic realm=\"r\"";

    private String bearer;

    @BeforeEach
    void fill() {
        Images.put(server, reference);
        bearer = "Bearer realm=\"http://" + server.host() + "/token\"";
    }

    private List<String> sent() {
        return server.requests().stream()
                .map(request -> request.header("Authorization").split(" ")[0])
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://auth.invalid/token", "ftp://auth.example/token", "https://localhost:1/token"})
    void usesTheNextIfATokenServiceCannotBeUsed(String realm) {
        login(server, "ann", "secret");
        demandBasicCredentials(server, "Bearer realm=\"" + realm + "\"", BASIC);

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(server.received()).containsExactly(MANIFEST, MANIFEST);
        assertThat(retries).isEmpty();
    }

    @Test
    void usesTheNextIfTheTokenServiceRefuses() {
        login(server, "ann", "secret");
        demandBasicCredentials(server, "Negotiate", bearer + ", " + BASIC);
        server.respond(TOKEN, 9, 401, "no");

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(server.received()).containsExactly(MANIFEST, TOKEN, MANIFEST);
        assertThat(registry().manifest(reference)).isPresent();
        assertThat(server.received()).endsWith(MANIFEST).hasSize(4);
    }

    @Test
    void usesTheNextIfTheRegistryRefusesTheToken() {
        login(server, "ann", "secret");
        demandBasicCredentials(server, bearer, BASIC);
        server.respond(TOKEN, 9, 200, "{\"token\":\"a-token\"}");

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(sent()).containsExactly("", "Basic", "Bearer", "Basic");
    }

    @Test
    void usesTheFirstThatTheRegistryNames() {
        login(server, "ann", "secret");
        demandBasicCredentials(server, BASIC, bearer);

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(sent()).containsExactly("", "Basic");
    }

    @Test
    void usesATokenIfTheRegistryRefusesThePassword() {
        login(server, "ann", "secret");
        acceptToken();

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(sent()).containsExactly("", "Basic", "Basic", "Bearer");
        assertThat(registry().manifest(reference)).isPresent();
        assertThat(sent()).endsWith("Bearer").hasSize(5);
    }

    @Test
    void usesAnAnonymousTokenWithoutCredentials() {
        acceptToken();

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(sent()).containsExactly("", "", "Bearer");
    }

    private void acceptToken() {
        server.respond(TOKEN, 9, 200, "{\"token\":\"a-token\",\"expires_in\":300}");
        server.guard(request -> {
            boolean known = request.path().equals("/token")
                    || request.header("Authorization").equals("Bearer a-token");
            if (!known) {
                request.answer(401, new byte[0], "WWW-Authenticate", BASIC, "WWW-Authenticate", bearer);
            }
            return known;
        });
    }

    @Test
    void reportsTheFailureOfTheFirstIfNoneIsAccepted() {
        credentials.put(server.host(), new Credentials("ann", "wrong-password"));
        demandBasicCredentials(server, bearer, BASIC);
        server.respond(TOKEN, 9, 401, "bad login");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessageStartingWith("GET http://" + server.host() + "/token: 401: bad login. The credentials for ")
                .withMessageNotContaining("wrong-password");
        assertThat(sent()).containsExactly("", "Basic", "Basic");
    }
}
