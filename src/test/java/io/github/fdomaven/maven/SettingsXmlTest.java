package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.http.BasicCredentials;
import io.github.fdomaven.http.HttpProxy;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.auth.Credentials;
import io.github.fdomaven.support.FixableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsXmlTest {

    private static final String HOST = "registry.example.org:5000";

    private static final Repository REPOSITORY = Repository.parse(HOST + "/group/project");

    /** Encrypted by Maven. */
    private static final String ENCRYPTED = "{YpKmSWig9QYH9F6Xg/i6+b+ubJO8dvW2tifiCNfaWqw=}";

    private final List<String> problems = new ArrayList<>();
    private final Settings settings = new Settings();
    private final SettingsXml settingsXml = new SettingsXml(settings, Decrypters.returning("decrypted"));

    private Optional<Credentials> find(Repository repository) {
        return settingsXml.find(repository, problems::add);
    }

    @Test
    void hasAName() {
        assertThat(settingsXml.name()).isEqualTo("settings.xml");
    }

    @Test
    void findsTheServerWhoseIdIsTheHost() {
        add(HOST, "me", ENCRYPTED);

        assertThat(find(REPOSITORY)).contains(new Credentials("me", "decrypted"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Registry.example.org:5000",
                "https://registry.example.org:5000/v2/",
                "registry.example.org:5000/group",
                "registry.example.org:5000/group/project",
            })
    void findsAServerByTheKeysOfDockersFiles(String id) {
        add(id, "me", "secret");

        assertThat(find(REPOSITORY)).contains(new Credentials("me", "secret"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker.io",
                "index.docker.io",
                "registry-1.docker.io",
                "registry.hub.docker.com",
                "https://index.docker.io/v1/",
                "https://registry-1.docker.io",
            })
    void findsDockerHubByAllItsNames(String id) {
        add(id, "me", "secret");

        assertThat(find(Repository.parse("docker.io/library/debian"))).contains(new Credentials("me", "secret"));
    }

    @Test
    void prefersTheMostSpecificServer() {
        add("https://" + HOST, "url", "secret");
        add(HOST, "host", "secret");
        add(HOST + "/group", "group", "secret");
        add(null, "none", "secret");

        assertThat(find(REPOSITORY)).contains(new Credentials("group", "secret"));
        assertThat(find(Repository.parse(HOST + "/other"))).contains(new Credentials("host", "secret"));
    }

    @Test
    void findsNothingForAnotherHost() {
        add(HOST, "me", ENCRYPTED);

        assertThat(find(Repository.parse("registry.example.org/group"))).isEmpty();
    }

    @Test
    void ignoresServersWithoutUserOrPassword() {
        add(HOST + "/group", "me", null);
        add(HOST, null, ENCRYPTED);
        add("https://" + HOST, "me", "");

        assertThat(find(REPOSITORY)).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void readsTheActiveProxies() {
        addProxy("http", "plain.example", true);
        addProxy("https", "off.example", false);
        Proxy secure = addProxy("https", "secure.example", true);
        secure.setUsername("ann");
        secure.setPassword("p@ss{word}");
        secure.setNonProxyHosts("*.internal|10.*");

        List<HttpProxy> proxies = settingsXml.proxies().all();

        assertThat(proxies).extracting(HttpProxy::host).containsExactly("plain.example", "secure.example");
        assertThat(proxies.get(0).credentials()).isEmpty();
        assertThat(proxies.get(1).credentials()).contains(new BasicCredentials("ann", "p@ss{word}"));
        assertThat(proxies.get(1).nonProxyHosts()).contains("*.internal|10.*");
    }

    @Test
    void refusesAProxyWithAVariableThatIsNotSet() {
        Proxy proxy = addProxy("http", "proxy.example", true);
        proxy.setId("office");
        proxy.setUsername("ann");
        proxy.setPassword("$" + "{env.NOT_SET}");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(settingsXml::proxies)
                .withMessage("The proxy 'office' of settings.xml needs the variable NOT_SET, which is not set. Set the"
                        + " variable, or remove the proxy 'office'.");
    }

    private Proxy addProxy(String protocol, String host, boolean isActive) {
        Proxy proxy = new Proxy();
        proxy.setProtocol(protocol);
        proxy.setHost(host);
        proxy.setActive(isActive);
        settings.addProxy(proxy);
        return proxy;
    }

    private void add(String id, String user, String password) {
        settings.addServer(server(id, user, password));
    }

    private static Server server(String id, String user, String password) {
        Server server = new Server();
        server.setId(id);
        server.setUsername(user);
        server.setPassword(password);
        return server;
    }
}
