package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.fixture.RefusedPort;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest extends RegistryTestCase {

    @ParameterizedTest
    @ValueSource(ints = {408, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524})
    void retriesTemporaryFailures(int status) {
        Images.put(server, reference);
        server.respond("GET", 2, status, "not now\nnor ever");

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(time.pauses()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(retries)
                .containsExactly(
                        "GET " + url() + ": " + status + ": not now. PT1S",
                        "GET " + url() + ": " + status + ": not now. PT2S");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 405, 418, 501, 525})
    void doesNotRetryPermanentFailures(int status) {
        server.respond("GET", 1, status, "");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().manifest(reference));
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void triesFiveTimes() {
        server.respond("GET", 99, 503, "<html><h1>Sorry</h1>", "Content-Type", "text/html; charset=utf-8");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessage("GET " + url() + ": 503: Sorry. Tried 5 times. " + server.host()
                        + " has an internal problem. Run Maven again later, or ask its operator.");
        assertThat(server.received()).hasSize(5);
        assertThat(time.pauses()).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L);
    }

    @ParameterizedTest
    @CsvSource({
        "7, 7500",
        "0, 1000",
        "-1, 1000",
        "1.5, 1000",
        "soon, 1000",
        "60, 60500",
        "120, 120000",
        "'Tue, 24 Nov 2026 00:00:20 GMT', 20500",
        "'Mon, 23 Nov 2026 23:59:59 GMT', 1000",
        "'Tue, 99 Nov 2026 00:00:20 GMT', 1000"
    })
    void waitsAsLongAsTheServerWants(String retryAfter, long millis) {
        Images.put(server, reference);
        server.respond("GET", 1, 429, "", "Retry-After", retryAfter);

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(time.pauses()).containsExactly(Duration.ofMillis(millis));
    }

    @Test
    void waitsForTheNextMinute() {
        Images.put(server, reference);
        server.respond("GET", 1, 429, "", "Retry-After", "60");
        server.respond("GET", 1, 503, "");

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(time.pauses())
                .extracting(Duration::toMillis)
                .startsWith(60_500L)
                .hasSize(2);
    }

    @Test
    void stopsAfterTwoMinutesOfPausesThatTheServerWants() {
        server.respond("GET", 99, 429, "{\"message\":\"slow down\"}", "Retry-After", "50");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessage("GET " + url() + ": 429: slow down. Tried 3 times. " + server.host()
                        + " limits the number of requests. Run Maven again later.");
        assertThat(time.pauses()).extracting(Duration::toMillis).containsExactly(50_500L, 50_500L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"121", "1000000000000"})
    void doesNotRetryIfTheServerWantsALongerPauseThanTheLimit(String retryAfter) {
        server.respond("GET", 99, 429, "slow down", "Retry-After", retryAfter);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessageStartingWith("GET " + url() + ": 429: slow down. " + server.host());
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void stopsWaitingForAnAnswer() {
        answerNothing(server);
        HttpRegistry impatient = registry(Duration.ofMillis(50));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> impatient.manifest(reference))
                .withMessage(
                        "GET " + url() + ": no answer within the time limit. Tried 5 times. "
                                + server.host()
                                + " accepted the connection, but did not answer in time. Run Maven again later, or ask its operator.");
    }

    @Test
    void retriesABrokenConnection() {
        Images.put(server, reference);
        registry().manifest(reference);
        // The first request uses a connection that was open before, so that the transport itself sends it again.
        server.respond("GET", 3, request -> request.exchange().close());

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(retries)
                .hasSize(2)
                .allMatch(problem -> problem.startsWith("GET " + url() + ": the connection broke: "));
    }

    @Test
    void retriesAnIncompleteResponse() {
        Images.put(server, reference);
        server.respond("GET", 1, request -> RegistryServer.breakOff(request, 100, new byte[40]));

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(retries)
                .singleElement()
                .asString()
                .contains("the connection broke: it ended after 40 of 100 bytes.");
    }

    @Test
    void explainsARefusedConnection() throws IOException {
        try (RefusedPort closed = new RefusedPort()) {
            Reference nowhere = Reference.parse(closed.host() + "/a:1");

            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(() -> registry().digest(nowhere))
                    .withMessage("HEAD http://" + closed.host()
                            + "/v2/a/manifests/1: no connection: Connection refused. Tried 5 times. Check that "
                            + closed.host() + " runs and can be reached from this machine.");
        }
    }

    @Test
    void explainsAnUnknownHost() {
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().digest(Reference.parse("registry.invalid/a:1")))
                .withMessage(
                        "HEAD https://registry.invalid/v2/a/manifests/1: unknown host registry.invalid. Tried 5 times."
                                + " Check the name, and that this machine can resolve it.");
    }

    @Test
    void explainsAServerWithoutTls() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
                try (Socket socket = plain.accept()) {
                    socket.getInputStream().read(new byte[5]);
                    socket.getOutputStream().write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            // A name of this machine that does not count as loopback.
            String host = "[::ffff:127.0.0.1]:" + plain.getLocalPort();

            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(() -> registry().digest(Reference.parse(host + "/a:1")))
                    .withMessage(
                            "HEAD https://" + host + "/v2/a/manifests/1: no TLS connection: Unsupported or unrecognized"
                                    + " SSL message. If " + host + " has no TLS, add it to insecureRegistries"
                                    + " (-Dfdo.insecure.registries=" + host
                                    + "). If Java does not trust its certificate, put the certificate of its"
                                    + " authority into /etc/docker/certs.d/" + host + "/ca.crt, or into Java's trust"
                                    + " store.");
            assertThat(retries).isEmpty();
            served.join();
        }
    }

    @Test
    void reachesAListedHostWithoutTls() {
        String host = "[::ffff:127.0.0.1]:" + server.host().split(":")[1];
        insecure.add(host);

        assertThat(registry().digest(Reference.parse(host + "/a:1"))).isEmpty();
    }

    @Test
    void masksSecretsInErrors() {
        secrets.add("token-abc");
        server.respond("GET", 1, 400, "bad token-abc");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessageStartingWith("GET " + url() + ": 400: bad ***. Check that " + server.host()
                        + " is a registry that accepts this image, or ask its operator.");
    }
}
