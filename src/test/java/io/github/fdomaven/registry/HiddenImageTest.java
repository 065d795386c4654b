package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.support.FixableException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries with public images, which say only at the root of their API that they accept credentials. */
class HiddenImageTest extends RegistryTestCase {

    private static final String ROOT = "GET /v2/";
    private static final String HEAD = "HEAD /v2/group/project/manifests/1";
    private static final String GET = "GET /v2/group/project/manifests/1";

    private ImageManifest image;

    @BeforeEach
    void putImage() {
        image = Images.put(server, reference);
    }

    private void hide(int status) {
        server.guard(request -> {
            boolean known = request.header("Authorization").equals(ANN);
            if (!known && request.path().equals("/v2/")) {
                request.answer(401, new byte[0], "WWW-Authenticate", "Basic realm=\"x\"");
            } else if (!known) {
                request.answer(status, ReceivedRequest.error("DENIED", "hidden"));
            }
            return known;
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void asksWhichCredentialsTheRegistryAccepts(int status) {
        hide(status);
        login(server, "ann", "secret");

        assertThat(registry().digest(reference)).contains(image.digest());
        assertThat(registry().digest(reference)).contains(image.digest());
        assertThat(server.received()).containsExactly(HEAD, ROOT, HEAD, HEAD);
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403, 404})
    void fetchesAnAnonymousTokenThatTheRegistryDemandsAtItsRoot(int status) {
        hideBehindTokens(status);

        assertThat(registry().digest(reference)).contains(image.digest());
        assertThat(registry().digest(reference)).contains(image.digest());
        assertThat(server.received()).containsExactly(HEAD, ROOT, "GET /token", HEAD, HEAD);
    }

    private TokenServer hideBehindTokens(int status) {
        TokenServer tokens = new TokenServer(server);
        server.guard(request -> {
            boolean isHidden = request.path().startsWith("/v2/group")
                    && request.header("Authorization").isEmpty();
            if (isHidden) {
                request.answer(status, ReceivedRequest.error("DENIED", "hidden"));
            }
            return !isHidden && tokens.admits(request);
        });
        return tokens;
    }

    @Test
    void findsNothingIfTheTokenServiceWantsCredentials() {
        hideBehindTokens(404).demand(ANN);

        assertThat(registry().digest(reference)).isEmpty();
    }

    @Test
    void asksOnceWithoutCredentials() {
        hide(404);

        assertThat(registry().digest(reference)).isEmpty();
        assertThat(registry().digest(reference)).isEmpty();
        assertThat(server.received()).containsExactly(HEAD, ROOT, GET, HEAD, GET);
    }

    @Test
    void asksARegistryThatDemandsNothingOnce() {
        login(server, "ann", "secret");
        server.respond("HEAD", 2, 404, "");
        server.respond("GET /v2/group", 2, 404, "");
        server.respond("GET /v2/group", 9, 403, "not you");

        assertThat(registry().digest(reference)).isEmpty();
        assertThat(registry().digest(reference)).isEmpty();
        assertThat(server.received()).containsExactly(HEAD, ROOT, GET, HEAD, GET);
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessageContaining(": 403: not you. No credentials were sent, because ");
    }

    @Test
    void ignoresAPageAtTheRoot() {
        server.respond(ROOT, 1, 302, "", "Location", "ftp://a.example/");

        assertThat(registry()
                        .digest(server.repository("none").tagged(reference.tag().orElseThrow())))
                .isEmpty();
    }
}
