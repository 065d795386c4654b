package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.net.URI;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest extends RegistryTestCase {

    private FakeRegistry storage;
    private ImageManifest image;

    @BeforeEach
    void startStorage() throws IOException {
        storage = new FakeRegistry();
        image = Images.put(server, reference);
        know(server, "ann", "secret");
        server.guard(request -> {
            boolean known = request.header("Authorization").equals(ANN);
            if (!known) {
                request.answer(401, new byte[0], "WWW-Authenticate", "Basic realm=\"r\"");
            }
            return known;
        });
        registry().manifest(reference);
    }

    @AfterEach
    void stopStorage() {
        storage.close();
    }

    private void redirectBlobs(int status, String location) {
        server.trouble("GET /v2/group/project/blobs", 99, status, "", "Location", location);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void anotherHostIsNotToldWhoWeAre(int status) {
        redirectBlobs(status, "http://" + storage.host() + "/signed?signature=s%2Bx");
        storage.trouble("GET /signed", 1, 200, Images.CONFIG);

        assertThat(registry().config(reference.repository(), image).labels()).hasSize(1);
        assertThat(storage.requests()).singleElement().satisfies(request -> {
            assertThat(request.header("Authorization")).isEmpty();
            assertThat(request.uri().getRawQuery()).isEqualTo("signature=s%2Bx");
        });
        assertThat(server.requests().get(2).header("Authorization")).isEqualTo(ANN);
    }

    @Test
    void theSameHostIs() {
        redirectBlobs(307, "/elsewhere");
        server.trouble(
                "GET /elsewhere",
                1,
                request -> request.answer(
                        request.header("Authorization").equals(ANN) ? 200 : 500, Images.bytes(Images.CONFIG)));

        assertThat(registry().config(reference.repository(), image).labels()).hasSize(1);
    }

    @Test
    void anotherHostThatAsksWhoWeAreIsNotAnswered() {
        redirectBlobs(307, "http://" + storage.host() + "/signed?signature=secret");
        storage.trouble("GET /signed", 9, 401, "who?", "WWW-Authenticate", "Basic realm=\"r\"");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().config(reference.repository(), image))
                .withMessageStartingWith("GET http://" + storage.host() + "/signed: 401: who?");
        assertThat(storage.requests()).hasSize(1);
    }

    @Test
    void fiveRedirectsAreFollowedAndNoMore() {
        redirectBlobs(307, "/loop");
        server.trouble("GET /loop", 4, 307, "", "Location", "/loop");
        server.trouble("GET /loop", 1, 200, Images.CONFIG);
        assertThat(registry().config(reference.repository(), image).labels()).hasSize(1);

        server.trouble("GET /loop", 99, 307, "", "Location", "/loop");
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().config(reference.repository(), image))
                .withMessageStartingWith(
                        "GET http://" + server.host() + "/loop: 307: it leads further still after 5 redirects. ");
    }

    @Test
    void plainHttpBeyondLoopbackIsNotFollowed() {
        redirectBlobs(307, "http://storage.example.com/x?signature=secret");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().config(reference.repository(), image))
                .withMessage("GET http://" + server.host() + "/v2/group/project/blobs/"
                        + image.config().digest()
                        + ": 307: it leads to http://storage.example.com, which is plain HTTP and"
                        + " was not followed. Let the registry give out addresses with https, or list storage.example.com in"
                        + " insecureRegistries (-Dfdo.insecure.registries) if the registry itself is plain HTTP.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ftp://a.example/x", "file:///etc/passwd", "http://", "a b?secret", ""})
    void whatIsNoAddressIsNotFollowed(String location) {
        redirectBlobs(307, location);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().config(reference.repository(), image))
                .withMessageContaining(": 307: it leads to '")
                .withMessageNotContaining("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example, https://b.example, true",
        "http://127.0.0.1:1, https://b.example, true",
        "https://a.example, http://localhost:1, true",
        "https://a.example, http://127.1.2.3, true",
        "https://a.example, http://[::1]:5, true",
        "https://a.example, http://listed.example:1, false",
        "http://listed.example:1, http://listed.example:1, true",
        "http://listed.example:1, http://listed.example:2, false",
        "http://127.0.0.1, http://127.0.0.1.example, false",
        "http://127.0.0.1, http://127.0.0.256, false",
    })
    void tlsIsNotGivenUp(String from, String to, boolean allowed) {
        PlainHttp plainHttp = new PlainHttp(Set.of("listed.example:1"));

        assertThat(plainHttp.allows(URI.create(from + "/"), URI.create(to + "/")))
                .isEqualTo(allowed);
    }
}
