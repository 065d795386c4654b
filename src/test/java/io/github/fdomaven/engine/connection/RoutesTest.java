package io.github.fdomaven.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RoutesTest {

    @TempDir
    private Path directory;

    private void assertNoWay(EngineAddress address, String reason) {
        assertThatExceptionOfType(NoAnswerException.class)
                .isThrownBy(() -> new Routes(List.of(directory)).open(address))
                .withMessage(reason);
    }

    private void program(String name, String script) throws IOException {
        Path file = directory.resolve(name);
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void leadToASocketWhateverItsPath() throws IOException, NoAnswerException {
        Path path = directory.resolve("a %41#b");
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(path));

            try (Route route = new Routes(List.of()).open(new UnixSocket(path))) {
                assertThat(route.endpoint().getScheme()).isEqualTo("unix");
                assertThat(route.endpoint().getPath()).isEqualTo(path.toString());
                assertThat(route.tls()).isEmpty();
            }
        }
    }

    @Test
    void leadToNoSocketThatIsNone() throws IOException {
        assertNoWay(new UnixSocket(directory.resolve("missing")), "there is no such socket");
        assertNoWay(new UnixSocket(directory), "there is a directory, no socket");
        assertNoWay(new UnixSocket(Files.createFile(directory.resolve("file"))), "there is a file, no socket");
    }

    @Test
    void leadToAPort() throws NoAnswerException {
        try (Route route = new Routes(List.of()).open(EngineAddress.parse("tcp://docker:2375"))) {
            assertThat(route.endpoint()).hasToString("tcp://docker:2375");
            assertThat(route.tls()).isEmpty();
        }
        try (Route route = new Routes(List.of()).open(EngineAddress.parse("https://docker"))) {
            assertThat(route.endpoint()).hasToString("tcp://docker:2376");
            assertThat(route.tls()).isPresent();
        }
    }

    @Test
    void needTheirPrograms() {
        assertNoWay(new PodmanProgram(), "there is no program podman on the PATH");
        assertNoWay(EngineAddress.parse("ssh://docker"), "there is no program ssh on the PATH");
    }

    @Test
    void tellTheLastWordsOfAPodmanThatDoesNotStart() throws IOException {
        program("podman", "echo one; echo two >&2; echo 'Error: cannot set up namespace' >&2; exit 125");
        Files.createSymbolicLink(directory.resolve("sh"), Path.of("/bin/sh"));

        assertNoWay(
                new PodmanProgram(),
                "its service was started, but ended. podman says: one | two | Error: cannot set up namespace");
    }

    @Test
    void tellTheLastWordsOfAnSshThatDoesNotLogIn() throws IOException {
        program("ssh", "echo 'Welcome to nowhere'; echo 'me@docker: Permission denied (publickey).' >&2; exit 255");

        assertNoWay(
                EngineAddress.parse("ssh://me@docker/run/podman/podman.sock"),
                "ssh says: me@docker: Permission denied (publickey). Log in there once by ssh, until it asks nothing any more");
    }

    @Test
    void askSshForNothingElse() {
        SshAddress address = (SshAddress) EngineAddress.parse("ssh://me@[fe80::1]:2222");

        assertThat(SshRoute.command(Path.of("/usr/bin/ssh"), address, List.of("-N"), "true"))
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
