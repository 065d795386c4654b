package io.github.fdomaven.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.fixture.RawServer;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlowAnswerTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private final HttpTransport transport = new HttpTransport(
            Proxies.none(), new TimeLimits(LONG, Duration.ofMillis(100), LONG, LONG, 1000), () -> null);

    private int status(RawServer server, String method) throws HttpException {
        HttpRequest request = HttpRequest.of(method, URI.create("http://" + server.host() + "/x"));
        try (HttpResponse response = transport.send(request.withBody(HttpRequest.Body.of(new byte[0])))) {
            return response.status();
        }
    }

    /** A registry stores and checks a content before it answers. */
    @Test
    void waitsLongerForTheAnswerToAWrite() throws Exception {
        CountDownLatch received = new CountDownLatch(1);
        CountDownLatch stored = new CountDownLatch(1);
        try (RawServer server = new RawServer(connection -> {
            received.countDown();
            stored.await();
            RawServer.write(connection, "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
        })) {
            FutureTask<Integer> write = new FutureTask<>(() -> status(server, "PUT"));
            new Thread(write).start();
            received.await();
            server.answer(server.stalling(""));

            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(() -> status(server, "GET"))
                    .withMessageEndingWith(": no answer within the time limit");
            stored.countDown();
            assertThat(write.get()).isEqualTo(201);
        }
    }

    /** A registry copies a large layer to its storage before it answers the last request of an upload. */
    @ParameterizedTest
    @ValueSource(ints = {0, 70_000})
    void waitsLongestForTheEndOfAnUpload(int length) throws Exception {
        HttpTransport impatient = new HttpTransport(
                Proxies.none(), new TimeLimits(LONG, LONG, Duration.ofMillis(100), LONG, 1000), () -> null);
        try (RawServer server = new RawServer(connection -> {})) {
            server.answer(server.stalling(""));
            HttpRequest end = HttpRequest.of("PUT", URI.create("http://" + server.host() + "/x"))
                    .withBody(HttpRequest.Body.of(new byte[length]))
                    .withPace(HttpRequest.Pace.VERY_SLOW);

            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(() -> impatient.send(end))
                    .satisfies(failure -> assertThat(failure.getMessage())
                            .matches(
                                    ".*: (the answer was not complete after 1200 ms|no answer within the time limit)"));
        }
    }
}
