package io.github.fdomaven.gitlab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.gitlab.stub.StubAnswer;
import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TriggerRetryTest extends GitLabTestCase {

    private static final String UNKNOWN =
            " GitLab may have received the request, so it was not sent again. Check whether there is a new pipeline,"
                    + " before you run the goal again.";

    static Stream<StubAnswer> retryable() {
        return Stream.of(
                StubAnswer.internalError(),
                StubAnswer.badGateway(),
                StubAnswer.message(503, "503 Service Unavailable"),
                StubAnswer.tooManyPipelines(),
                StubAnswer.message(400, "Too many pipelines created in the last minute. Try again later."));
    }

    @ParameterizedTest
    @MethodSource("retryable")
    void retriesFailuresThatMayPass(StubAnswer answer) {
        stub.fail(4, answer);

        assertThat(trigger()).isInstanceOf(TriggerResult.Created.class);
        assertThat(time.pauses()).extracting(Duration::toSeconds).containsExactly(2L, 6L, 18L, 54L);
        assertThat(stub.requests()).hasSize(5);
        assertThat(stub.pipelines()).hasSize(1);
    }

    @Test
    void reportsEachRetry() {
        stub.fail(1, StubAnswer.tooManyPipelines());
        stub.fail(1, StubAnswer.badGateway());

        trigger();

        assertThat(retries)
                .containsExactly(
                        request() + ": 400: base: Too many pipelines created in the last minute. Try again later. PT2S",
                        request() + ": 502: GitLab is not responding (502). PT6S");
    }

    @ParameterizedTest
    @CsvSource({"30, 31", "1, 2", "0, 2", "119, 120"})
    void waitsAtLeastAsLongAsRetryAfter(long retryAfter, long pause) {
        stub.fail(1, StubAnswer.throttled(retryAfter));

        assertThat(trigger()).isInstanceOf(TriggerResult.Created.class);
        assertThat(time.pauses()).containsExactly(Duration.ofSeconds(pause));
    }

    @Test
    void doesNotWaitIfRetryAfterIsLongerThanTheLimit() {
        stub.fail(1, StubAnswer.throttled(121));

        assertThat(trigger())
                .isEqualTo(new TriggerResult.Failed(request() + ": 429: Retry later. " + host()
                        + " limits the number of requests. Run the goal again later."));
        assertThat(stub.requests()).hasSize(1);
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void failsAfterFiveAttempts() {
        stub.fail(99, StubAnswer.internalError());

        assertThat(trigger())
                .isEqualTo(new TriggerResult.Failed(
                        request() + ": 500 Internal Server Error. Tried 5 times. This is an" + " error of " + host()
                                + ". Run the goal again later, or ask the administrator of " + host() + "."));
        assertThat(stub.requests()).hasSize(5);
    }

    @Test
    void failsAfterFiveAttemptsWithTooManyPipelines() {
        stub.fail(99, StubAnswer.tooManyPipelines());

        assertThat(trigger())
                .isEqualTo(new TriggerResult.Failed(request()
                        + ": 400: base: Too many pipelines created in the last minute. Try again later. Tried 5"
                        + " times. " + host() + " limits the number of requests. Run the goal again later."));
    }

    @Test
    void sendsNoRequestSoonerThanRetryAfterAllows() {
        stub.fail(99, StubAnswer.throttled(50));

        assertThat(trigger()).isInstanceOf(TriggerResult.Failed.class);
        assertThat(time.pauses()).extracting(Duration::toSeconds).containsExactly(51L, 51L);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 409, 413, 422})
    void doesNotRetryARefusal(int status) {
        stub.fail(1, StubAnswer.message(status, "no"));

        assertThat(trigger()).isInstanceOf(TriggerResult.Refused.class);
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void neverRepeatsARequestAfterABrokenConnection() {
        stub.fail(1, StubAnswer.dropped());

        assertThat(trigger())
                .isEqualTo(new TriggerResult.Unknown(
                        request() + ": the connection broke: the server closed it without an answer." + UNKNOWN));
        assertThat(stub.requests()).hasSize(1);
        assertThat(retries).isEmpty();
    }

    @Test
    void neverRepeatsARequestAfterAGatewayTimeout() {
        stub.fail(1, StubAnswer.message(504, "504 Gateway Timeout"));

        assertThat(trigger()).isInstanceOf(TriggerResult.Unknown.class);
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void neverRepeatsARequestWithoutResponse() {
        stub.fail(1, StubAnswer.missing());

        assertThat(gitlab(stub.url(), Duration.ofMillis(200)).trigger(triggerRequest()))
                .isEqualTo(new TriggerResult.Unknown(request() + ": no answer within the time limit." + UNKNOWN));
        assertThat(retries).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{\"id\":7,\"sta",
                "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n{\"id\":7\r\n",
                "HTTP/1.1 201 Cre",
                "HTTP/1.1 500 Error\r\nContent-Length: 99\r\n\r\n{\"message",
                "SSH-2.0-OpenSSH_9.2\r\n",
                "{"
            })
    void neverRepeatsARequestWithABrokenResponse(String answer) throws IOException {
        AtomicInteger connections = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            CompletableFuture.runAsync(() -> answerAll(server, answer, connections));
            for (int length : new int[] {1, 20_000_000}) {
                variables.put("LONG", "x".repeat(length));
                connections.set(0);

                TriggerResult result =
                        gitlab("http://127.0.0.1:" + server.getLocalPort()).trigger(triggerRequest());

                assertThat(result).isInstanceOf(TriggerResult.Unknown.class);
                assertThat(result.toString()).doesNotContain("glptt");
                assertThat(connections).hasValue(1);
            }
        }
    }

    private static void answerAll(ServerSocket server, String answer, AtomicInteger connections) {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                connections.incrementAndGet();
                StringBuilder got = new StringBuilder();
                while (!got.toString().contains("ref=main")) {
                    got.append((char) socket.getInputStream().read());
                }
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                if (!server.isClosed()) {
                    throw new UncheckedIOException(e);
                }
            }
        }
    }

    @Test
    void retriesARefusedConnection() throws IOException {
        // A port that is bound, but not open, so that no other program can open it.
        try (Socket bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String host = "127.0.0.1:" + bound.getLocalPort();

            assertThat(gitlab("http://" + host).trigger(triggerRequest()))
                    .isEqualTo(new TriggerResult.Failed("POST http://" + host
                            + "/api/v4/projects/group%2Fapp/trigger/pipeline: no connection: Connection refused. Tried 5"
                            + " times. Check <gitlabUrl> (-Dfdo.gitlab.url), and that " + host
                            + " is running and reachable from this machine."));
        }
        assertThat(time.pauses()).hasSize(4);
    }

    @Test
    void namesAnUnknownHost() {
        assertThat(gitlab("https://gitlab.invalid").trigger(triggerRequest()))
                .isEqualTo(new TriggerResult.Failed(
                        "POST https://gitlab.invalid/api/v4/projects/group%2Fapp/trigger/pipeline:"
                                + " unknown host gitlab.invalid. Tried 5 times. Check <gitlabUrl> (-Dfdo.gitlab.url), and that"
                                + " this machine can resolve the name."));
    }

    @Test
    void doesNotRetryAServerWithoutTls() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String host = "127.0.0.1:" + server.getLocalPort();
            CompletableFuture<Void> served = CompletableFuture.runAsync(() -> {
                try (Socket socket = server.accept()) {
                    socket.getInputStream().read(new byte[5]);
                    socket.getOutputStream().write("HTTP/1.0 400 Bad Request\r\n\r\n".getBytes());
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });

            assertThat(gitlab("https://" + host).trigger(triggerRequest()))
                    .isEqualTo(new TriggerResult.Failed("POST https://" + host
                            + "/api/v4/projects/group%2Fapp/trigger/pipeline: no TLS connection: Unsupported or"
                            + " unrecognized SSL message. If Java does not trust the certificate of " + host
                            + ", add the certificate to Java's trust store."));
            assertThat(retries).isEmpty();
            served.join();
        }
    }

    @Test
    void stopsIfInterrupted() {
        stub.fail(1, StubAnswer.internalError());
        time.interrupt();

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(this::trigger)
                .withMessage("Interrupted before another attempt: " + request() + ": 500 Internal Server Error.");
        assertThat(Thread.interrupted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {490, 500, 640, 690, 700})
    void showsNoPartOfATokenWhereTextIsCut(int before) {
        stub.fail(1, StubAnswer.message(404, "p".repeat(before) + "glptt-0123456789"));

        TriggerResult.Refused refused = (TriggerResult.Refused) gitlab().trigger(new TriggerRequest(
                new ProjectId("group/app"), new Ref("main"), GitLabToken.trigger("glptt-0123456789"), Map.of()));

        assertThat(refused.message()).doesNotContain("glptt");
    }

    @Test
    void showsNoTokenInARetry() {
        stub.fail(2, StubAnswer.message(500, "cannot handle " + TOKEN));
        stub.fail(1, new StubAnswer(400, "text/plain", TOKEN, Map.of()));

        assertThat(trigger().toString() + retries).contains("***").doesNotContain(TOKEN);
    }
}
