package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.support.FixableException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Requests and answers of token services as other clients send and read them. */
class TokenRequestTest extends RegistryTestCase {

    private static final String MANIFEST = "GET /v2/group/project/manifests/1";

    @BeforeEach
    void putImage() {
        Images.put(server, reference);
    }

    @Test
    void encodesTheAddressOfATokenService() {
        server.respond(
                MANIFEST,
                1,
                401,
                "",
                "WWW-Authenticate",
                "Bearer realm=\"http://" + server.host() + "/a|{b} c?d=e|f\"");
        server.respond("GET /a|{b} c", 1, 200, "{\"Token\":\"a-token\"}");

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(server.requests().get(1).parameter("d")).isEqualTo("e|f");
        assertThat(server.requests().get(2).header("Authorization")).isEqualTo("Bearer a-token");
    }

    @Test
    void namesTheAccountInTheRequestForAToken() {
        login(server, "ann", "secret");
        new TokenServer(server).demand(ANN);

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(server.requests().get(1).parameter("account")).isEqualTo("ann");
    }

    @Test
    void showsTheErrorOfAChallengeIfTheAnswerHasNoContent() {
        server.respond(
                MANIFEST,
                9,
                401,
                "",
                "WWW-Authenticate",
                "Basic realm=\"r\", error=\"invalid_token\", error_description=\"The \\\"token\\\" has expired\"");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessageStartingWith("GET " + url() + ": 401: invalid_token: The \"token\" has expired. ");
    }
}
