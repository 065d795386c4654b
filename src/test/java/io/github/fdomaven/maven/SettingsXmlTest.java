package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.registry.auth.Credentials;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.DefaultSettingsProblem;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsXmlTest {

    private static final String HOST = "registry.example.org:5000";

    private final Settings settings = new Settings();
    private final SettingsXml settingsXml = new SettingsXml(settings, decrypting());

    @Test
    void findsTheServerWhoseIdIsTheHost() {
        add(HOST, "me", "{encrypted}");

        assertThat(settingsXml.find(HOST)).contains(new Credentials("me", "decrypted"));
    }

    @Test
    void findsNothingForAnotherHost() {
        add(HOST, "me", "{encrypted}");

        assertThat(settingsXml.find("registry.example.org")).isEmpty();
    }

    @Test
    void ignoresServersWithoutUserOrPassword() {
        add("no-password", "me", null);
        add("no-user", null, "{encrypted}");

        assertThat(settingsXml.find("no-password")).isEmpty();
        assertThat(settingsXml.find("no-user")).isEmpty();
    }

    @Test
    void refusesAPasswordThatMavenCannotDecrypt() {
        add(HOST, "me", "{encrypted}");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> new SettingsXml(settings, failing("no master password")).find(HOST))
                .withMessage("The password of the server registry.example.org:5000 in settings.xml could not be"
                        + " decrypted: no master password. Encrypt it again with 'mvn --encrypt-password'.");
    }

    @Test
    void doesNotChangeTheSettingsOfMaven() {
        add(HOST, "me", "{encrypted}");

        settingsXml.find(HOST);

        assertThat(settings.getServer(HOST).getPassword()).isEqualTo("{encrypted}");
    }

    @Test
    void hasAName() {
        assertThat(settingsXml.name()).isEqualTo("settings.xml");
    }

    @Test
    void returnsThePasswordOfAServerWithoutUser() {
        add("gitlab", null, "{encrypted}");
        add("other", "me", "{encrypted}");

        assertThat(settingsXml.password("gitlab")).isEqualTo("decrypted");
        assertThat(settingsXml.password("other")).isEqualTo("decrypted");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void requiresAServerWithAPassword(String password) {
        add("gitlab", "me", password);
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> settingsXml.password("gitlab"))
                .withMessage("<serverId>: settings.xml has no server 'gitlab' with a password. Add a server whose"
                        + " <password> is the token; it needs no <username>.");
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> settingsXml.password("missing"))
                .withMessageStartingWith("<serverId>: settings.xml has no server 'missing' with a password.");
    }

    @Test
    void refusesATokenThatMavenCannotDecrypt() {
        add("gitlab", null, "{encrypted}");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> new SettingsXml(settings, failing("no master password")).password("gitlab"))
                .withMessage("The password of the server gitlab in settings.xml could not be decrypted: no master"
                        + " password. Encrypt it again with 'mvn --encrypt-password'.");
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

    private static SettingsDecrypter decrypting() {
        return request -> {
            Server server = request.getServers().get(0);
            return new Result(server(server.getId(), server.getUsername(), "decrypted"), List.of());
        };
    }

    private static SettingsDecrypter failing(String problem) {
        return request -> new Result(
                request.getServers().get(0),
                List.of(new DefaultSettingsProblem(
                        problem, SettingsProblem.Severity.ERROR, "settings.xml", 1, 1, null)));
    }

    /** What a decrypter answers for a single server. */
    private record Result(Server server, List<SettingsProblem> problems) implements SettingsDecryptionResult {

        @Override
        public Server getServer() {
            return server;
        }

        @Override
        public List<Server> getServers() {
            return List.of(server);
        }

        @Override
        public Proxy getProxy() {
            return null;
        }

        @Override
        public List<Proxy> getProxies() {
            return List.of();
        }

        @Override
        public List<SettingsProblem> getProblems() {
            return problems;
        }
    }
}
