package io.github.fdomaven.registry;

import io.github.fdomaven.http.BasicCredentials;
import io.github.fdomaven.http.HttpProxy;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.http.ProxyServer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** A registry whose name only the proxy can resolve. */
abstract class ProxyTestCase extends RegistryTestCase {

    static final String NAME = "registry.invalid";

    ProxyServer proxy;

    void startProxy(RegistryServer target) throws IOException {
        proxy = new ProxyServer(target.port());
        use(Optional.empty(), Optional.empty());
    }

    @AfterEach
    void stopProxy() throws IOException {
        proxy.close();
    }

    void use(Optional<BasicCredentials> who, Optional<String> nonProxyHosts) {
        proxies = new Proxies(List.of(new HttpProxy("http", "127.0.0.1", proxy.port(), who, nonProxyHosts)));
    }

    void useAs(String user, String password) {
        use(Optional.of(new BasicCredentials(user, password)), Optional.empty());
    }

    String way() {
        return "through the proxy 127.0.0.1:" + proxy.port() + ": ";
    }
}
