package io.github.fdomaven.registry;

import io.github.fdomaven.registry.auth.Credentials;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;

/** A registry that is reached by way of a proxy only: its name is known to nobody else. */
abstract class ProxyTestCase extends RegistryTestCase {

    static final String NAME = "registry.invalid";

    FakeProxy proxy;

    void startProxy(FakeRegistry target) throws IOException {
        proxy = new FakeProxy(target.port());
        use(Optional.empty(), Optional.empty());
    }

    @AfterEach
    void stopProxy() throws IOException {
        proxy.close();
    }

    void use(Optional<Credentials> who, Optional<String> nonProxyHosts) {
        proxies = new Proxies(List.of(new HttpProxy("http", "127.0.0.1", proxy.port(), who, nonProxyHosts)));
    }

    void useAs(String user, String password) {
        use(Optional.of(new Credentials(user, password)), Optional.empty());
    }

    String way() {
        return "by way of the proxy 127.0.0.1:" + proxy.port() + ": ";
    }
}
