package io.github.fdomaven.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.fixture.RawServer;
import io.github.fdomaven.http.ConnectionException;
import io.github.fdomaven.http.HttpException;
import io.github.fdomaven.http.HttpRequest;
import io.github.fdomaven.http.HttpResponse;
import io.github.fdomaven.http.HttpTransport;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.http.TimeLimits;
import io.github.fdomaven.it.TestAuthority;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.tls.PemFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Requests to a server with TLS that demands a client certificate. */
class CertificateDirectoriesTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";

    @TempDir
    private Path home;

    private final AtomicInteger connections = new AtomicInteger();
    private RawServer server;
    private HttpTransport transport;
    private Path directory;

    @BeforeEach
    void start() throws IOException, GeneralSecurityException {
        TestAuthority authority = new TestAuthority("authority");
        authority.writeTo(home);
        authority.writeServer(home, "localhost");
        authority.writeClient(home, TestAuthority.keys("EC"));
        PemFiles own = new PemFiles(
                "the test",
                "a client",
                List.of(home.resolve("ca.pem")),
                false,
                Map.of(home.resolve("server-cert.pem"), home.resolve("server-key.pem")));
        server = new RawServer(
                connection -> {
                    connections.incrementAndGet();
                    do {
                        RawServer.write(connection, OK);
                    } while (RawServer.readHead(connection.getInputStream()));
                },
                new DemandingSockets(own.context()));
        directory = Files.createDirectories(home.resolve(".config/containers/certs.d/" + host()));
        read(Optional.empty());
    }

    private void read(Optional<Path> configuration) {
        CertificateDirectories certificates = CertificateDirectories.of(
                name -> configuration.map(Path::toString).filter(text -> name.equals("XDG_CONFIG_HOME")), home);
        transport = new HttpTransport(
                Proxies.none(), new TimeLimits(LONG, LONG, LONG, LONG, 1), certificates::socketFactory);
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
    }

    /** Sockets of a server that demands a client certificate. */
    private static final class DemandingSockets extends ServerSocketFactory {

        private final SSLContext context;

        DemandingSockets(SSLContext context) {
            this.context = context;
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
            SSLServerSocket socket =
                    (SSLServerSocket) context.getServerSocketFactory().createServerSocket(port, backlog, address);
            socket.setNeedClientAuth(true);
            return socket;
        }

        @Override
        public ServerSocket createServerSocket(int port) {
            throw new UnsupportedOperationException();
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) {
            throw new UnsupportedOperationException();
        }
    }

    private String host() {
        return "localhost:" + server.port();
    }

    private void add(String source, String name) throws IOException {
        Files.copy(home.resolve(source), directory.resolve(name));
    }

    private void addAll() throws IOException {
        add("ca.pem", "ca.crt");
        add("cert.pem", "client.cert");
        add("key.pem", "client.key");
    }

    private void send(String registry) throws HttpException {
        HttpRequest request = HttpRequest.of("GET", URI.create("https://" + host() + "/x"));
        try (HttpResponse response = transport.send(request.withServer(registry))) {
            assertThat(response.expectSuccessOr().content(10, "it")).hasSize(2);
        }
    }

    @Test
    void trustsTheAuthorityAndSendsTheClientCertificate() throws IOException, HttpException {
        addAll();

        send(host());
        send(host());

        assertThat(connections).hasValue(1);
    }

    /** Two registries can redirect to one server. */
    @Test
    void usesTheCertificatesOfARegistryForThatRegistryOnly() throws IOException, HttpException {
        addAll();
        send(host());

        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> send("registry.example.org"))
                .satisfies(problem -> assertThat(problem.isUntrusted()).isTrue());
    }

    @Test
    void readsTheDirectoryOfARootlessDockerToo() throws IOException {
        addAll();
        Path configuration = home.resolve("configuration");
        Files.createDirectories(configuration.resolve("docker"));
        Files.move(home.resolve(".config/containers/certs.d"), configuration.resolve("docker/certs.d"));
        read(Optional.of(configuration));

        assertThatCode(() -> send(host())).doesNotThrowAnyException();
    }

    /** As in Docker and Podman. */
    @Test
    void refusesACertificateWithoutItsKeyAndAKeyWithoutItsCertificate() throws IOException {
        add("cert.pem", "client.cert");
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> send(host()))
                .withMessage(
                        directory + "/client.cert exists without client.key. A client certificate (*.cert) needs its"
                                + " key (*.key). Add the missing file, or remove the other.");

        Files.move(directory.resolve("client.cert"), directory.resolve("other.key"));
        read(Optional.empty());
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> send(host()))
                .withMessageStartingWith(directory + "/other.key exists without other.cert.");
    }

    /** As Docker and Podman. */
    @Test
    void passesOverAnAuthorityThatIsNoCertificate() throws IOException {
        addAll();
        Files.writeString(directory.resolve("empty.crt"), "");

        assertThatCode(() -> send(host())).doesNotThrowAnyException();
    }

    @Test
    void namesAKeyThatIsNotValid() throws IOException {
        add("cert.pem", "client.cert");
        Files.writeString(directory.resolve("client.key"), "no key\n");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> send(host()))
                .withMessage(directory + "/client.key, which certs.d names for TLS with " + host()
                        + ", contains no private key. It must be a file in PEM format, with a line such as"
                        + " '-----BEGIN PRIVATE KEY-----'.");
    }

    /** The file of an administrator. A directory stands for it, because an administrator may run the tests. */
    @Test
    void leavesOutWhatItCannotRead() throws IOException {
        add("ca.pem", "ca.crt");
        add("cert.pem", "client.cert");
        Files.createDirectory(directory.resolve("client.key"));

        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> send(host()))
                .satisfies(
                        problem -> assertThat(problem.isCertificateDemanded()).isTrue());
    }
}
