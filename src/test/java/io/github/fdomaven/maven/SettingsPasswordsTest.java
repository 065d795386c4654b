package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.auth.Credentials;
import io.github.fdomaven.support.FixableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Passwords of settings.xml: encrypted ones, those with braces, and those with variables. */
class SettingsPasswordsTest {

    private static final String HOST = "registry.example.org:5000";

    /** Encrypted by Maven. */
    private static final String ENCRYPTED = "{YpKmSWig9QYH9F6Xg/i6+b+ubJO8dvW2tifiCNfaWqw=}";

    private final List<String> problems = new ArrayList<>();
    private final Settings settings = new Settings();
    private final SettingsXml settingsXml = new SettingsXml(settings, Decrypters.returning("decrypted"));

    private Optional<Credentials> find(SettingsDecrypter decrypter) {
        return new SettingsXml(settings, decrypter).find(Repository.parse(HOST + "/group/project"), problems::add);
    }

    private void add(String id, String user, String password) {
        Server server = new Server();
        server.setId(id);
        server.setUsername(user);
        server.setPassword(password);
        settings.addServer(server);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ENCRYPTED,
                "expires 2030 " + ENCRYPTED + " for CI",
                "{[name=master,cipher=AES/GCM/NoPadding,version=4.0]vvq66pZ7rkvzSPStGTI9q4QDnsmuDwo=}",
                "{[type=keychain]entry}",
            })
    void refusesAPasswordThatMavenCannotDecrypt(String password) {
        add(HOST, "me", password);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> find(Decrypters.failing("no master password")))
                .withMessage("The password of the server registry.example.org:5000 in settings.xml could not be"
                        + " decrypted: no master password. Encrypt it again with 'mvn --encrypt-password'.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"service_account\",\"key\":\"x\"}",
                "{abc}",
                "{}",
                "{",
                "a{b}c",
                "a}b{c",
                "\\{abc\\}",
                "\\{abc}",
                "{[1]}",
                "$" + "{other.expression}",
                "{{x}}",
            })
    void takesABracedPasswordThatMavenDidNotEncryptAsItIs(String password) {
        add(HOST, "me", password);
        add("gitlab", null, password);

        assertThat(find(Decrypters.withoutMasterPassword())).contains(new Credentials("me", password));
        assertThat(new SettingsXml(settings, Decrypters.withoutMasterPassword()).password("gitlab"))
                .isEqualTo(password);
    }

    @Test
    void acceptsADecryptedPasswordAlthoughThePassphraseCannotBeDecrypted() {
        add(HOST, "me", ENCRYPTED);
        assertThat(find(Decrypters.returning("decrypted", "no passphrase")))
                .contains(new Credentials("me", "decrypted"));
    }

    @ParameterizedTest
    @CsvSource({
        "me, $" + "{env.NOT_SET}",
        "$" + "{env.NOT_SET}, secret",
        "me, prefix-$" + "{env.NOT_SET}-suffix",
    })
    void namesAVariableThatIsNotSet(String user, String password) {
        add(HOST, user, password);

        assertThat(find(Decrypters.withoutMasterPassword())).isEmpty();
        assertThat(problems)
                .containsExactly("The server 'registry.example.org:5000' of settings.xml needs the variable NOT_SET,"
                        + " which is not set. Set the variable, or remove the server"
                        + " 'registry.example.org:5000'.");
    }

    @Test
    void namesTheVariableOfATokenThatIsNotSet() {
        add("gitlab", null, "$" + "{env.NOT_SET}");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> settingsXml.password("gitlab"))
                .withMessageStartingWith(
                        "<serverId>: The server 'gitlab' of settings.xml needs the variable NOT_SET, which is not");
    }

    @Test
    void doesNotChangeTheSettingsOfMaven() {
        add(HOST, "me", ENCRYPTED);

        find(Decrypters.returning("decrypted"));

        assertThat(settings.getServer(HOST).getPassword()).isEqualTo(ENCRYPTED);
    }

    @Test
    void returnsThePasswordOfAServerWithoutUser() {
        add("gitlab", null, ENCRYPTED);
        add("other", "me", ENCRYPTED);

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
        add("gitlab", null, ENCRYPTED);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(
                        () -> new SettingsXml(settings, Decrypters.failing("no master password")).password("gitlab"))
                .withMessage("The password of the server gitlab in settings.xml could not be decrypted: no master"
                        + " password. Encrypt it again with 'mvn --encrypt-password'.");
    }
}
