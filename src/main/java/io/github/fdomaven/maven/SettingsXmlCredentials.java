package io.github.fdomaven.maven;

import io.github.fdomaven.registry.auth.CredentialSource;
import io.github.fdomaven.registry.auth.Credentials;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Optional;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** The servers of settings.xml, decrypted as Maven does it: for a registry the one whose id is its host. */
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
        Server decrypted = decrypted(server);
        return Optional.of(new Credentials(decrypted.getUsername(), decrypted.getPassword()));
    }

    /**
     * The password of a server, which is a token where there is no user.
     *
     * @throws FixableException if there is none, or it cannot be decrypted
     */
    String password(String id) {
        Server server = settings.getServer(id);
        if (server == null
                || server.getPassword() == null
                || server.getPassword().isBlank()) {
            throw new FixableException("<serverId>: settings.xml has no server '" + id
                    + "' with a password. Add one: its <password> is the token, and a <username> is not needed.");
        }
        String password = decrypted(server).getPassword();
        if (password == null || password.isBlank()) {
            throw new FixableException(
                    "<serverId>: the password of the server '" + id + "' of settings.xml is empty once it is decrypted."
                            + " Encrypt it again with 'mvn --encrypt-password'.");
        }
        return password;
    }

    private Server decrypted(Server server) {
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
        refuseUndecrypted("server " + server.getId(), result.getProblems());
        return result.getServer();
    }

    /** Maven itself would go on with the encrypted text, and send that as the password. */
    static void refuseUndecrypted(String owner, List<SettingsProblem> problems) {
        if (!problems.isEmpty()) {
            throw new FixableException("The password of the " + owner + " in settings.xml could not be decrypted: "
                    + problems.get(0).getMessage() + ". Encrypt it again with 'mvn --encrypt-password'.");
        }
    }
}
