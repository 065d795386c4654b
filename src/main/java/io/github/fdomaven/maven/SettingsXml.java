package io.github.fdomaven.maven;

import io.github.fdomaven.http.BasicCredentials;
import io.github.fdomaven.http.HttpProxy;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.registry.auth.CredentialSource;
import io.github.fdomaven.registry.auth.Credentials;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Optional;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.building.SettingsProblem;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/**
 * The servers and proxies of settings.xml, with the passwords that Maven decrypts. The credentials of a registry are those of
 * the server whose id is its host.
 */
final class SettingsXml implements CredentialSource {

    private final Settings settings;
    private final SettingsDecrypter decrypter;

    SettingsXml(Settings settings, SettingsDecrypter decrypter) {
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
     * The password of a server, which need not have a user.
     *
     * @throws FixableException if there is no password, or Maven cannot decrypt it
     */
    String password(String id) {
        Server server = settings.getServer(id);
        if (server == null || isBlank(server.getPassword())) {
            throw new FixableException("<serverId>: settings.xml has no server '" + id
                    + "' with a password. Add a server whose <password> is the token; it needs no <username>.");
        }
        String password = decrypted(server).getPassword();
        if (isBlank(password)) {
            throw new FixableException("<serverId>: the decrypted password of the server '" + id
                    + "' of settings.xml is empty. Encrypt it again with 'mvn --encrypt-password'.");
        }
        return password;
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private Server decrypted(Server server) {
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
        refuseEncrypted("server " + server.getId(), result.getProblems());
        return result.getServer();
    }

    /** Maven itself would use the encrypted text as the password. */
    private static void refuseEncrypted(String owner, List<SettingsProblem> problems) {
        if (!problems.isEmpty()) {
            throw new FixableException("The password of the " + owner + " in settings.xml could not be decrypted: "
                    + problems.get(0).getMessage() + ". Encrypt it again with 'mvn --encrypt-password'.");
        }
    }

    /**
     * The active proxies.
     *
     * @throws FixableException if a proxy is not valid, or Maven cannot decrypt its password
     */
    Proxies proxies() {
        return new Proxies(settings.getProxies().stream()
                .filter(Proxy::isActive)
                .map(this::proxy)
                .toList());
    }

    private HttpProxy proxy(Proxy proxy) {
        try {
            return new HttpProxy(
                    proxy.getProtocol(),
                    proxy.getHost() == null ? "" : proxy.getHost(),
                    proxy.getPort(),
                    credentials(proxy),
                    Optional.ofNullable(proxy.getNonProxyHosts()));
        } catch (IllegalArgumentException e) {
            throw new FixableException("The proxy " + proxy.getId() + " in settings.xml: " + e.getMessage(), e);
        }
    }

    private Optional<BasicCredentials> credentials(Proxy proxy) {
        if (proxy.getUsername() == null || proxy.getPassword() == null) {
            return Optional.empty();
        }
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(proxy));
        refuseEncrypted("proxy " + proxy.getId(), result.getProblems());
        return Optional.of(new BasicCredentials(
                result.getProxy().getUsername(), result.getProxy().getPassword()));
    }
}
