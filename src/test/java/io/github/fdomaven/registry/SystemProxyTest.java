package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A proxy of Java's system properties, for a settings.xml without a proxy. */
class SystemProxyTest extends ProxyTestCase {

    private static final Reference FAR = Reference.parse(NAME + "/group/project:1");

    private final ProxySelector usual = ProxySelector.getDefault();

    @BeforeEach
    void startProxy() throws IOException {
        startProxy(server);
        insecure.add(NAME);
        proxies = Proxies.none();
        ProxySelector.setDefault(ProxySelector.of(new InetSocketAddress("127.0.0.1", proxy.port())));
    }

    @AfterEach
    void restore() {
        ProxySelector.setDefault(usual);
    }

    @Test
    void isUsedForOtherMachines() {
        Images.put(server, FAR);

        assertThat(registry().digest(FAR)).isPresent();
        assertThat(proxy.received()).hasSize(1);
        registry().digest(reference);
        assertThat(proxy.received()).hasSize(1);
    }

    @Test
    void isNamedIfItDemandsCredentials() {
        server.respond("HEAD", 9, 407, "");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().digest(FAR))
                .withMessageEndingWith(
                        ": 407: Proxy Authentication Required. The proxy of Java's system properties gets no credentials. Add the"
                                + " proxy to settings.xml, with its username and its password, or add the host to"
                                + " http.nonProxyHosts.");
    }

    @Test
    void isNamedIfItRefusesATunnel() {
        insecure.clear();
        proxy.refuse("407 Proxy Authentication Required", 9);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().digest(FAR))
                .withMessageContaining(way() + "no connection: it answered CONNECT with 407")
                .withMessageContaining(" The proxy of Java's system properties gets no credentials. ");
    }

    @Test
    void isNamedIfItCannotBeReached() throws IOException {
        proxy.refuseConnections();

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().digest(FAR))
                .withMessageContaining(
                        way() + "no connection: Connection refused. Tried 5 times. Check that the proxy of"
                                + " Java's system properties (http.proxyHost) runs and can reach " + NAME
                                + ", or add the host to http.nonProxyHosts.");
    }
}
