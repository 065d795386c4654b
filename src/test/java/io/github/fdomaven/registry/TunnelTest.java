package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.http.HttpProxy;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.it.TestAuthority;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.auth.Credentials;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TunnelTest extends ProxyTestCase {

    private static final String CONNECT = "CONNECT " + NAME + ":443 HTTP/1.1";
    private static final String HEAD = "HEAD https://" + NAME + "/v2/group/project/manifests/1";
    private static final String ADVICE = " Check the proxy in settings.xml: its username, its password, and that it"
            + " allows this connection. Or add the host to its nonProxyHosts.";

    private static SSLContext certified;

    private final Reference far = Reference.parse(NAME + "/group/project:1");
    private RegistryServer secure;
    private ImageManifest image;

    @BeforeAll
    static void certify() throws IOException, InterruptedException, GeneralSecurityException {
        certified = TestAuthority.sslContext(NAME);
    }

    @BeforeEach
    void startProxy() throws IOException {
        secure = RegistryServer.secure(certified);
        image = Images.put(
                secure, secure.repository("group/project").tagged(far.tag().orElseThrow()));
        startProxy(secure);
    }

    @AfterEach
    void stopSecure() {
        secure.close();
    }

    @Override
    SSLSocketFactory tls() {
        return certified.getSocketFactory();
    }

    @Test
    void usesATunnelForTls() {
        assertThat(registry().digest(far)).contains(image.digest());
        assertThat(proxy.heads()).singleElement().asString().startsWith(CONNECT + "\r\nHost: " + NAME + ":443\r\n");
    }

    @Test
    void reusesTheTunnel() {
        registry().manifest(far).orElseThrow();
        registry().digest(far);
        registry().manifest(far).orElseThrow();

        assertThat(secure.received()).hasSize(3);
        assertThat(proxy.received()).containsExactly(CONNECT);
    }

    @Test
    void sendsTheProxysCredentialsToTheProxyOnly() {
        proxy.demand(ANN);
        useAs("ann", "secret");

        assertThat(registry().digest(far)).isPresent();
        assertThat(proxy.received()).containsExactly(CONNECT);
        assertThat(secure.requests()).allSatisfy(request -> {
            assertThat(request.header("Authorization")).isEmpty();
            assertThat(request.header("Proxy-Authorization")).isEmpty();
        });
    }

    @Test
    void uploadsThroughTheTunnel() {
        Images.put(server, reference);
        Repository target = new Repository(NAME, "other/project");

        registry()
                .copy(
                        reference.repository(),
                        registry().manifest(reference).orElseThrow(),
                        target.tagged(reference.tag().orElseThrow()),
                        new Registry.CopyListener() {});

        assertThat(registry().digest(target.tagged(reference.tag().orElseThrow())))
                .isPresent();
        assertThat(proxy.received()).allMatch(CONNECT::equals).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"407 Proxy Authentication Required", "403 Forbidden"})
    void explainsARefusalOfTheProxy(String status) {
        proxy.refuse(status, 99);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().digest(far))
                .withMessage(HEAD + ": " + way() + "no connection: it answered CONNECT with " + status + "." + ADVICE);
        assertThat(proxy.received()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\n", ""})
    void triesAgainIfTheProxyClosesTheConnection(String answer) {
        proxy.answer(answer);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().digest(far))
                .withMessageStartingWith(HEAD + ": " + way()
                        + "no connection: it closed the connection before the end of its answer to CONNECT."
                        + " Tried 5 times. ");
        assertThat(proxy.received()).hasSize(5);
    }

    @Test
    void explainsAnInvalidAnswerOfTheProxy() {
        proxy.answer("SSH-2.0-OpenSSH\r\n\r\n");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().digest(far))
                .withMessageStartingWith(HEAD + ": " + way() + "the proxy's answer to CONNECT is not HTTP.");
        assertThat(proxy.received()).hasSize(1);
    }

    @Test
    void doesNotShowTheProxysPassword() {
        proxy.demand(ANN);
        useAs("ann", "wrong-password");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> registry().digest(far))
                .withMessageContaining("it answered CONNECT with 407 ")
                .withMessageNotContaining("wrong-password");
    }

    @Test
    void retriesAFailingProxy() {
        proxy.refuse("503 Service Unavailable", 2);

        assertThat(registry().digest(far)).isPresent();
        assertThat(retries).hasSize(2);
    }

    @Test
    void doesNotRetryAPermanentRefusal() {
        proxy.refuse("405 Method Not Allowed", 9);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().digest(far))
                .withMessageStartingWith(HEAD + ": " + way() + "no connection: it answered CONNECT with 405 Method Not"
                        + " Allowed. Check that the proxy in settings.xml runs and can reach " + NAME + ", or");
        assertThat(proxy.received()).hasSize(1);
    }

    @Test
    void namesAnUnknownProxy() {
        proxies =
                new Proxies(List.of(new HttpProxy("https", "proxy.invalid", 3128, Optional.empty(), Optional.empty())));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().digest(far))
                .withMessageStartingWith(
                        HEAD + ": through the proxy proxy.invalid:3128: unknown host proxy.invalid. Tried 5 times. ");
    }

    @Test
    void checksTheCertificateOfTheServer() {
        Reference other = Reference.parse("other.invalid/group/project:1");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().digest(other))
                .withMessageContaining("no TLS connection: ")
                .withMessageContaining("other.invalid");
        assertThat(secure.received()).isEmpty();
    }

    @Test
    void sendsNoCredentialsToAProgramOnThisMachine() {
        credentials.put(NAME, new Credentials("ann", "secret"));
        String realm = "http://" + server.host() + "/token";
        secure.respond("HEAD", 9, 401, "", "WWW-Authenticate", "Bearer realm=\"" + realm + "\"");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> registry().digest(far))
                .withMessageStartingWith(NAME + " demands a token from '" + realm + "', which is on this machine. ");
        assertThat(server.received()).isEmpty();
    }

    @Test
    void stopsWaitingForAnAnswer() {
        answerNothing(secure);
        HttpRegistry impatient = registry(Duration.ofMillis(500));

        // On a slow machine the time limit can end during the TLS handshake.
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> impatient.digest(far))
                .withMessageStartingWith(HEAD + ": " + way() + "no ")
                .withMessageContaining(" within the time limit. Tried 5 times. ");
    }

    @Test
    void opensAnotherTunnelForAnotherServer() {
        secure.respond("GET /v2/group/project/blobs", 1, 307, "", "Location", "https://" + NAME + ":8443/signed");
        secure.respond("GET /signed", 1, 200, Images.CONFIG);

        registry().config(far.repository(), image);

        assertThat(proxy.received()).containsExactly(CONNECT, "CONNECT " + NAME + ":8443 HTTP/1.1");
    }
}
