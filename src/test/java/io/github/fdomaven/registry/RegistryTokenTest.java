package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.auth.Credentials;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistryTokenTest extends RegistryTestCase {

    private static final String MANIFEST = "GET /v2/group/project/manifests/1";
    private static final String TOKEN = "the-registry-token";

    @BeforeEach
    void putImage() {
        Images.put(server, reference);
        credentials.put(server.host(), Credentials.ofRegistryToken(TOKEN));
    }

    private void demand(String token, String challenge) {
        server.guard(request -> {
            boolean known = request.header("Authorization").equals("Bearer " + token);
            if (!known) {
                request.answer(
                        401,
                        ReceivedRequest.error("UNAUTHORIZED", "authentication required"),
                        "WWW-Authenticate",
                        challenge);
            }
            return known;
        });
    }

    /** The realm is not asked: the token is for the registry itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {"Bearer realm=\"http://nowhere.invalid/token\",service=\"s\"", "Bearer", "Bearer service=\"s\""})
    void sendsTheTokenAsItIs(String challenge) {
        demand(TOKEN, challenge);

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(registry().digest(reference)).isPresent();
        assertThat(server.received()).containsExactly(MANIFEST, MANIFEST, "HEAD /v2/group/project/manifests/1");
        assertThat(secrets.redact("Bearer " + TOKEN)).isEqualTo("Bearer ***");
    }

    @Test
    void sendsTheTokenToItsRegistryOnly() throws IOException {
        try (RegistryServer other = new RegistryServer()) {
            demand(TOKEN, "Bearer");
            server.respond(
                    "GET /v2/group/project/blobs/",
                    9,
                    request -> request.answer(307, new byte[0], "Location", "http://" + other.host() + request.path()));
            Images.put(
                    other,
                    other.repository("group/project").tagged(reference.tag().orElseThrow()));
            registry().manifest(reference).orElseThrow();

            registry().config(reference.repository(), Images.put(server, reference));

            assertThat(other.requests())
                    .isNotEmpty()
                    .allSatisfy(request ->
                            assertThat(request.header("Authorization")).isEmpty());
        }
    }

    @Test
    void sendsARefusedTokenOnce() {
        demand("another", "Bearer");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessageStartingWith(
                        "GET " + url() + ": 401: UNAUTHORIZED: authentication required. The credentials" + " for "
                                + server.host() + " come from settings.xml. ")
                .withMessageNotContaining(TOKEN);
        assertThat(server.received()).containsExactly(MANIFEST, MANIFEST);
    }

    @Test
    void isNoPasswordForBasicAuthentication() {
        demandBasicCredentials(server, "Basic realm=\"r\"");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().manifest(reference));
        assertThat(server.received()).containsExactly(MANIFEST);
    }

    /** Each repository of a registry can have its own credentials. */
    @Test
    void usesTheCredentialsOfEachRepository() {
        Reference other =
                server.repository("other/project").tagged(reference.tag().orElseThrow());
        Images.put(server, other);
        credentials.clear();
        credentials.put(reference.repository().toString(), Credentials.ofRegistryToken("first"));
        credentials.put(other.repository().toString(), Credentials.ofRegistryToken("second"));
        server.guard(request -> {
            String token = request.path().startsWith("/v2/other/") ? "second" : "first";
            boolean known = request.header("Authorization").equals("Bearer " + token);
            if (!known) {
                request.answer(401, new byte[0], "WWW-Authenticate", "Bearer");
            }
            return known;
        });

        assertThat(registry().digest(reference)).isPresent();
        assertThat(registry().digest(other)).isPresent();
        assertThat(registry().digest(reference)).isPresent();
        assertThat(server.received()).hasSize(4);
    }
}
