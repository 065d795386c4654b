package io.github.fdomaven.maven;

import io.github.fdomaven.credentials.CredentialSource;
import io.github.fdomaven.credentials.Credentials;
import io.github.fdomaven.failure.FixableException;
import java.util.List;
import java.util.Optional;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** The server of settings.xml whose id is the registry's host, decrypted as Maven does it. */
final class SettingsXmlCredentials implements CredentialSource {

    private final Settings settings;
    private final SettingsDecrypter decrypter;

    SettingsXmlCredentials(Settings settings, SettingsDecrypter decrypter) {
        this.settings = settings;
        this.decrypter = decrypter;
    }

    @Override
    public String name() {
        return "settings.xml";
    }

    @Override
    public Optional<Credentials> find(String host) {
        Server server = settings.getServer(host);
        if (server == null || server.getUsername() == null || server.getPassword() == null) {
            return Optional.empty();
        }
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
        refuseUndecrypted("server " + host, result.getProblems());
        return Optional.of(new Credentials(
                result.getServer().getUsername(), result.getServer().getPassword()));
    }

    /** Maven itself would go on with the encrypted text, and send that as the password. */
    static void refuseUndecrypted(String owner, List<SettingsProblem> problems) {
        if (!problems.isEmpty()) {
            throw new FixableException("The password of the " + owner + " in settings.xml could not be decrypted: "
                    + problems.get(0).getMessage() + ". Encrypt it again with 'mvn --encrypt-password'.");
        }
    }
}
