package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.auth.Credentials;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlainProxyTest extends ProxyTestCase {

    private static final String HEAD = "HEAD http://" + NAME + ":5000/v2/group/project/manifests/1";

    private final Reference far = Reference.parse(NAME + ":5000/group/project:1");

    @BeforeEach
    void startProxy() throws IOException {
        Images.put(server, reference);
        insecure.add(NAME + ":5000");
        startProxy(server);
    }

    @Test
    void usesTheProxyForPlainHttp() {
        assertThat(registry().digest(far)).isPresent();
        assertThat(proxy.received()).containsExactly(HEAD + " HTTP/1.1");
    }

    @Test
    void sendsTheProxysCredentialsToTheProxyOnly() {
        proxy.demand(ANN);
        useAs("ann", "secret");

        assertThat(registry().digest(far)).isPresent();
        assertThat(proxy.received()).hasSize(1);
        assertThat(server.requests())
                .allSatisfy(
                        request -> assertThat(request.header("Authorization")).isEmpty());
    }

    @Test
    void sendsCredentialsToProxyAndRegistry() {
        proxy.demand("Basic cHJveHk6cHJveHktc2VjcmV0");
        useAs("proxy", "proxy-secret");
        credentials.put(far.repository().host(), new Credentials("ann", "secret"));
        demandBasicCredentials(server, "Basic realm=\"r\"");

        assertThat(registry().digest(far)).isPresent();
        assertThat(proxy.received()).hasSize(2);
    }

    @Test
    void explainsARefusalOfTheProxy() {
        proxy.demand(ANN);
        useAs("ann", "wrong-password");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().digest(far))
                .withMessage(
                        HEAD + ": 407: Proxy Authentication Required. Check the proxy in settings.xml: its username,"
                                + " its password, and that it allows this connection. Or add the host to its"
                                + " nonProxyHosts.");
        assertThat(proxy.received()).hasSize(1);
    }

    @Test
    void namesAnUnreachableProxy() throws IOException {
        proxy.refuseConnections();

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().digest(far))
                .withMessage(HEAD + ": " + way() + "no connection: Connection refused. Tried 5 times. Check that the"
                        + " proxy in settings.xml runs and can reach " + NAME
                        + ":5000, or add the host to its nonProxyHosts.");
    }

    @Test
    void reachesThisMachineDirectly() {
        assertThat(registry().digest(reference)).isPresent();
        assertThat(proxy.received()).isEmpty();
    }

    @Test
    void reachesAnExcludedHostDirectly() {
        // A name of this machine that does not count as loopback.
        String host = "[::ffff:127.0.0.1]:" + server.port();
        insecure.add(host);
        use(Optional.empty(), Optional.of("a.example|[::ffff:127*"));

        assertThat(registry().digest(Reference.parse(host + "/group/project:1")))
                .isPresent();
        assertThat(proxy.received()).isEmpty();
    }
}
