package io.github.fdomaven.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.fixture.RawServer;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that do not keep the rules of a connection that is used again. */
class ConnectionReuseTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n";

    private RawServer server;

    @BeforeEach
    void start() throws IOException {
        server = new RawServer(RawServer.text(""));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private static HttpTransport transport(Duration response) {
        return new HttpTransport(Proxies.none(), new TimeLimits(LONG, response, LONG, LONG, 1000), () -> null);
    }

    private HttpRequest request(String method) {
        return HttpRequest.of(method, URI.create("http://" + server.host() + "/x"));
    }

    private String send(HttpTransport transport, String method) throws HttpException {
        try (HttpResponse response = transport.send(request(method))) {
            return response.status() + " " + new String(response.content(100, "it"), StandardCharsets.US_ASCII);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                OK + "no",
                "HTTP/1.0 408 Request Time-out\r\nConnection: close\r\n\r\n",
                "HTTP/1.1 100 Continue\r\n\r\n",
                "garbage",
                "\r\n"
            })
    void doesNotTakeTheRestOfAnAnswerForTheNextAnswer(String rest) throws HttpException {
        server.answer(connection -> {
            RawServer.write(connection, OK + "ok" + rest);
            RawServer.readHead(connection.getInputStream());
        });
        HttpTransport transport = transport(LONG);

        assertThat(send(transport, "GET")).isEqualTo("200 ok");
        assertThat(send(transport, "GET")).isEqualTo("200 ok");
        assertThat(server.requests()).isEqualTo(2);
    }

    @Test
    void doesNotTakeWhatArrivesBeforeARequestForItsAnswer() throws Exception {
        CountDownLatch read = new CountDownLatch(1);
        CountDownLatch written = new CountDownLatch(1);
        server.answer(connection -> {
            server.answer(RawServer.text(OK + "ok"));
            RawServer.write(connection, OK + "ok");
            read.await();
            RawServer.write(connection, "HTTP/1.0 408 Request Time-out\r\nConnection: close\r\n\r\n");
            written.countDown();
            RawServer.readHead(connection.getInputStream());
        });
        HttpTransport transport = transport(LONG);
        send(transport, "GET");
        read.countDown();
        written.await();
        // What was written before has arrived after this answer.
        send(transport(LONG), "GET");

        assertThat(send(transport, "GET")).isEqualTo("200 ok");
        assertThat(server.requests()).isEqualTo(3);
    }

    @Test
    void opensANewConnectionIfTheServerClosedTheOldOne() throws Exception {
        server.answer(RawServer.text(OK + "ok"));
        HttpTransport transport = transport(LONG);
        HttpRequest upload = request("PUT").withBody(HttpRequest.Body.of(new byte[10]));

        for (int i = 0; i < 3; i++) {
            for (HttpRequest request : List.of(request("GET"), upload, request("HEAD"))) {
                try (HttpResponse response = transport.send(request)) {
                    assertThat(response.status()).isEqualTo(200);
                }
                server.awaitEnd();
            }
        }
        assertThat(server.requests()).isEqualTo(9);
    }

    @Test
    void reusesAConnection() throws HttpException {
        server.answer(connection -> {
            RawServer.write(connection, OK + "ok");
            RawServer.readHead(connection.getInputStream());
            RawServer.write(connection, OK + "ok");
        });
        HttpTransport transport = transport(LONG);

        assertThat(send(transport, "GET")).isEqualTo("200 ok");
        assertThat(send(transport, "GET")).isEqualTo("200 ok");
        assertThat(server.requests()).isEqualTo(1);
    }

    @Test
    void acceptsAHeadResponseWithABody() throws HttpException {
        server.answer(connection -> {
            RawServer.write(connection, OK + "ok");
            RawServer.readHead(connection.getInputStream());
        });
        HttpTransport transport = transport(LONG);

        assertThat(send(transport, "HEAD")).isEqualTo("200 ");
        assertThat(send(transport, "GET")).isEqualTo("200 ok");
    }

    @Test
    void opensAConnectionForEachRequestToAServerThatClosesAConnectionInUse() throws Exception {
        server.answer(connection -> {
            RawServer.write(connection, OK + "ok");
            RawServer.readHead(connection.getInputStream());
        });
        HttpTransport transport = transport(LONG);
        HttpRequest post = request("POST").withBody(HttpRequest.Body.of(new byte[0]));
        send(transport, "GET");

        assertThatExceptionOfType(ConnectionException.class).isThrownBy(() -> transport.send(post));

        send(transport, "GET");
        try (HttpResponse response = transport.send(post)) {
            assertThat(response.status()).isEqualTo(200);
        }
    }

    @Test
    void doesNotRepeatARequestWithoutAnAnswer() throws HttpException {
        AtomicInteger heads = new AtomicInteger();
        server.answer(connection -> {
            RawServer.write(connection, OK + "ok");
            while (RawServer.readHead(connection.getInputStream())) {
                heads.incrementAndGet();
            }
        });
        HttpTransport transport = transport(Duration.ofSeconds(10));
        send(transport, "GET");

        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> send(transport, "GET"))
                .withMessageEndingWith("/x: no answer within the time limit");
        assertThat(heads).hasValue(1);
        assertThat(server.requests()).isEqualTo(1);
    }
}
