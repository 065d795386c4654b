package io.github.fdomaven.maven;

import io.github.fdomaven.http.BasicCredentials;
import io.github.fdomaven.http.HttpProxy;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.auth.CredentialSource;
import io.github.fdomaven.registry.auth.Credentials;
import io.github.fdomaven.registry.auth.RegistryKeys;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.OneLine;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Server;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/**
 * The servers and proxies of settings.xml, with the passwords that Maven decrypts. The credentials of a registry are those of
 * the server whose id is its host, or another key of it in Docker's files.
 */
final class SettingsXml implements CredentialSource {

    /**
     * A password that Maven encrypted: at least 32 bytes in Base64, or attributes and any text, between braces. Maven itself
     * tries to decrypt any text between braces, and uses it unchanged if that fails.
     */
    private static final Pattern ENCRYPTED =
            Pattern.compile("\\{(?:\\[[^\\]]*=[^\\]]*].*|[A-Za-z0-9+/\\s]{43,}={0,2}\\s*)}", Pattern.DOTALL);

    /** An expression that Maven did not replace, because the variable is not set. */
    private static final Pattern UNSET = Pattern.compile("\\$\\{env\\.([^}]+)}");

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
    public Optional<Credentials> find(Repository repository, Consumer<String> problems) {
        List<String> ids = settings.getServers().stream()
                .map(Server::getId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        return RegistryKeys.of(repository, ids).stream()
                .map(settings::getServer)
                .filter(server -> !isEmpty(server.getUsername()) && !isEmpty(server.getPassword()))
                .flatMap(server -> credentials(server, problems).stream())
                .findFirst();
    }

    private static boolean isEmpty(String text) {
        return text == null || text.isEmpty();
    }

    private Optional<Credentials> credentials(Server server, Consumer<String> problems) {
        Optional<String> problem = Stream.of(server.getUsername(), server.getPassword())
                .flatMap(text -> unset("server '" + server.getId() + "'", text).stream())
                .findFirst();
        if (problem.isPresent()) {
            problems.accept(problem.get());
            return Optional.empty();
        }
        return Optional.of(new Credentials(server.getUsername(), decrypted(server)));
    }

    /** Describes the variable that a text of settings.xml needs and that is not set. */
    private static Optional<String> unset(String owner, String text) {
        Matcher matcher = UNSET.matcher(text);
        return matcher.find()
                ? Optional.of("The " + owner + " of settings.xml needs the variable " + OneLine.of(matcher.group(1))
                        + ", which is not set. Set the variable, or remove the " + owner + ".")
                : Optional.empty();
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
        unset("server '" + id + "'", server.getPassword()).ifPresent(problem -> {
            throw new FixableException("<serverId>: " + problem);
        });
        String password = decrypted(server);
        if (isBlank(password)) {
            throw new FixableException("<serverId>: the decrypted password of the server '" + id
                    + "' of settings.xml is empty. Encrypt it again with 'mvn --encrypt-password'.");
        }
        return password;
    }

    private static boolean isBlank(String text) {
        return text == null || text.isBlank();
    }

    private String decrypted(Server server) {
        if (!isEncrypted(server.getPassword())) {
            return server.getPassword();
        }
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(server));
        String password = result.getServer().getPassword();
        refuseEncrypted("server " + server.getId(), server.getPassword(), password, result);
        return password;
    }

    private static boolean isEncrypted(String password) {
        return ENCRYPTED.matcher(password).find();
    }

    /** Maven itself would use the encrypted text as the password. */
    private static void refuseEncrypted(
            String owner, String encrypted, String password, SettingsDecryptionResult result) {
        if (encrypted.equals(password) && !result.getProblems().isEmpty()) {
            throw new FixableException("The password of the " + owner + " in settings.xml could not be decrypted: "
                    + result.getProblems().get(0).getMessage() + ". Encrypt it again with 'mvn --encrypt-password'.");
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
        Stream.of(proxy.getUsername(), proxy.getPassword())
                .flatMap(text -> unset("proxy '" + proxy.getId() + "'", text).stream())
                .findFirst()
                .ifPresent(problem -> {
                    throw new FixableException(problem);
                });
        return Optional.of(new BasicCredentials(proxy.getUsername(), decrypted(proxy)));
    }

    private String decrypted(Proxy proxy) {
        if (!isEncrypted(proxy.getPassword())) {
            return proxy.getPassword();
        }
        SettingsDecryptionResult result = decrypter.decrypt(new DefaultSettingsDecryptionRequest(proxy));
        String password = result.getProxy().getPassword();
        refuseEncrypted("proxy " + proxy.getId(), proxy.getPassword(), password, result);
        return password;
    }
}
