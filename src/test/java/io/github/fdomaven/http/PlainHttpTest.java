package io.github.fdomaven.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainHttpTest {

    private final PlainHttp plainHttp = new PlainHttp(Set.of("listed.example:1"));

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
    void recognizesThisMachine(String address) {
        assertThat(PlainHttp.isLoopback(URI.create(address))).isTrue();
        assertThat(plainHttp.allows(URI.create(address))).isTrue();
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
                "http://0.0.0.0",
                "http://listed.example",
                "http:///path"
            })
    void recognizesOtherMachines(String address) {
        assertThat(PlainHttp.isLoopback(URI.create(address))).isFalse();
        assertThat(plainHttp.allows(URI.create(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://gitlab.example.com", "http://listed.example:1", "http://LISTED.example:1/x"})
    void allowsTlsAndListedHosts(String address) {
        assertThat(plainHttp.allows(URI.create(address))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "https://a.example, https://b.example, true",
        "http://127.0.0.1:1, https://b.example, true",
        "https://a.example, http://localhost:1, false",
        "https://a.example, http://127.1.2.3, false",
        "https://a.example, http://[::1]:5, false",
        "https://localhost:1, http://127.0.0.1:2, true",
        "https://a.example, http://listed.example:1, false",
        "http://listed.example:1, http://listed.example:1, true",
        "http://listed.example:1, http://listed.example:2, false",
        "http://127.0.0.1, http://127.0.0.1.example, false",
        "http://127.0.0.1, http://127.0.0.256, false",
    })
    void allowsNoRedirectFromTlsToPlainHttp(String from, String to, boolean allowed) {
        assertThat(plainHttp.allows(URI.create(from + "/"), URI.create(to + "/")))
                .isEqualTo(allowed);
    }
}
