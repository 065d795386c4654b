package io.github.fdomaven.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fdomaven.fixture.RawServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTransportTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final Duration SHORT = Duration.ofMillis(100);
    private static final String OK = "HTTP/1.1 200 OK\r\n";
    private static final int LARGE = 20 * 1024 * 1024;

    private RawServer server;
    private TimeLimits limits = new TimeLimits(LONG, LONG, LONG, LONG, 1000);

    @BeforeEach
    void start() throws IOException {
        server = new RawServer(RawServer.text(OK + "Content-Length: 2\r\n\r\nok"));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private HttpRequest request(String method) {
        return HttpRequest.of(method, URI.create("http://" + server.host() + "/x"));
    }

    private HttpRequest upload(int length) {
        return request("PUT").withBody(HttpRequest.Body.of(new byte[length]));
    }

    private HttpTransport transport() {
        return new HttpTransport(Proxies.none(), limits, () -> null);
    }

    private String content(HttpRequest request) throws HttpException {
        try (HttpResponse response = transport().send(request)) {
            return new String(response.expectSuccessOr().content(1_000_000, "it"), StandardCharsets.ISO_8859_1);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\nokxxx | ok",
                "HTTP/1.1 200\\r\\nContent-Length: 2\\r\\nContent-Length: 2\\r\\n\\r\\nok | ok",
                "HTTP/1.0 200 OK\\r\\n\\r\\nok | ok",
                "\\r\\n\\nHTTP/1.1 200 OK\\n\\nok | ok",
                "HTTP/1.1 100 Continue\\r\\n\\r\\nHTTP/1.1 103 Hints\\r\\nLink: x\\r\\n\\r\\nHTTP/1.1 200 OK\\r\\n\\r\\nok | ok",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: Chunked\\r\\n\\r\\n1\\r\\no\\r\\n0001;x=y\\r\\nk\\r\\n0\\r\\nT: x\\r\\n\\r\\n | ok",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 99\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\nok\\n00\\n\\n | ok",
                "HTTP/1.1 204 No Content\\r\\nContent-Length: 99\\r\\n\\r\\n | ''",
                "HTTP/1.1 200 OK\\r\\nno colon\\r\\n: no name\\r\\n\\r\\nok | ok",
            })
    void readsAnswersOfAllKinds(String answer, String content) throws HttpException {
        server.answer(RawServer.text(answer.replace("\\r", "\r").replace("\\n", "\n")));

        assertThat(content(request("GET"))).isEqualTo(content);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SSH-2.0-x\\r\\n\\r\\n | the answer is not HTTP",
                "HTTP/1.1 abc\\r\\n\\r\\n | the answer is not HTTP",
                "HTTP/1.1 99999\\r\\n\\r\\n | the answer is not HTTP",
                "HTTP/1.1 101 Switching\\r\\n\\r\\n | the answer is for another protocol",
                "HTTP/1.1 200 OK\\r\\nContent-Length: -1\\r\\n\\r\\n | the answer has an invalid Content-Length header",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 1\\r\\nContent-Length: 2\\r\\n\\r\\n | the answer has an invalid Content-Length header",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 99999999999999999999\\r\\n\\r\\n | the answer has an invalid Content-Length header",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: gzip, chunked\\r\\n\\r\\n | the answer has an unknown transfer encoding",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nxyz\\r\\n | the answer has an invalid chunk",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1\\r\\noxx\\r\\n | the answer has an invalid chunk",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\nfffffffffffffffff\\r\\n | the answer has an invalid chunk",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5\\r\\nok | the connection broke: it ended before the last part of the answer",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 5\\r\\n\\r\\nok | the connection broke: it ended after 2 of 5 bytes",
                "HTTP/1.1 200 OK\\r\\nContent-L | the connection broke: it ended in the head of the answer",
                "'' | the connection broke: the server closed it without an answer",
            })
    void explainsAnInvalidAnswer(String answer, String problem) {
        server.answer(RawServer.text(answer.replace("\\r", "\r").replace("\\n", "\n")));

        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> content(request("GET")))
                .withMessageEndingWith("/x: " + problem);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | HTTP/1.1 100 Continue\\r\\n\\r\\n | there are more than 50 interim answers",
                "HTTP/1.1 200 OK\\r\\n | a: b\\r\\n | the head of the answer has more than 1048576 bytes",
                "HTTP/1.1 200 OK\\r\\na: | b | the head of the answer has more than 1048576 bytes",
                "'' | \\r\\n | the head of the answer has more than 1048576 bytes",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n1; | x | a part of the answer has more than",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n0\\r\\n | a: b\\r\\n | a part of the answer has more than",
                "HTTP/1.1 200 OK\\r\\n\\r\\n | x | it has more than 1000000 bytes",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n | 1\\r\\nx\\r\\n | it has more than 1000000 bytes",
            })
    void endsAnAnswerWithoutEnd(String start, String part, String problem) {
        server.answer(RawServer.endless(
                start.replace("\\r", "\r").replace("\\n", "\n"),
                part.replace("\\r", "\r").replace("\\n", "\n")));

        assertThatThrownBy(() -> content(request("GET")))
                .isInstanceOf(HttpException.class)
                .hasMessageContaining(problem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 2",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nok",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;x",
                "HTTP/1.1 500 Error\r\nContent-Length: 9\r\n\r\nok"
            })
    void limitsTheTimeOfAWholeAnswer(String start) {
        limits = new TimeLimits(LONG, LONG, SHORT, LONG, 1000);
        server.answer(server.stalling(start));

        for (HttpRequest request : new HttpRequest[] {request("GET"), upload(10)}) {
            assertThatThrownBy(() -> content(request))
                    .isInstanceOf(HttpException.class)
                    // On a slow machine even the status can come too late.
                    .hasMessageMatching(".*: (" + (start.contains("500") ? "500: ok|" : "")
                            + "the answer was not complete after 100 ms)");
        }
    }

    @Test
    void limitsTheProgressOfADownloadAndNotItsTime() throws Exception {
        limits = new TimeLimits(LONG, LONG, SHORT, SHORT, 1000);
        server.answer(server.stalling(OK + "Content-Length: 99999\r\n\r\n" + "x".repeat(1500)));

        try (HttpResponse response = headInTime()) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> response.stream(0).readAllBytes())
                    .withMessage("fewer than 1000 bytes were transferred in 100 ms");
        }
    }

    /** Sends a request until the head of the answer is in time, which it may not be on a slow machine. */
    private HttpResponse headInTime() throws HttpException {
        for (int attempt = 1; ; attempt++) {
            try {
                return transport().send(request("GET"));
            } catch (ConnectionException e) {
                if (attempt == 50) {
                    throw e;
                }
            }
        }
    }

    @Test
    void limitsTheProgressOfAnUpload() {
        limits = new TimeLimits(LONG, LONG, LONG, SHORT, 1000);
        server.answer(server.stalling(""));

        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> content(upload(LARGE)))
                .withMessageEndingWith(": fewer than 1000 bytes were transferred in 100 ms");
    }

    private static final String REFUSAL =
            "Content-Type: application/json\r\nContent-Length: 26\r\n\r\n{\"message\":\"not so large\"}";

    @ParameterizedTest
    @CsvSource({"400, 20971520", "401, 20971520", "413, 20971520", "500, 20971520", "403, 70000", "413, 10"})
    void readsARefusalBeforeTheEndOfAnUpload(int status, int length) {
        for (boolean closes : new boolean[] {true, false}) {
            String answer = "HTTP/1.1 " + status + " Refused\r\n" + REFUSAL;
            server.answer(closes ? RawServer.text(answer) : server.stalling(answer));

            assertThatExceptionOfType(StatusException.class)
                    .isThrownBy(() -> content(upload(length)))
                    .withMessageEndingWith("/x: " + status + ": not so large");
        }
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void doesNotTakeABrokenRefusalForAWholeOne() {
        for (int length : new int[] {4, 99}) {
            server.answer(RawServer.text("HTTP/1.1 500 Refused\r\nContent-Length: " + length + "\r\n\r\nhalf"));

            assertThatExceptionOfType(StatusException.class)
                    .isThrownBy(() -> content(upload(LARGE)))
                    .withMessageEndingWith("/x: 500: half")
                    .matches(problem -> problem.isAmbiguous() == (length > 4));
        }
    }

    @Test
    void stopsReadingTheSourceOfARefusedUpload() {
        server.answer(server.stalling("HTTP/1.1 413 Refused\r\n" + REFUSAL));
        HttpRequest endless = request("PUT").withBody(new HttpRequest.Body() {
            @Override
            public long length() {
                return Long.MAX_VALUE;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                while (true) {
                    out.write(new byte[1000]);
                }
            }
        });

        assertThatExceptionOfType(StatusException.class).isThrownBy(() -> content(endless));
    }

    @Test
    void sendsAWholeBodyAfterAnInterimAnswer() throws HttpException {
        server.answer(connection -> {
            RawServer.write(connection, "HTTP/1.1 100 Continue\r\n\r\n");
            connection.getInputStream().readNBytes(LARGE);
            RawServer.write(connection, OK + "Content-Length: 2\r\n\r\nok");
        });

        assertThat(content(upload(LARGE))).isEqualTo("ok");
    }

    @Test
    void doesNotTakeDataAfterAnAnswerForTheNextAnswer() throws HttpException {
        String answer = OK + "Content-Length: 2\r\n\r\nok";
        server.answer(RawServer.text(answer + answer));
        HttpTransport transport = transport();

        for (int i = 0; i < 2; i++) {
            try (HttpResponse response = transport.send(request("GET"))) {
                response.content(10, "it");
            }
        }
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void explainsAnUploadThatTheServerCuts() {
        server.answer(connection -> connection.shutdownOutput());

        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> content(upload(LARGE)))
                .withMessageContaining(": the connection broke: ")
                .withMessageNotContaining("null");
    }

    @Test
    void refusesAHeaderWithALineEnd() {
        assertThatThrownBy(() -> request("GET").withAuthorization(Optional.of("Bearer a\r\nX: y")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The header 'Authorization' has a character that is not allowed.");
    }
}
