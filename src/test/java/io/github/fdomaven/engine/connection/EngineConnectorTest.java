package io.github.fdomaven.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.it.TestAuthority;
import io.github.fdomaven.support.Daemon;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.StandardProtocolFamily;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EngineConnectorTest {

    @TempDir
    private Path directory;

    private void assertNoAnswer(EngineAddress address, String reason) {
        assertThatExceptionOfType(NoAnswerException.class)
                .isThrownBy(() -> open(address, directory))
                .withMessage(reason);
    }

    private static EngineEndpoint open(EngineAddress address, Path... programs) throws NoAnswerException {
        return new EngineConnector(new EnginePrograms(List.of(programs))).open(address);
    }

    private void program(String name, String script) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void opensASocketWithSpecialCharactersInItsPath() throws IOException, NoAnswerException {
        Path path = directory.resolve("a %41#b");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));

            try (EngineEndpoint endpoint = open(new EngineAddress.UnixSocket(path))) {
                assertThat(endpoint.uri().getScheme()).isEqualTo("unix");
                assertThat(endpoint.uri().getPath()).isEqualTo(path.toString());
                assertThat(endpoint.tls()).isEmpty();
            }
        }
    }

    @Test
    void refusesAPathThatIsNotASocket() throws IOException {
        assertNoAnswer(new EngineAddress.UnixSocket(directory.resolve("missing")), "there is no such socket");
        assertNoAnswer(new EngineAddress.UnixSocket(directory), "it is a directory, not a socket");
        assertNoAnswer(
                new EngineAddress.UnixSocket(Files.createFile(directory.resolve("file"))),
                "it is a file, not a socket");
    }

    @Test
    void opensATcpPort() throws NoAnswerException {
        try (EngineEndpoint endpoint = open(EngineAddress.parse("tcp://docker:2375"))) {
            assertThat(endpoint.uri()).hasToString("tcp://docker:2375");
            assertThat(endpoint.tls()).isEmpty();
        }
        try (EngineEndpoint endpoint = open(EngineAddress.parse("https://docker"))) {
            assertThat(endpoint.uri()).hasToString("tcp://docker:2376");
            assertThat(endpoint.tls()).isPresent();
        }
    }

    @Test
    void needsThePrograms() {
        assertNoAnswer(new EngineAddress.PodmanProgram(), "there is no program podman on the PATH");
        assertNoAnswer(EngineAddress.parse("ssh://docker"), "there is no program ssh on the PATH");
    }

    @Test
    void reportsWhyPodmanDoesNotStart() throws IOException {
        program("podman", "echo one; echo two >&2; echo 'Error: cannot set up namespace' >&2; exit 125");
        Files.createSymbolicLink(directory.resolve("sh"), Path.of("/bin/sh"));

        assertNoAnswer(
                new EngineAddress.PodmanProgram(),
                "its service was started, but ended. podman says: one | two | Error: cannot set up namespace");
    }

    @Test
    void reportsWhySshDoesNotLogIn() throws IOException {
        program("ssh", "echo 'Welcome to nowhere'; echo 'me@docker: Permission denied (publickey).' >&2; exit 255");

        assertNoAnswer(
                EngineAddress.parse("ssh://me@docker/run/podman/podman.sock"),
                "ssh says: me@docker: Permission denied (publickey). Log in there once with ssh, until it asks no more questions");
    }

    /** The images of cloud providers forbid root to log in, and print the name of the user to log in with. */
    @Test
    void reportsWhatTheOtherMachineSaysInsteadOfALogin() throws IOException {
        program("ssh", "echo 'All use is monitored' >&2; echo 'Log in as the user \"ubuntu\".'; echo; exit 142");

        assertNoAnswer(
                EngineAddress.parse("ssh://root@docker/run/podman/podman.sock"),
                "ssh says: All use is monitored | Log in as the user \"ubuntu\"");
    }

    @Test
    void forwardsASocketOverSsh() throws IOException, NoAnswerException {
        program("ssh", "echo Welcome; echo fdo-ready; echo 'channel 2: open failed: connect failed: ' >&2; exec cat");
        EngineAddress address = EngineAddress.parse("ssh://me@docker/run/podman/podman.sock");
        Path created;

        try (EngineEndpoint endpoint = open(address, directory, Path.of("/bin"))) {
            created = Path.of(endpoint.uri().getPath()).getParent();
            assertThat(created).isDirectory();
            assertThat(endpoint.diagnose(new IOException("connection reset")))
                    .hasMessageContainingAll(
                            "ssh says: channel 2: open failed", "Log in, and run 'ls -l /run/podman/podman.sock'");
        }

        assertThat(created).doesNotExist();
    }

    @Test
    void keepsTheFailureOfATcpPortWithoutTls() throws NoAnswerException {
        IOException failure = new IOException("connection refused");
        try (EngineEndpoint endpoint = open(EngineAddress.parse("tcp://docker:2375"))) {
            assertThat(endpoint.diagnose(failure)).isSameAs(failure);
        }
    }

    /** A client tells of the last address of a host only, where nothing listens. */
    @Test
    void tellsOfTheCertificateOfAnotherHost() throws Exception {
        SSLContext context = TestAuthority.sslContext("another.example");
        try (ServerSocket server =
                context.getServerSocketFactory().createServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Daemon.start("tls-server", () -> accept(server));
            URI uri = URI.create("tcp://localhost:" + server.getLocalPort());

            assertThat(new TcpEndpoint(uri, Optional.of(context)).diagnose(new ConnectException("refused")))
                    .isInstanceOf(SSLPeerUnverifiedException.class)
                    .hasMessageContaining("localhost");
        }
    }

    private static void accept(ServerSocket server) {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                connection.getInputStream().read();
            } catch (IOException e) {
                // The client ends the handshake.
            }
        }
    }

    @Test
    void buildsTheCommandLineOfSsh() {
        SshAddress address = (SshAddress) EngineAddress.parse("ssh://me@[fe80::1]:2222");

        assertThat(address.command(Path.of("/usr/bin/ssh"), List.of("-N"), "true"))
                .containsExactly(
                        "/usr/bin/ssh",
                        "-T",
                        "-a",
                        "-x",
                        "-o",
                        "BatchMode=yes",
                        "-o",
                        "ConnectTimeout=10",
                        "-o",
                        "ServerAliveInterval=30",
                        "-N",
                        "-l",
                        "me",
                        "-p",
                        "2222",
                        "--",
                        "fe80::1",
                        "true");
    }
}
