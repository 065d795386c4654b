package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.http.FakeTime;
import io.github.fdomaven.http.HttpTransport;
import io.github.fdomaven.http.PlainHttp;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.http.UnreachableServers;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.support.Secrets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryClientTest {

    private final RegistryClient client = new RegistryClient(
            new CredentialChain(List.of(), new Secrets(), (host, source) -> {}),
            new PlainHttp(Set.of("listed.example:5000")),
            new Secrets(),
            (problem, pause) -> {},
            new HttpTransport(Proxies.none(), Duration.ofSeconds(1), Duration.ofSeconds(1)),
            new UnreachableServers(),
            new FakeTime());

    @ParameterizedTest
    @CsvSource({
        "registry.example.com/a/b, https://registry.example.com/v2/a/b/x",
        "registry.example.com:5050/a, https://registry.example.com:5050/v2/a/x",
        "docker.io/debian, https://registry-1.docker.io/v2/library/debian/x",
        "listed.example:5000/a, http://listed.example:5000/v2/a/x",
        "listed.example/a, https://listed.example/v2/a/x",
        "localhost/a, http://localhost/v2/a/x",
        "127.0.0.9:5000/a, http://127.0.0.9:5000/v2/a/x",
        "[::1]:5000/a, http://[::1]:5000/v2/a/x",
        "[::2]:5000/a, https://[::2]:5000/v2/a/x",
        "localhost.example.com/a, https://localhost.example.com/v2/a/x",
    })
    void sendsEachRequestToItsRegistry(String repository, String uri) {
        Reference reference = Reference.parse(repository);

        assertThat(client.request("GET", reference.repository(), "/x").uri()).hasToString(uri);
        assertThat(client.request("GET", reference.repository(), "/x").server())
                .isEqualTo(reference.repository().host());
    }
}
