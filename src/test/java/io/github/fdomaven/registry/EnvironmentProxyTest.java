package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.http.EnvironmentProxies;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A proxy of the environment, for a settings.xml without a proxy. */
class EnvironmentProxyTest extends ProxyTestCase {

    private static final Reference FAR = Reference.parse(NAME + "/group/project:1");

    @BeforeEach
    void startProxy() throws IOException {
        startProxy(server);
        insecure.add(NAME);
        Images.put(server, FAR);
        useAs("ann:secret");
    }

    private void useAs(String user) {
        Map<String, String> variables = Map.of("HTTP_PROXY", "http://" + user + "@127.0.0.1:" + proxy.port());
        proxies = new Proxies(List.of(), EnvironmentProxies.of(new Environment(variables), problem -> {}));
    }

    @Test
    void getsItsCredentials() {
        proxy.demand(ANN);

        assertThat(registry().digest(FAR)).isPresent();
        assertThat(proxy.received()).hasSize(1);
        registry().digest(reference);
        assertThat(proxy.received()).hasSize(1);
    }

    @Test
    void isNamedIfItRefusesTheCredentials() {
        proxy.demand(ANN);
        useAs("ann:wrong-password");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().digest(FAR))
                .withMessageEndingWith(
                        ": 407: Proxy Authentication Required. Check the proxy in the environment variable"
                                + " HTTP_PROXY: its user, its password, and that it allows this connection. Or add the host to"
                                + " NO_PROXY.");
    }

    @Test
    void isNamedIfItCannotBeReached() throws IOException {
        proxy.refuseConnections();

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().digest(FAR))
                .withMessageContaining(
                        way() + "no connection: Connection refused. Tried 5 times. Check that the proxy in"
                                + " the environment variable HTTP_PROXY runs and can reach " + NAME
                                + ", or add the host to NO_PROXY.");
    }
}
