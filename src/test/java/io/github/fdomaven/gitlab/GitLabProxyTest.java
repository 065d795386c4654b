package io.github.fdomaven.gitlab;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.fdomaven.http.BasicCredentials;
import io.github.fdomaven.http.HttpProxy;
import io.github.fdomaven.http.HttpTransport;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.http.ProxyServer;
import io.github.fdomaven.http.TimeLimits;
import io.github.fdomaven.it.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A GitLab whose name only the proxy can resolve. */
class GitLabProxyTest extends GitLabTestCase {

    private static final String NAME = "gitlab.invalid";
    private static final String URL = "http://" + NAME;
    private static final String POST = "POST " + URL + "/api/v4/projects/group%2Fapp/trigger/pipeline";

    /** The Basic header of ann:p@ss word. */
    private static final String ANN = "Basic YW5uOnBAc3Mgd29yZA==";

    private static final BasicCredentials LOGIN = new BasicCredentials("ann", "p@ss word");

    private ProxyServer proxy;

    @BeforeEach
    void startProxy() throws IOException {
        proxy = new ProxyServer(URI.create(stub.url()).getPort());
    }

    @AfterEach
    void stopProxy() throws IOException {
        proxy.close();
    }

    private HttpProxy proxy(Optional<BasicCredentials> login, String nonProxyHosts) {
        return new HttpProxy("http", "127.0.0.1", proxy.port(), login, Optional.of(nonProxyHosts));
    }

    private GitLab through(String url, HttpProxy... proxies) {
        return through(url, HttpsURLConnection.getDefaultSSLSocketFactory(), proxies);
    }

    private GitLab through(String url, SSLSocketFactory tls, HttpProxy... proxies) {
        return gitlab(
                url,
                true,
                new HttpTransport(
                        new Proxies(List.of(proxies)),
                        TimeLimits.of(Duration.ofSeconds(30), Duration.ofSeconds(60)),
                        () -> tls));
    }

    private TriggerResult trigger(GitLab gitlab) {
        return gitlab.trigger(triggerRequest());
    }

    @Test
    void usesTheProxyForPlainHttp() {
        assertThat(trigger(through(URL, proxy(Optional.empty(), "")))).isInstanceOf(TriggerResult.Created.class);
        assertThat(proxy.received()).containsExactly(POST + " HTTP/1.1");
    }

    @Test
    void sendsTheProxysCredentialsToTheProxyOnly() {
        proxy.demand(ANN);

        assertThat(trigger(through(URL, proxy(Optional.of(LOGIN), "")))).isInstanceOf(TriggerResult.Created.class);
        assertThat(stub.requests())
                .singleElement()
                .satisfies(request -> assertThat(request.headers()).doesNotContainKey("proxy-authorization"));
    }

    @Test
    void masksThePasswordOfTheProxyInEveryEncoding() {
        new GitLab(
                GitLabAddress.parse(stub.url()),
                false,
                new Proxies(List.of(proxy(Optional.of(LOGIN), ""))),
                secrets,
                (problem, pause) -> {});

        assertThat(secrets.redact(ANN + " http://ann:p%40ss%20word@proxy ann:p@ss word"))
                .isEqualTo("Basic *** http://***@proxy ***");
    }

    @Test
    void reportsARefusalOfTheProxy() {
        proxy.demand(ANN);

        assertThat(trigger(through(URL, proxy(Optional.empty(), ""))))
                .isInstanceOfSatisfying(
                        TriggerResult.Refused.class,
                        refused -> assertThat(refused.message())
                                .isEqualTo(
                                        POST + ": 407: Proxy Authentication Required. Check the proxy in settings.xml:"
                                                + " its username, its password, and that it allows this connection. Or add the"
                                                + " host to its nonProxyHosts."));
        assertThat(proxy.received()).hasSize(1);
    }

    @Test
    void namesAProxyThatCannotBeReached() throws IOException {
        GitLab gitlab = through(URL, proxy(Optional.empty(), ""));
        proxy.refuseConnections();

        assertThat(trigger(gitlab))
                .isInstanceOfSatisfying(
                        TriggerResult.Failed.class,
                        failed -> assertThat(failed.message())
                                .startsWith(
                                        POST + ": through the proxy 127.0.0.1:" + proxy.port() + ": no connection: ")
                                .endsWith("Check that the proxy in settings.xml runs and can reach " + NAME
                                        + ", or add the host to its nonProxyHosts."));
        assertThat(retries).hasSize(4);
    }

    @Test
    void reachesThisMachineAndExcludedHostsDirectly() {
        // A name of this machine that does not count as loopback.
        String other = stub.url().replace("127.0.0.1", "[::ffff:127.0.0.1]");

        assertThat(trigger(through(stub.url(), proxy(Optional.empty(), "")))).isInstanceOf(TriggerResult.Created.class);
        assertThat(trigger(through(other, proxy(Optional.empty(), "a.example,[::ffff:127*"))))
                .isInstanceOf(TriggerResult.Created.class);
        assertThat(proxy.received()).isEmpty();
    }

    @Test
    void usesTheNextProxyForAHostThatTheFirstExcludes() {
        HttpProxy first = new HttpProxy("http", "first.invalid", 3128, Optional.empty(), Optional.of("*.invalid"));

        assertThat(trigger(through(URL, first, proxy(Optional.empty(), "")))).isInstanceOf(TriggerResult.Created.class);
    }

    @Test
    void usesATunnelForTlsThatDoesNotSeeTheToken() throws Exception {
        SSLContext certified = TestAuthority.sslContext(NAME);
        HttpsServer secure = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        secure.setHttpsConfigurator(new HttpsConfigurator(certified));
        secure.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            byte[] pipeline = "{\"id\":7,\"status\":\"created\"}".getBytes();
            exchange.sendResponseHeaders(201, pipeline.length);
            exchange.getResponseBody().write(pipeline);
            exchange.close();
        });
        secure.start();
        try (ProxyServer tunnel = new ProxyServer(secure.getAddress().getPort())) {
            // The proxy is asked again, because it did not connect to GitLab the first time.
            tunnel.demand(ANN).refuse("503 Service Unavailable", 1);
            HttpProxy way = new HttpProxy("https", "127.0.0.1", tunnel.port(), Optional.of(LOGIN), Optional.empty());

            assertThat(trigger(through("https://" + NAME, certified.getSocketFactory(), way)))
                    .isInstanceOf(TriggerResult.Created.class);
            assertThat(tunnel.heads())
                    .hasSize(2)
                    .allSatisfy(head -> assertThat(head)
                            .startsWith("CONNECT " + NAME + ":443 HTTP/1.1\r\n")
                            .doesNotContain(TOKEN));
        } finally {
            secure.stop(0);
        }
    }

    @Test
    void reportsAProxyThatForbidsTheTunnel() {
        proxy.refuse("403 Forbidden", 1);

        assertThat(trigger(through("https://" + NAME, proxy(Optional.empty(), ""))))
                .isInstanceOfSatisfying(
                        TriggerResult.Refused.class,
                        refused -> assertThat(refused.message())
                                .contains("it answered CONNECT with 403 Forbidden")
                                .endsWith("Or add the host to its nonProxyHosts."));
        assertThat(retries).isEmpty();
    }
}
