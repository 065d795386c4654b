package io.github.fdomaven.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.support.Secrets;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentProxiesTest {

    private final List<String> warnings = new ArrayList<>();

    private EnvironmentProxies of(Map<String, String> variables) {
        return EnvironmentProxies.of(new Environment(variables), warnings::add);
    }

    private String found(Map<String, String> variables, String uri) {
        return found(new Proxies(List.of(), of(variables)), uri);
    }

    private static String found(Proxies proxies, String uri) {
        return proxies.find(URI.create(uri)).map(HttpProxy::toString).orElse("none");
    }

    @Test
    void choosesTheProxyOfTheProtocol() {
        Map<String, String> both = Map.of("HTTP_PROXY", "http://plain:1", "https_proxy", "http://secure:2/");

        assertThat(found(both, "http://a.example/")).isEqualTo("plain:1");
        assertThat(found(both, "HTTPS://a.example/")).isEqualTo("secure:2");
        assertThat(found(Map.of("HTTP_PROXY", "http://plain:1"), "https://a.example/"))
                .isEqualTo("none");
    }

    @Test
    void prefersTheNameInUpperCaseThatHasAValue() {
        assertThat(found(Map.of("https_proxy", "low:1", "HTTPS_PROXY", "up:2"), "https://a.example/"))
                .isEqualTo("up:2");
        assertThat(found(Map.of("https_proxy", "low:1", "HTTPS_PROXY", " "), "https://a.example/"))
                .isEqualTo("low:1");
    }

    @ParameterizedTest
    @CsvSource({
        "proxy.example, proxy.example:80",
        "'  HTTP://proxy.example:3128/ ', proxy.example:3128",
        "http://ann:p@ss@proxy.example:3128, proxy.example:3128",
        "http://[::1]:3128, [::1]:3128",
    })
    void parsesAnAddress(String value, String proxy) {
        assertThat(found(Map.of("HTTPS_PROXY", value), "https://a.example/")).isEqualTo(proxy);
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "socks5://u:my-secret@proxy:1080",
                "https://proxy:1",
                "http://proxy:0",
                "http://proxy:99999999999",
                "http://:3128",
                "-"
            })
    void warnsOfAnAddressThatItCannotUse(String value) {
        assertThat(found(Map.of("HTTPS_PROXY", value.equals("-") ? "http://" : value), "https://a.example/"))
                .isEqualTo("none");
        assertThat(warnings)
                .singleElement()
                .asString()
                .startsWith("The plugin cannot use the proxy in the environment variable HTTPS_PROXY, and sends")
                .doesNotContain("my-secret");
    }

    @Test
    void decodesUserAndPasswordAndKeepsThemSecret() {
        EnvironmentProxies proxies = of(Map.of("HTTPS_PROXY", "http://ann:my%20secret+%@proxy:3128"));
        Secrets secrets = new Secrets();
        new Proxies(List.of(), of(Map.of("HTTPS_PROXY", "http://ann:my%20secret@proxy:3128"))).addTo(secrets);

        assertThat(proxies.byScheme().get("https").credentials())
                .contains(new BasicCredentials("ann", "my%20secret+%"));
        assertThat(secrets.redact("my secret")).isEqualTo("***");
        assertThat(of(Map.of("HTTP_PROXY", "ann@proxy:1"))
                        .byScheme()
                        .get("http")
                        .credentials())
                .contains(new BasicCredentials("ann", ""));
        assertThat(proxies.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @CsvSource({
        "example.org, example.org, true",
        "example.org, A.B.Example.org, true",
        "EXAMPLE.org, example.org, true",
        "example.org, anexample.org, false",
        ".example.org, a.example.org, true",
        ".example.org, example.org, false",
        "*.example.org, a.example.org, true",
        "*.example.org, example.org, false",
        "*, a.example, true",
        "' x.example , a.example', a.example, true",
        "a.example:443, a.example, true",
        "a.example:5000, a.example, false",
        "a.example:5000, a.example:5000, true",
        "10.0.0.0/8, 10.1.2.3, true",
        "10.0.0.0/8, 11.1.2.3, false",
        "10.0.0.0/9, 10.200.0.1, false",
        "0.0.0.0/0, 200.1.2.3, true",
        "10.1.2.3, 10.1.2.3, true",
        "10.1.2.3:5000, 10.1.2.3:5000, true",
        "10.1.2.3, 10.1.2.4, false",
        "2.3, 10.1.2.3, false",
        "10.0.0.0/x, 10.0.0.0, false",
        "10.0.0.0/8, a.example, false",
        "fd00::/8, [fd12::1], true",
        "fd00::/8, [fe80::1], false",
        "[fd12::1]:5000, [fd12:0::1]:5000, true",
        "fd12::1, 10.0.0.1, false",
        "999.1.1.1, 999.1.1.1, true",
        "., a.example, false",
        "'', a.example, false",
    })
    void excludesTheHostsOfNoProxy(String exceptions, String host, boolean isExcluded) {
        Map<String, String> variables = Map.of("HTTPS_PROXY", "proxy:1", "no_proxy", exceptions);

        assertThat(found(variables, "https://" + host + "/")).isEqualTo(isExcluded ? "none" : "proxy:1");
    }

    @Test
    void comesAfterSettingsXmlForTheProtocol() {
        EnvironmentProxies environment = of(Map.of("HTTPS_PROXY", "secure:1", "HTTP_PROXY", "plain:2"));
        HttpProxy https = new HttpProxy("https", "settings", 3, Optional.empty(), Optional.of("a.example"));
        HttpProxy http = new HttpProxy("http", "settings", 3, Optional.empty(), Optional.empty());

        Proxies secureOnly = new Proxies(List.of(https), environment);
        assertThat(found(secureOnly, "https://b.example/")).isEqualTo("settings:3");
        assertThat(found(secureOnly, "https://a.example/")).isEqualTo("none");
        assertThat(found(secureOnly, "http://a.example/")).isEqualTo("plain:2");
        assertThat(found(new Proxies(List.of(http), environment), "https://b.example/"))
                .isEqualTo("settings:3");
    }

    @Test
    void comesAfterJavasSystemProperties() {
        Map<String, String> variables = Map.of("HTTPS_PROXY", "secure:1");
        System.setProperty("https.proxyHost", "system");
        System.setProperty("http.nonProxyHosts", "a.example");
        try {
            assertThat(found(variables, "https://b.example/")).isEqualTo("system:443");
            assertThat(found(variables, "https://a.example/")).isEqualTo("none");
        } finally {
            System.clearProperty("https.proxyHost");
            System.clearProperty("http.nonProxyHosts");
        }
        assertThat(found(variables, "https://a.example/")).isEqualTo("secure:1");
    }

    @Test
    void reachesThisMachineDirectly() {
        assertThat(found(Map.of("HTTP_PROXY", "proxy:1"), "http://localhost:5000/"))
                .isEqualTo("none");
    }
}
