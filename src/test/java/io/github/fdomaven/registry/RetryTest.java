package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetryTest extends RegistryTestCase {

    @ParameterizedTest
    @ValueSource(ints = {429, 500, 502, 503, 504})
    void whatMayPassIsTriedAgain(int status) {
        Images.put(server, reference);
        server.trouble("GET", 2, status, "not now\nnor ever");

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(time.pauses()).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
        assertThat(retries)
                .containsExactly(
                        "GET " + url() + ": " + status + ": not now. PT1S",
                        "GET " + url() + ": " + status + ": not now. PT2S");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 405, 418, 501})
    void whatWillNotPassIsNotTriedAgain(int status) {
        server.trouble("GET", 1, status, "");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().manifest(reference));
        assertThat(server.asked()).hasSize(1);
    }

    @Test
    void fiveTriesAreAll() {
        server.trouble("GET", 99, 503, "<html><h1>Sorry</h1>", "Content-Type", "text/html; charset=utf-8");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessage("GET " + url() + ": 503: Service Unavailable. Tried 5 times. " + server.host()
                        + " is in trouble: run Maven again when it has recovered, or ask those who run it.");
        assertThat(server.asked()).hasSize(5);
        assertThat(time.pauses()).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L);
    }

    @ParameterizedTest
    @CsvSource({"7, 7", "0, 1", "soon, 1", "3600, 60", "'Tue, 24 Nov 2026 00:00:20 GMT', 20"})
    void aServerIsAskedAgainWhenItWantsToBeButWithinTheMinute(String retryAfter, long seconds) {
        Images.put(server, reference);
        server.trouble("GET", 1, 429, "", "Retry-After", retryAfter);

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(time.pauses()).containsExactly(Duration.ofSeconds(seconds));
    }

    @Test
    void afterAMinuteNothingIsTriedAgain() {
        server.trouble("GET", 99, 429, "{\"message\":\"slow down\"}", "Retry-After", "40");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessage("GET " + url() + ": 429: slow down. Tried 3 times. " + server.host()
                        + " wants fewer requests: run Maven again later.");
        assertThat(time.pauses()).extracting(Duration::toSeconds).containsExactly(40L, 20L);
    }

    @Test
    void aServerThatDoesNotAnswerIsGivenUp() {
        CountDownLatch end = new CountDownLatch(1);
        server.trouble("GET", 99, request -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            HttpRegistry impatient = registry(Duration.ofMillis(50));

            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(() -> impatient.manifest(reference))
                    .withMessage("GET " + url() + ": no answer within the time limit. Tried 5 times. Check that "
                            + server.host() + " runs and can be reached from here.");
        } finally {
            end.countDown();
        }
    }

    @Test
    void aConnectionThatBreaksIsMadeAgain() {
        Images.put(server, reference);
        // Java itself sends a GET a second time.
        server.trouble("GET", 4, request -> request.exchange().close());

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(retries)
                .hasSize(2)
                .allMatch(problem -> problem.startsWith("GET " + url() + ": the connection broke: "));
    }

    @Test
    void anAnswerThatBreaksOffIsAskedForAgain() {
        Images.put(server, reference);
        server.trouble("GET", 1, request -> FakeRegistry.breakOff(request, 100, new byte[40]));

        assertThat(registry().manifest(reference)).isPresent();
        assertThat(retries)
                .singleElement()
                .asString()
                .contains("the connection broke: it ended after 40 of 100 bytes.");
    }

    @Test
    void nobodyListens() throws IOException {
        int port;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        Reference nowhere = Reference.parse("127.0.0.1:" + port + "/a:1");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().digest(nowhere))
                .withMessage("HEAD http://127.0.0.1:" + port
                        + "/v2/a/manifests/1: no connection: Connection refused. Tried 5"
                        + " times. Check that 127.0.0.1:" + port + " runs and can be reached from here.");
    }

    @Test
    void aHostThatNobodyKnows() {
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().digest(Reference.parse("registry.invalid/a:1")))
                .withMessage(
                        "HEAD https://registry.invalid/v2/a/manifests/1: unknown host registry.invalid. Tried 5 times."
                                + " Check the name, and that this machine can look it up.");
    }

    @Test
    void aServerWithoutTlsIsNamedAndNotAskedAgain() throws Exception {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
                try (Socket socket = plain.accept()) {
                    socket.getInputStream().read(new byte[5]);
                    socket.getOutputStream().write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            // A name for this machine that is not taken for loopback.
            String host = "[::ffff:127.0.0.1]:" + plain.getLocalPort();

            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(() -> registry().digest(Reference.parse(host + "/a:1")))
                    .withMessage(
                            "HEAD https://" + host + "/v2/a/manifests/1: no TLS connection: Unsupported or unrecognized"
                                    + " SSL message. If " + host + " has no TLS, list it in insecureRegistries"
                                    + " (-Dfdo.insecure.registries=" + host
                                    + "); if Java does not trust its certificate, add that to"
                                    + " Java's trust store.");
            assertThat(retries).isEmpty();
            served.join();
        }
    }

    @Test
    void aListedServerIsSpokenToWithoutTls() {
        String host = "[::ffff:127.0.0.1]:" + server.host().split(":")[1];
        insecure.add(host);

        assertThat(registry().digest(Reference.parse(host + "/a:1"))).isEmpty();
    }

    @Test
    void secretsInAServersWordsAreBlottedOut() {
        secrets.add("token-abc");
        server.trouble("GET", 1, 400, "bad token-abc");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().manifest(reference))
                .withMessageStartingWith("GET " + url() + ": 400: bad ***. Check that " + server.host()
                        + " is a registry that takes such an image, or ask those who run it.");
    }
}
