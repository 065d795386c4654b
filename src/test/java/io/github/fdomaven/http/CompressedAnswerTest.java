package io.github.fdomaven.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.fixture.RawServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompressedAnswerTest {

    private static final Duration LONG = Duration.ofMinutes(5);

    private static String compressed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    private static String content(String head, String body) throws IOException {
        String answer = "HTTP/1.1 " + head + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body;
        HttpTransport transport =
                new HttpTransport(Proxies.none(), new TimeLimits(LONG, LONG, LONG, LONG, 1000), () -> null);
        try (RawServer server = new RawServer(RawServer.text(answer));
                HttpResponse response =
                        transport.send(HttpRequest.of("GET", URI.create("http://" + server.host() + "/x")))) {
            return new String(response.expectSuccessOr().content(1000, "the content"), StandardCharsets.US_ASCII);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "GZIP", "x-gzip"})
    void readsACompressedContent(String coding) throws IOException {
        assertThat(content("200 OK\r\nContent-Encoding: " + coding, compressed("{}")))
                .isEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource({"identity, {}", "unknown, {}", "gzip, ''"})
    void readsAnyOtherContentAsItIs(String coding, String body) throws IOException {
        assertThat(content("200 OK\r\nContent-Encoding: " + coding, body)).isEqualTo(body);
    }

    @Test
    void readsACompressedMessage() throws IOException {
        String body = compressed("{\"message\":\"not you\"}");

        assertThatExceptionOfType(StatusException.class)
                .isThrownBy(() -> content("403 Forbidden\r\nContent-Encoding: gzip", body))
                .withMessageEndingWith("/x: 403: not you");
    }

    @Test
    void limitsTheContentAndNotItsCompressedForm() throws IOException {
        String body = compressed("x".repeat(1_000_000));

        assertThatExceptionOfType(InvalidResponseException.class)
                .isThrownBy(() -> content("200 OK\r\nContent-Encoding: gzip", body))
                .withMessageEndingWith("/x: 200: the content has more than 1000 bytes");
    }

    @Test
    void reportsABrokenCompression() throws IOException {
        for (String body : List.of("not compressed", compressed("{}").substring(0, 12))) {
            assertThatExceptionOfType(InvalidResponseException.class)
                    .isThrownBy(() -> content("200 OK\r\nContent-Encoding: gzip", body))
                    .withMessageEndingWith("/x: 200: the content is not compressed as declared");
        }
        assertThatExceptionOfType(StatusException.class)
                .isThrownBy(() -> content("500 Down\r\nContent-Encoding: gzip", "not compressed"))
                .withMessageEndingWith("/x: 500: Down");
    }
}
