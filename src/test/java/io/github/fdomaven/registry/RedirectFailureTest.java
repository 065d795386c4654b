package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.fixture.RawServer;
import io.github.fdomaven.fixture.RefusedPort;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Failures of servers that the registry names: its storage, and its token service. */
class RedirectFailureTest extends CopyTestCase {

    private ImageManifest image;

    @BeforeEach
    void logIn() {
        image = Images.put(server, reference);
        login(server, "ann", "secret");
        demandBasicCredentials(server, "Basic realm=\"r\"");
    }

    private void redirectBlobs(String address) {
        server.respond("GET /v2/group/project/blobs", 99, 307, "", "Location", address + "/signed?signature=x");
    }

    private void readConfig() {
        registry().config(reference.repository(), image);
    }

    private String toOther() {
        return other.host() + ", to which " + server.host() + " redirects";
    }

    @ParameterizedTest
    @ValueSource(ints = {401, 403})
    void doesNotBlameTheCredentials(int status) {
        redirectBlobs("http://" + other.host());
        other.respond("GET /signed", 9, status, "expired");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::readConfig)
                .withMessage("GET http://" + other.host() + "/signed: " + status + ": expired. " + server.host()
                        + " redirected the request to " + other.host() + ", which gets no credentials. Run Maven again,"
                        + " or ask the operator of " + server.host() + ".");
        assertThat(other.requests())
                .allMatch(request -> request.header("Authorization").isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "429 | , limits the number of requests. Run Maven again later.",
                "503 | , has an internal problem. Run Maven again later, or ask its operator.",
                "404 | , refused the request. Ask the operator of SERVER.",
            })
    void namesTheServerThatAnswered(int status, String advice) {
        redirectBlobs("http://" + other.host());
        other.respond("GET /signed", 9, status, "sorry");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(this::readConfig)
                .withMessageStartingWith("GET http://" + other.host() + "/signed: " + status + ": sorry. ")
                .withMessageEndingWith(toOther() + advice.replace("SERVER", server.host()));
    }

    @Test
    void namesTheServerThatCannotBeReached() throws IOException {
        try (RefusedPort closed = new RefusedPort()) {
            redirectBlobs("http://" + closed.host());

            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(this::readConfig)
                    .withMessage(
                            "GET http://" + closed.host() + "/signed: no connection: Connection refused. Tried 5 times."
                                    + " Check that " + closed.host() + ", to which " + server.host()
                                    + " redirects, runs and can be reached from this machine.");
        }
    }

    @Test
    void namesTheServerWithoutTls() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
                try (Socket socket = plain.accept()) {
                    socket.getInputStream().read(new byte[5]);
                    RawServer.write(socket, "HTTP/1.0 400 Bad Request\r\n\r\n");
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            String host = "127.0.0.1:" + plain.getLocalPort();
            redirectBlobs("https://" + host);

            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(this::readConfig)
                    .withMessageContaining(": no TLS connection: ")
                    .withMessageEndingWith(" If Java does not trust the certificate of " + host + ", to which "
                            + server.host() + " redirects, put the certificate of its authority into"
                            + " /etc/docker/certs.d/" + server.host() + "/ca.crt, or into Java's trust store.");
            served.join();
        }
    }

    @Test
    void namesTheServerWithAnInvalidContent() {
        redirectBlobs("http://" + other.host());
        other.respond("GET /signed", 9, 200, "another content");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(this::readConfig)
                .withMessageEndingWith(" Check that no proxy changes the responses of " + toOther() + ".");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH"})
    void namesTheServerThatRefusesAnUpload(String method) throws IOException {
        try (RegistryServer storage = new RegistryServer()) {
            other.respond("POST /v2/mine", 99, 202, "", "Location", "http://" + storage.host() + "/store?signature=x");
            storage.respond(method + " /store", 99, 403, "expired");
            if (method.equals("PATCH")) {
                storage.respond("PUT /store", 99, 405, "");
            }

            assertThatExceptionOfType(FixableException.class)
                    .isThrownBy(() -> copy(image, far))
                    .withMessageContaining(": 403: expired. " + other.host() + " redirected the request to "
                            + storage.host() + ", which gets no credentials. ");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "401 | There are no credentials for SERVER. ",
                "503 | TOKENS, the token service of SERVER, has an internal problem. ",
                "400 | TOKENS, the token service of SERVER, refused the request. ",
            })
    void namesTheTokenService(int status, String advice) {
        credentials.clear();
        server.guard(request -> {
            request.answer(401, new byte[0], "WWW-Authenticate", "Bearer realm=\"http://" + other.host() + "/token\"");
            return false;
        });
        other.respond("GET /token", 9, status, "sorry");

        assertThatExceptionOfType(FdoException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessageContaining(": " + status + ": sorry. ")
                .withMessageContaining(advice.replace("SERVER", server.host()).replace("TOKENS", other.host()));
    }
}
