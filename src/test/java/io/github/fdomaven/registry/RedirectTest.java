package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest extends RegistryTestCase {

    private RegistryServer storage;
    private ImageManifest image;

    @BeforeEach
    void startStorage() throws IOException {
        storage = new RegistryServer();
        image = Images.put(server, reference);
        login(server, "ann", "secret");
        demandBasicCredentials(server, "Basic realm=\"r\"");
        registry().manifest(reference);
    }

    @AfterEach
    void stopStorage() {
        storage.close();
    }

    private void redirectBlobs(int status, String location) {
        server.respond("GET /v2/group/project/blobs", 99, status, "", "Location", location);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void sendsNoCredentialsToAnotherHost(int status) {
        redirectBlobs(status, "http://" + storage.host() + "/signed?signature=s%2Bx");
        storage.respond("GET /signed", 1, 200, Images.CONFIG);

        assertThat(registry().config(reference.repository(), image).labels()).hasSize(1);
        assertThat(storage.requests()).singleElement().satisfies(request -> {
            assertThat(request.header("Authorization")).isEmpty();
            assertThat(request.uri().getRawQuery()).isEqualTo("signature=s%2Bx");
        });
        assertThat(server.requests().get(2).header("Authorization")).isEqualTo(ANN);
    }

    @Test
    void sendsCredentialsToTheSameHost() {
        redirectBlobs(307, "/elsewhere");
        server.respond(
                "GET /elsewhere",
                1,
                request -> request.answer(
                        request.header("Authorization").equals(ANN) ? 200 : 500, Images.bytes(Images.CONFIG)));

        assertThat(registry().config(reference.repository(), image).labels()).hasSize(1);
    }

    @Test
    void sendsNoCredentialsToAnotherHostOnDemand() {
        redirectBlobs(307, "http://" + storage.host() + "/signed?signature=secret");
        storage.respond("GET /signed", 9, 401, "who?", "WWW-Authenticate", "Basic realm=\"r\"");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().config(reference.repository(), image))
                .withMessageStartingWith("GET http://" + storage.host() + "/signed: 401: who?");
        assertThat(storage.requests()).hasSize(1);
    }

    @Test
    void followsTenRedirectsAtMost() {
        redirectBlobs(307, "/loop");
        server.respond("GET /loop", 9, 307, "", "Location", "/loop");
        server.respond("GET /loop", 1, 200, Images.CONFIG);
        assertThat(registry().config(reference.repository(), image).labels()).hasSize(1);

        server.respond("GET /loop", 99, 307, "", "Location", "/loop");
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().config(reference.repository(), image))
                .withMessageStartingWith(
                        "GET http://" + server.host() + "/loop: 307: there are more than 10 redirects. ");
    }

    @Test
    void followsNoRedirectToPlainHttp() {
        redirectBlobs(307, "http://storage.example.com/x?signature=secret");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().config(reference.repository(), image))
                .withMessage("GET http://" + server.host() + "/v2/group/project/blobs/"
                        + image.config().digest()
                        + ": 307: it leads to http://storage.example.com, which is plain HTTP and"
                        + " was not followed. Configure the registry to send https addresses. If the registry itself uses"
                        + " plain HTTP, add storage.example.com to insecureRegistries (-Dfdo.insecure.registries).");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://a.example/x",
                "file:///etc/passwd",
                "http://",
                "http://a.example:x/?secret",
                "//:80/?secret"
            })
    void followsNoInvalidAddress(String location) {
        redirectBlobs(307, location);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().config(reference.repository(), image))
                .withMessageContaining(": 307: it leads to '")
                .withMessageNotContaining("secret");
    }
}
