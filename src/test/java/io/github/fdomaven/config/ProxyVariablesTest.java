package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.http.BasicCredentials;
import io.github.fdomaven.http.HttpProxy;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.support.Secrets;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyVariablesTest {

    private static final Proxies NO_SETTINGS = new Proxies(List.of());

    private static ProxyVariables find(Map<String, String> environment, Map<String, String> docker, Proxies settings) {
        return ProxyVariables.find(new Environment(environment), () -> docker, () -> settings);
    }

    private static ProxyVariables ofEnvironment(String name, String value) {
        return find(Map.of(name, value), Map.of(), NO_SETTINGS);
    }

    private static HttpProxy proxy(String protocol, String host, String nonProxyHosts) {
        return new HttpProxy(protocol, host, 3128, Optional.empty(), Optional.ofNullable(nonProxyHosts));
    }

    private static Map<String, String> ofSettings(HttpProxy... proxies) {
        return find(Map.of(), Map.of(), new Proxies(List.of(proxies))).values();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http_proxy", "https_proxy", "ftp_proxy", "all_proxy"})
    void hasEachVariableInBothCases(String name) {
        Map<String, String> expected = Map.of(name, "http://p:1", name.toUpperCase(), "http://p:1");

        assertThat(ofEnvironment(name, "http://p:1").values()).isEqualTo(expected);
        assertThat(ofEnvironment(name.toUpperCase(), " http://p:1 ").values()).isEqualTo(expected);
        assertThat(find(Map.of(), Map.of(name, "http://p:1"), NO_SETTINGS).values())
                .isEqualTo(expected);
    }

    @Test
    void keepsDifferentValuesOfTheTwoCases() {
        Map<String, String> environment =
                Map.of("http_proxy", "http://a:1", "HTTP_PROXY", "http://b:2", "NO_PROXY", "x", "PATH", "/bin");

        assertThat(find(environment, Map.of(), NO_SETTINGS).values())
                .isEqualTo(Map.of(
                        "http_proxy", "http://a:1", "HTTP_PROXY", "http://b:2", "no_proxy", "x", "NO_PROXY", "x"));
    }

    @Test
    void takesTheFirstSourceWithAProxy() {
        Map<String, String> docker = Map.of("http_proxy", "http://docker:1");
        Proxies settings = new Proxies(List.of(proxy("http", "settings", null)));

        assertThat(find(Map.of("https_proxy", "http://env:1", "no_proxy", "x"), docker, settings)
                        .values())
                .containsOnlyKeys("https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY");
        assertThat(find(Map.of("no_proxy", "x", "http_proxy", " "), docker, settings))
                .hasToString("HTTP_PROXY, http_proxy of Docker's config.json");
        assertThat(find(Map.of(), Map.of("no_proxy", "x"), settings).origin()).isEqualTo("settings.xml");
        assertThat(find(Map.of(), Map.of(), NO_SETTINGS)).isEqualTo(ProxyVariables.NONE);
    }

    @Test
    void doesNotReadAFileIfTheEnvironmentHasAProxy() {
        ProxyVariables found = ProxyVariables.find(
                new Environment(Map.of("http_proxy", "http://p:1")),
                () -> {
                    throw new AssertionError("config.json is read");
                },
                () -> {
                    throw new AssertionError("settings.xml is read");
                });

        assertThat(found.values()).containsKey("http_proxy");
    }

    @Test
    void usesAProxyOfSettingsXmlForHttpsTooUnlessThereIsAnother() {
        assertThat(ofSettings(proxy("http", "one", null), proxy("http", "two", null)))
                .containsEntry("http_proxy", "http://one:3128")
                .containsEntry("https_proxy", "http://one:3128");
        assertThat(ofSettings(proxy("http", "one", null), proxy("HTTPS", "two", null)))
                .containsEntry("http_proxy", "http://one:3128")
                .containsEntry("HTTPS_PROXY", "http://two:3128");
        assertThat(ofSettings(proxy("https", "two", null)))
                .containsOnlyKeys("https_proxy", "HTTPS_PROXY")
                .containsEntry("https_proxy", "http://two:3128");
        assertThat(ofSettings(proxy("https", "fe80::1", null))).containsEntry("https_proxy", "http://[fe80::1]:3128");
        assertThat(ofSettings(proxy("socks5", "two", null))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "localhost; localhost",
                "localhost|*.example.org|10.*; localhost,.example.org,10.0.0.0/8",
                "192.168.*, 172.16.1.*; 192.168.0.0/16,172.16.1.0/24",
                "*; *",
                "host*|a; a"
            })
    void turnsNonProxyHostsIntoNoProxy(String nonProxyHosts, String noProxy) {
        assertThat(ofSettings(proxy("http", "p", nonProxyHosts)))
                .containsEntry("no_proxy", noProxy)
                .containsEntry("NO_PROXY", noProxy);
    }

    @Test
    void joinsTheExceptionsOfBothProxies() {
        assertThat(ofSettings(proxy("http", "p", "a|b"), proxy("https", "p", "b|c")))
                .containsEntry("no_proxy", "a,b,c");
        assertThat(ofSettings(proxy("http", "p", "host*"))).doesNotContainKey("no_proxy");
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:3128, localhost:3128",
        "http://127.0.0.1:3128/, 127.0.0.1:3128",
        "http://127.8.9.1, 127.8.9.1",
        "http://[::1]:3128, [::1]:3128",
        "localhost:3128, localhost:3128",
        "LOCALHOST, LOCALHOST",
        "http://me:pw@localhost:3128, localhost:3128",
        "http://me:p/w@localhost:3128, localhost:3128",
        "socks5h://localhost:1080, localhost:1080"
    })
    void findsAProxyOnALoopbackAddress(String value, String loopback) {
        assertThat(ofEnvironment("all_proxy", value).loopback()).contains(loopback);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://proxy.example.org:3128",
                "http://10.0.0.1:3128",
                "http://localhost.example.org:1",
                "http://localhost@proxy:3128",
                "nonsense\n",
                "://"
            })
    void findsNoLoopbackElsewhere(String value) {
        assertThat(ofEnvironment("http_proxy", value).loopback()).isEmpty();
        assertThat(find(Map.of("http_proxy", "http://p:1", "no_proxy", "localhost"), Map.of(), NO_SETTINGS)
                        .loopback())
                .isEmpty();
    }

    @Test
    void showsNoValue() {
        assertThat(ofEnvironment("http_proxy", "http://me:correct-horse@p:1"))
                .hasToString("HTTP_PROXY, http_proxy of the environment of Maven");
    }

    @ParameterizedTest
    @CsvSource({
        "http://me:correct%2Bhorse%40@proxy:3128, correct%2Bhorse%40",
        "http://me:correct%2Bhorse%40@proxy:3128, correct+horse@",
        "http://me:correct/horse@staple@proxy:3128, correct/horse@staple",
        "http://me:correct%zzhorse@proxy:3128, correct%zzhorse",
        "me:correct+horse@proxy:3128, correct+horse",
        "http://only-a-token@proxy:3128, only-a-token"
    })
    void masksThePasswordInEverySpelling(String value, String password) {
        Secrets secrets = new Secrets();
        ofEnvironment("HTTPS_PROXY", value).addTo(secrets);

        assertThat(secrets.redact("<" + password + ">")).isEqualTo("<***>");
        assertThat(secrets.redact("https_proxy=" + value)).doesNotContain(password);
    }

    @Test
    void masksAShortPasswordInAUrl() {
        Secrets secrets = new Secrets();
        ofEnvironment("http_proxy", "http://alice:pw@proxy:3128").addTo(secrets);

        assertThat(secrets.redact("http://alice:pw@proxy:3128")).isEqualTo("http://***:3128");
        ofEnvironment("http_proxy", "http://a:b@proxy:3128").addTo(secrets);
        assertThat(secrets.redact("http://a:b@proxy:3128")).isEqualTo("http://***:3128");
    }

    @Property(tries = 200)
    void encodesAndMasksEveryPasswordOfSettingsXml(
            @ForAll("passwords") String user, @ForAll("passwords") String password) {
        HttpProxy proxy = new HttpProxy(
                "http", "proxy", 3128, Optional.of(new BasicCredentials(user, password)), Optional.empty());
        ProxyVariables found = find(Map.of(), Map.of(), new Proxies(List.of(proxy)));
        Secrets secrets = new Secrets();
        found.addTo(secrets);

        String url = found.values().get("http_proxy");
        assertThat(URI.create(url).getUserInfo()).isEqualTo(user + ":" + password);
        assertThat(URI.create(url).getHost()).isEqualTo("proxy");
        assertThat(secrets.redact(url)).isEqualTo("http://***:3128");
        assertThat(secrets.redact("<" + password + ">")).isEqualTo("<***>");
    }

    @Property(tries = 200)
    void readsEveryValue(@ForAll String value) {
        ProxyVariables found = ofEnvironment("http_proxy", value);

        assertThat(found.loopback()).isNotNull();
        found.addTo(new Secrets());
    }

    @Example
    void readsALongValue() {
        ProxyVariables found = ofEnvironment("http_proxy", "http://" + "a:@/".repeat(50_000));

        assertThat(found.loopback()).isEmpty();
        found.addTo(new Secrets());
    }

    @Provide
    Arbitrary<String> passwords() {
        return Arbitraries.strings()
                .withCharRange('!', '~')
                .withChars('é', ' ', '字')
                .ofMinLength(8)
                .ofMaxLength(20)
                .map(text -> text.replace(' ', '_').replace(':', ';') + "Q7");
    }
}
