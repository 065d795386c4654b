package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.fixture.RawServer;
import io.github.fdomaven.http.HttpException;
import io.github.fdomaven.http.HttpRequest;
import io.github.fdomaven.http.HttpTransport;
import io.github.fdomaven.http.TimeLimits;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

    private void demandAToken() {
        String challenge = "Bearer realm=\"http://" + server.host() + "/token\"";
        server.guard(request -> {
            boolean isAdmitted = request.path().equals("/token")
                    || request.header("Authorization").equals("Bearer a-token");
            if (!isAdmitted) {
                request.answer(401, new byte[0], "WWW-Authenticate", challenge);
            }
            return isAdmitted;
        });
    }

    /** The specification counts the lifetime, of 60 s by default, from the end of the request. */
    @Test
    void usesATokenThatTookLongerThanItsLifetime() {
        demandAToken();
        server.respond("GET /token", 9, request -> {
            time.pass(Duration.ofSeconds(100));
            request.answer(200, "{\"token\":\"a-token\"}".getBytes(StandardCharsets.US_ASCII));
        });

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(registry().manifest(reference)).isPresent();
        assertThat(server.received()).containsOnlyOnce("GET /token");
    }

    /** Other clients wait without a limit. */
    @Test
    void waitsLongerForATokenThanForOtherAnswers() throws IOException {
        Duration minutes = Duration.ofMinutes(5);
        TimeLimits limits = new TimeLimits(minutes, Duration.ofSeconds(1), minutes, minutes, 1);
        demandAToken();
        try (RawServer silent = new RawServer(connection -> {})) {
            silent.answer(silent.stalling(""));
            HttpRequest read = HttpRequest.of("GET", URI.create("http://" + silent.host() + "/"));
            HttpTransport transport = new HttpTransport(proxies, limits, this::tls);
            server.respond("GET /token", 1, request -> {
                assertThatExceptionOfType(HttpException.class).isThrownBy(() -> transport.send(read));
                request.answer(200, "{\"token\":\"a-token\"}".getBytes(StandardCharsets.US_ASCII));
            });

            assertThat(registry(limits).manifest(reference)).isPresent();
            assertThat(server.received()).containsOnlyOnce("GET /token");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'errors':[{'code':'DENIED','message':'account locked'}]} | there is no token in it: DENIED: account locked",
                "{'error':'invalid_scope','error_description':'no such scope'} | there is no token in it: invalid_scope: no such scope",
                "{'token':'','message':'account locked'} | there is no token in it: account locked",
                "{'token':'a top-secret','other':'top-secret'} | there is no token in it",
                "['top-secret'] | there is no token in it",
                "top-secret | the token is not valid JSON",
                "<html><title>Sign in</title></html> | the token is not valid JSON: Sign in",
            })
    void showsTheErrorInAnAnswerWithoutAToken(String answer, String problem) {
        String realm = "http://" + server.host() + "/token";
        server.respond(MANIFEST, 1, 401, "", "WWW-Authenticate", "Bearer realm=\"" + realm + "\"");
        server.respond("GET /token", 1, 200, answer.replace('\'', '"'), "Content-Type", "text/html");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessageStartingWith("GET " + realm + ": 200: " + problem + ". ");
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
