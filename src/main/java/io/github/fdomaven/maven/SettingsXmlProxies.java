package io.github.fdomaven.maven;

import io.github.fdomaven.http.BasicCredentials;
import io.github.fdomaven.http.HttpProxy;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.support.FixableException;
import java.util.Optional;
import org.apache.maven.settings.Proxy;
import org.apache.maven.settings.Settings;
import org.apache.maven.settings.crypto.DefaultSettingsDecryptionRequest;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.apache.maven.settings.crypto.SettingsDecryptionResult;

/** The active proxies of settings.xml, decrypted as Maven does it. */
final class SettingsXmlProxies {

    private final Settings settings;
    private final SettingsDecrypter decrypter;

    SettingsXmlProxies(Settings settings, SettingsDecrypter decrypter) {
        this.settings = settings;
        this.decrypter = decrypter;
    }

    /**
     * Reads them.
     *
     * @throws FixableException if one is not valid, or its password cannot be decrypted
     */
    Proxies read() {
        return new Proxies(settings.getProxies().stream()
                .filter(Proxy::isActive)
                .map(this::read)
                .toList());
    }

    private HttpProxy read(Proxy proxy) {
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
        SettingsXmlCredentials.refuseUndecrypted("proxy " + proxy.getId(), result.getProblems());
        return Optional.of(new BasicCredentials(
                result.getProxy().getUsername(), result.getProxy().getPassword()));
    }
}
