package io.github.fdomaven.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.fixture.RawServer;
import io.github.fdomaven.it.TestAuthority;
import io.github.fdomaven.support.Daemon;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The transport with TLS. */
class SecureTransportTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
    private static final int LARGE = 20 * 1024 * 1024;

    private static SSLContext certified;

    private RawServer server;
    private HttpTransport transport;

    @BeforeAll
    static void certify() throws IOException, GeneralSecurityException {
        certified = TestAuthority.sslContext("localhost");
    }

    @BeforeEach
    void start() throws IOException {
        server = new RawServer(RawServer.text(OK), certified.getServerSocketFactory());
        transport = new HttpTransport(
                Proxies.none(), new TimeLimits(LONG, LONG, LONG, LONG, 1000), certified::getSocketFactory);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    private HttpRequest upload(String host, int length) {
        return HttpRequest.of("PUT", URI.create("https://" + host + ":" + server.port() + "/x"))
                .withBody(HttpRequest.Body.of(new byte[length]));
    }

    private void send(HttpRequest request) throws HttpException {
        try (HttpResponse response = transport.send(request)) {
            assertThat(response.expectSuccessOr().content(10, "it")).hasSize(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {10, LARGE})
    void sendsBodiesOverOneConnection(int length) throws HttpException {
        AtomicInteger connections = new AtomicInteger();
        server.answer(connection -> {
            connections.incrementAndGet();
            while (connection.getInputStream().readNBytes(length).length == length) {
                RawServer.write(connection, OK);
                RawServer.readHead(connection.getInputStream());
            }
        });

        for (int i = 0; i < 3; i++) {
            send(upload("localhost", length));
        }
        assertThat(connections).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void readsARefusalBeforeTheEndOfAnUpload(boolean closes) {
        String refusal = "HTTP/1.1 413 Refused\r\nContent-Length: 12\r\n\r\nnot so large";
        server.answer(closes ? RawServer.text(refusal) : server.stalling(refusal));

        assertThatExceptionOfType(StatusException.class)
                .isThrownBy(() -> send(upload("localhost", LARGE)))
                .withMessageEndingWith("/x: 413: not so large");
    }

    @Test
    void refusesACertificateOfAnotherHost() {
        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> send(upload("127.0.0.1", 10)))
                .withMessageContaining("no TLS connection: ")
                .satisfies(problem -> assertThat(problem.isTls()).isTrue());
        assertThat(server.requests()).isZero();
    }

    /** The exceptions are those of Java with a file that is no trust store, and with a key store that does not exist. */
    @ParameterizedTest
    @CsvSource({"problem accessing trust store,problem accessing trust store", ",a key store does not exist"})
    void saysWhyJavaHasNoCertificates(String message, String said) {
        KeyStoreException reason = new KeyStoreException(message);
        IOException failure = new SocketException("java.security.NoSuchAlgorithmException: Error constructing");
        failure.initCause(new NoSuchAlgorithmException("Error constructing", reason));

        ConnectionException problem =
                ConnectionException.beforeSending(upload("localhost", 10), failure, Optional.empty());

        assertThat(problem).hasMessageEndingWith("/x: no TLS connection: Java cannot read its certificates: " + said);
        assertThat(problem.adviceOnJava().orElseThrow()).contains("javax.net.ssl.keyStore");
        assertThat(problem.isTls()).isTrue();
        assertThat(problem.isRetryable()).isFalse();
    }

    @Test
    void limitsTheTimeOfTheHandshake() throws IOException {
        TimeLimits limits = new TimeLimits(LONG, Duration.ofMillis(100), LONG, LONG, 1000);
        HttpTransport impatient = new HttpTransport(Proxies.none(), limits, certified::getSocketFactory);
        try (RawServer silent = new RawServer(server.stalling(""))) {
            URI uri = URI.create("https://localhost:" + silent.port() + "/x");

            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(() -> impatient.send(HttpRequest.of("GET", uri)))
                    .satisfies(problem -> assertThat(problem.isRetryable()).isTrue());
        }
    }

    /** A client without a certificate, for a server that demands one. The server closes the connection after its alert. */
    @Test
    void reportsTheAlertOfAServerThatDemandsACertificate() throws IOException, GeneralSecurityException {
        SSLContext anonymous = SSLContext.getInstance("TLS");
        anonymous.init(null, new TrustManager[] {new TrustAll()}, null);
        HttpTransport client = new HttpTransport(
                Proxies.none(), new TimeLimits(LONG, LONG, LONG, LONG, 1000), anonymous::getSocketFactory);
        SSLServerSocket demanding = (SSLServerSocket)
                certified.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        demanding.setNeedClientAuth(true);
        demanding.setEnabledProtocols(new String[] {"TLSv1.3"});
        URI uri = URI.create("https://localhost:" + demanding.getLocalPort() + "/x");
        Daemon.start("demanding", new FutureTask<>(() -> {
            while (true) {
                try (Socket connection = demanding.accept()) {
                    connection.getInputStream().read();
                } catch (SSLException e) {
                    // The client has no certificate.
                }
            }
        }));

        try (demanding) {
            for (int i = 0; i < 20; i++) {
                assertThatExceptionOfType(ConnectionException.class)
                        .isThrownBy(() -> client.send(HttpRequest.of("GET", uri)))
                        .withMessageContaining("no TLS connection: ")
                        .withMessageContaining("Received fatal alert: ")
                        .satisfies(problem ->
                                assertThat(problem.isCertificateDemanded()).isTrue())
                        .satisfies(problem -> assertThat(problem.isAmbiguous()).isFalse());
            }
        }
    }

    private static final class TrustAll implements X509TrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String kind) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
