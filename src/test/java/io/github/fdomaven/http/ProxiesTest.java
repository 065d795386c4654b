package io.github.fdomaven.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.fdomaven.support.Secrets;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProxiesTest {

    private static HttpProxy proxy(String protocol, String host, String nonProxyHosts) {
        return new HttpProxy(protocol, host, 3128, Optional.empty(), Optional.ofNullable(nonProxyHosts));
    }

    private static String found(Proxies proxies, String uri) {
        return proxies.find(URI.create(uri)).map(HttpProxy::host).orElse("none");
    }

    @ParameterizedTest
    @CsvSource({
        "https://registry.example.com/, secure",
        "http://registry.example.com/, plain",
        "https://registry.example.com:5050/, secure",
    })
    void choosesTheProxyOfTheProtocol(String uri, String proxy) {
        assertThat(found(new Proxies(List.of(proxy("http", "plain", null), proxy("HTTPS", "secure", null))), uri))
                .isEqualTo(proxy);
    }

    @Test
    void usesAnHttpProxyForHttpsButNotViceVersa() {
        assertThat(found(new Proxies(List.of(proxy("http", "plain", null))), "https://a.example/"))
                .isEqualTo("plain");
        assertThat(found(new Proxies(List.of(proxy("https", "secure", null))), "http://a.example/"))
                .isEqualTo("none");
        assertThat(found(new Proxies(List.of(proxy("socks5", "socks", null))), "https://a.example/"))
                .isEqualTo("none");
    }

    @Test
    void choosesTheFirstProxyThatDoesNotExcludeTheHost() {
        Proxies proxies =
                new Proxies(List.of(proxy("https", "first", "a.example"), proxy("https", "second", "b.example")));

        assertThat(Stream.of("a.example", "b.example", "c.example")
                        .map(host -> found(proxies, "https://" + host + "/")))
                .containsExactly("second", "first", "first");
    }

    @ParameterizedTest
    @CsvSource({
        "a.example, a.example, true",
        "A.Example, a.example, true",
        "*.example, a.example, true",
        "*.example, a.b.example, true",
        "*.example, example, false",
        "a.*, a.example, true",
        "10.*, 10.0.0.1, true",
        "*, a.example, true",
        "b.example|a.example, a.example, true",
        "'b.example, a.example', a.example, true",
        "a.example, aXexample, false",
        "a.example, b.a.example, false",
        "a.example, a.example.com, false",
        "'', a.example, false",
        "'|', a.example, false",
        "'[a.example', a.example, false",
    })
    void excludesHostsByPattern(String nonProxyHosts, String host, boolean isExcluded) {
        assertThat(proxy("http", "proxy", nonProxyHosts).excludes(host)).isEqualTo(isExcluded);
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:5000/", "http://127.0.0.1:5000/", "https://127.1.2.3/", "http://[::1]:5000/"})
    void reachesThisMachineDirectly(String uri) {
        assertThat(found(new Proxies(List.of(proxy("http", "proxy", null))), uri))
                .isEqualTo("none");
    }

    @ParameterizedTest
    @CsvSource({"'', 3128", "proxy.example, 0", "proxy.example, 65536"})
    void refusesAnInvalidAddress(String host, int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new HttpProxy("http", host, port, Optional.empty(), Optional.empty()))
                .withMessage(
                        "'" + host + ":" + port + "' is not a proxy: valid are a host and a port from 1 to 65535.");
    }

    @Test
    void addsThePasswordsToTheSecrets() {
        Secrets secrets = new Secrets();
        BasicCredentials credentials = new BasicCredentials("ann", "my-secret");
        new Proxies(List.of(
                        proxy("http", "open", null),
                        new HttpProxy("http", "proxy", 3128, Optional.of(credentials), Optional.empty())))
                .addTo(secrets);

        assertThat(secrets.redact("my-secret " + credentials.header())).isEqualTo("*** Basic ***");
        assertThat(credentials).hasToString("ann");
    }

    @Test
    void doesNotPrintThePassword() {
        HttpProxy proxy = new HttpProxy(
                "http", "proxy.example", 3128, Optional.of(new BasicCredentials("ann", "my-secret")), Optional.empty());

        assertThat(proxy).hasToString("proxy.example:3128");
        assertThat(new Proxies(List.of(proxy)))
                .asString()
                .startsWith("Proxies[all=[proxy.example:3128], ")
                .doesNotContain("my-secret");
    }
}
