package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.fixture.RawServer;
import io.github.fdomaven.it.TestAuthority;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Registries on this machine can have TLS or not. */
class LocalTlsTest extends RegistryTestCase {

    private static final int TLS_HANDSHAKE = 0x16;

    private static SSLContext certified;

    private boolean trusted = true;

    @BeforeAll
    static void certify() throws IOException, GeneralSecurityException {
        certified = TestAuthority.sslContext("localhost");
    }

    @Override
    SSLSocketFactory tls() {
        return trusted ? certified.getSocketFactory() : HttpsURLConnection.getDefaultSSLSocketFactory();
    }

    /** A port that answers TLS as another server does, and anything else with one text. */
    private static final class TwoProtocols implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final ExecutorService threads = Executors.newCachedThreadPool();
        private final AtomicInteger plain = new AtomicInteger();
        private final int target;
        private final String answer;

        TwoProtocols(int target, String answer) throws IOException {
            this.target = target;
            this.answer = answer.replace("PORT", String.valueOf(port()));
            threads.submit((Callable<Void>) this::accept);
        }

        int port() {
            return socket.getLocalPort();
        }

        private Void accept() throws IOException {
            while (true) {
                Socket client = socket.accept();
                threads.submit(() -> serve(client));
            }
        }

        private Void serve(Socket client) throws IOException {
            try (client) {
                PushbackInputStream in = new PushbackInputStream(client.getInputStream());
                int first = in.read();
                in.unread(first);
                if (first != TLS_HANDSHAKE) {
                    plain.incrementAndGet();
                    RawServer.readHead(in);
                    RawServer.write(client, answer);
                    return null;
                }
                try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                    threads.submit(() -> server.getInputStream().transferTo(client.getOutputStream()));
                    in.transferTo(server.getOutputStream());
                }
                return null;
            }
        }

        @Override
        public void close() throws IOException {
            socket.close();
            threads.shutdownNow();
        }
    }

    private static Reference at(int port) {
        return Reference.parse("localhost:" + port + "/group/project:1");
    }

    @Test
    void sendsCredentialsWithTlsOnly() throws IOException {
        try (RegistryServer secure = RegistryServer.secure(certified)) {
            Reference image = at(secure.port());
            ImageManifest content = Images.put(secure, image);
            login(secure, "ann", "secret");
            credentials.put(image.repository().host(), credentials.get(secure.host()));
            demandBasicCredentials(secure, "Basic realm=\"r\"");

            assertThat(registry().manifest(image)).contains(content);
            assertThat(registry().config(image.repository(), content)).isNotNull();
            registry().putManifest(image.repository().tagged(new Tag("2")), content);
            assertThat(retries).isEmpty();
            // Only the first request was refused without credentials.
            assertThat(secure.received()).hasSize(4);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.0 400 Bad Request\r\n\r\nClient sent an HTTP request to an HTTPS server.\n",
                "HTTP/1.1 400 Bad Request\r\n\r\n<title>400 The plain HTTP request was sent to HTTPS port</title>",
                "HTTP/1.1 302 Moved\r\nLocation: https://localhost:PORT/v2/group/project/manifests/1\r\n\r\n",
                "",
                "\u0015\u0003\u0003\u0000\u0002\u0002\u0028",
                "no HTTP\n",
            })
    void triesTls(String answer) throws IOException {
        try (RegistryServer secure = RegistryServer.secure(certified);
                TwoProtocols port = new TwoProtocols(secure.port(), answer)) {
            Reference image = at(port.port());
            Images.put(secure, image);

            assertThat(registry().digest(image)).isPresent();
            assertThat(registry().manifest(image)).isPresent();
            // A HEAD request gets no reason.
            assertThat(port.plain).hasValue(answer.contains(" 400 ") ? 2 : 1);
            assertThat(retries).isEmpty();
        }
    }

    @Test
    void sendsNoMoreRequestsToARegistryWithoutTls() throws IOException {
        AtomicInteger connections = new AtomicInteger();
        try (RawServer plain = new RawServer(connection -> {
            connections.incrementAndGet();
            RawServer.write(connection, "HTTP/1.1 400 Bad Request\r\nContent-Length: 2\r\n\r\nno");
        })) {
            for (int i = 1; i <= 2; i++) {
                assertThatExceptionOfType(EnvironmentException.class)
                        .isThrownBy(() -> registry().digest(at(plain.port())))
                        .withMessageContaining(": 400: ");
            }
            // HEAD, and GET for the reason.
            assertThat(connections).hasValue(4);
        }
    }

    @Test
    void reportsTheFirstFailureOfAServerThatSpeaksNeither() throws IOException {
        try (RawServer odd = new RawServer(RawServer.text("SSH-2.0-x\r\n"))) {
            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(() -> registry().digest(at(odd.port())))
                    .withMessage("HEAD http://localhost:" + odd.port()
                            + "/v2/group/project/manifests/1: the answer is not HTTP. Check that localhost:"
                            + odd.port()
                            + " is a registry, and that no proxy changes its responses.");
        }
    }

    @Test
    void reportsACertificateThatIsNotTrusted() throws IOException {
        trusted = false;
        try (RegistryServer secure = RegistryServer.secure(certified)) {
            String host = "localhost:" + secure.port();
            for (String tag : List.of("1", "2")) {
                assertThatExceptionOfType(EnvironmentException.class)
                        .isThrownBy(() -> registry().digest(Reference.parse(host + "/a:" + tag)))
                        .withMessageStartingWith(
                                "HEAD https://" + host + "/v2/a/manifests/" + tag + ": no TLS connection: ")
                        .withMessageEndingWith(" If Java does not trust the certificate of " + host
                                + ", put the certificate of its authority into /etc/docker/certs.d/" + host
                                + "/ca.crt, or into Java's trust store.");
            }
        }
    }

    @Test
    void reportsThatTheServerDemandsAClientCertificate() throws IOException {
        byte[] badCertificate = {0x15, 3, 3, 0, 2, 2, 42};
        try (ServerSocket secure = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                TwoProtocols port = new TwoProtocols(secure.getLocalPort(), "no HTTP\n")) {
            port.threads.submit(() -> {
                try (Socket connection = secure.accept()) {
                    connection.getInputStream().read();
                    connection.getOutputStream().write(badCertificate);
                    // The client closes the connection after the alert.
                    connection.getInputStream().transferTo(OutputStream.nullOutputStream());
                }
                return null;
            });
            String host = "localhost:" + port.port();
            assertThatExceptionOfType(EnvironmentException.class)
                    .isThrownBy(() -> registry().digest(at(port.port())))
                    // Newer versions of Java name the alert in parentheses first.
                    .withMessageStartingWith(
                            "HEAD https://" + host + "/v2/group/project/manifests/1: no TLS connection: ")
                    .withMessageEndingWith("Received fatal alert: bad_certificate. If " + host
                            + " demands a client certificate, put it into /etc/docker/certs.d/" + host
                            + "/client.cert, and its key into client.key, readable"
                            + " for the user who runs Maven.");
        }
    }
}
