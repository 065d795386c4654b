package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.Reference;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EndpointsTest {

    private final Endpoints endpoints = new Endpoints(new PlainHttp(Set.of("listed.example:5000")));

    @ParameterizedTest
    @CsvSource({
        "registry.example.com/a/b:1, https://registry.example.com/v2/a/b/manifests/1",
        "registry.example.com:5050/a:1, https://registry.example.com:5050/v2/a/manifests/1",
        "docker.io/debian:12, https://registry-1.docker.io/v2/library/debian/manifests/12",
        "listed.example:5000/a:1, http://listed.example:5000/v2/a/manifests/1",
        "listed.example/a:1, https://listed.example/v2/a/manifests/1",
        "localhost/a:1, http://localhost/v2/a/manifests/1",
        "127.0.0.9:5000/a:1, http://127.0.0.9:5000/v2/a/manifests/1",
        "[::1]:5000/a:1, http://[::1]:5000/v2/a/manifests/1",
        "[::2]:5000/a:1, https://[::2]:5000/v2/a/manifests/1",
        "localhost.example.com/a:1, https://localhost.example.com/v2/a/manifests/1",
    })
    void eachRegistryIsAskedAtItsAddress(String reference, String uri) {
        assertThat(endpoints.manifest(Reference.parse(reference))).hasToString(uri);
    }
}
