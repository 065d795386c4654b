package io.github.fdomaven.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpTest {

    private static final Instant NOW = Instant.parse("2026-11-24T00:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost",
                "http://LOCALHOST:80/x",
                "http://127.0.0.1:1",
                "http://127.255.0.9",
                "http://[::1]:80",
                "http://[0:0:0:0:0:0:0:1]"
            })
    void thisMachine(String address) {
        assertThat(Loopback.is(URI.create(address))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://gitlab.example.com",
                "http://127.0.0.1.example.com",
                "http://localhost.example.com",
                "http://128.0.0.1",
                "http://127.0.0.256",
                "http://[::2]",
                "http://0.0.0.0"
            })
    void anotherMachine(String address) {
        assertThat(Loopback.is(URI.create(address))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "7, PT7S",
        "1000000000000, PT1000000000000S",
        "'Tue, 24 Nov 2026 00:00:20 GMT', PT20S",
        "'Mon, 23 Nov 2026 23:59:59 GMT', PT-1S"
    })
    void aServerSaysWhen(String text, Duration pause) {
        assertThat(RetryAfter.parse(text, NOW)).contains(pause);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "soon", "-1", "1.5", "9999999999999999", "Tue, 99 Nov 2026 00:00:20 GMT"})
    void aServerDoesNotSayWhen(String text) {
        assertThat(RetryAfter.parse(text, NOW)).isEmpty();
    }
}
