package io.github.fdomaven.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HostKeyTest {

    @ParameterizedTest
    @CsvSource({
        "registry.example.com, registry.example.com, true",
        "Registry.Example.com, registry.example.com, true",
        "https://registry.example.com, registry.example.com, true",
        "http://localhost:5000, localhost:5000, true",
        "https://registry.example.com/, registry.example.com, true",
        "https://registry.example.com/v1/, registry.example.com, true",
        "registry.example.com/v2, registry.example.com, true",
        "https://index.docker.io/v1/, docker.io, true",
        "docker.io, docker.io, true",
        "registry-1.docker.io, docker.io, true",
        "registry.example.com/group, registry.example.com, false",
        "registry.example.com/v1/group, registry.example.com, false",
        "registry.example.com, registry.example.com:5050, false",
        "registry.example.com:5050, registry.example.com, false",
        "evil.example.com, example.com, false",
        "ftp://registry.example.com, registry.example.com, false",
        "'', registry.example.com, false",
    })
    void matchesTheSpellingsOfOneHost(String key, String host, boolean matches) {
        assertThat(HostKey.matches(key, host)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({
        "docker.io, https://index.docker.io/v1/",
        "registry.example.com:5050, registry.example.com:5050",
    })
    void helpersExpectTheUrlOfDockerHub(String host, String key) {
        assertThat(HostKey.forHelper(host)).isEqualTo(key);
    }
}
