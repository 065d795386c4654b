package io.github.fdomaven.oci;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DockerHubTest {

    @ParameterizedTest
    @ValueSource(strings = {"docker.io", "Index.Docker.io", "registry-1.docker.io", "registry.hub.docker.com"})
    void recognizesItsNames(String host) {
        assertThat(DockerHub.isName(host)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"example.com", "docker.io.example.com", "docker.io:443"})
    void recognizesOtherHosts(String host) {
        assertThat(DockerHub.isName(host)).isFalse();
        assertThat(DockerHub.server(host)).isEqualTo(host);
    }

    @Test
    void isReachedAtAnotherHost() {
        assertThat(DockerHub.server("docker.io")).isEqualTo("registry-1.docker.io");
    }
}
