package io.github.fdomaven.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.support.Daemon;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SshTunnelTest {

    private static SshTunnel tunnel(String script) {
        return unready("echo fdo-ready; " + script);
    }

    private static SshTunnel unready(String script) {
        return SshTunnel.open(List.of("sh", "-c", script));
    }

    private static Path socket(SshTunnel tunnel) {
        return Path.of(tunnel.uri().getPath());
    }

    private static SocketChannel connect(SshTunnel tunnel) throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket(tunnel)));
    }

    private static String rest(SocketChannel channel) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Channels.newInputStream(channel).transferTo(all);
        return all.toString(StandardCharsets.UTF_8);
    }

    @Test
    void keepsOneDirectionOpenAfterTheOtherHasEnded() throws IOException {
        try (SshTunnel tunnel = tunnel("cat >/dev/null; echo heard all; echo and said all");
                SocketChannel channel = connect(tunnel)) {
            channel.write(ByteBuffer.wrap("something".getBytes(StandardCharsets.UTF_8)));
            channel.shutdownOutput();

            assertThat(rest(channel)).isEqualTo("heard all\nand said all\n");
        }
    }

    @Test
    void runsAProgramForEachConnection() throws IOException {
        try (SshTunnel tunnel = tunnel("cat");
                SocketChannel one = connect(tunnel);
                SocketChannel other = connect(tunnel)) {
            other.write(ByteBuffer.wrap("other".getBytes(StandardCharsets.UTF_8)));
            other.shutdownOutput();
            one.write(ByteBuffer.wrap("one".getBytes(StandardCharsets.UTF_8)));
            one.shutdownOutput();

            assertThat(rest(one)).isEqualTo("one");
            assertThat(rest(other)).isEqualTo("other");
        }
    }

    @Test
    void reportsTheLastLinesOfStderr() throws IOException {
        try (SshTunnel tunnel = unready("echo 'Host key verification failed.' >&2; exit 255");
                SocketChannel channel = connect(tunnel)) {
            assertThat(rest(channel)).isEmpty();
            assertThat(tunnel.diagnose(new IOException("no answer")))
                    .hasMessage(
                            "ssh says: Host key verification failed. Log in there once with ssh, until it asks no more"
                                    + " questions");
        }
    }

    @Test
    void reportsWhatTheOtherMachineSaysInsteadOfALogin() throws IOException {
        for (int status : new int[] {0, 1}) {
            try (SshTunnel tunnel = unready("echo 'This account is currently not available.'; exit " + status);
                    SocketChannel channel = connect(tunnel)) {
                assertThat(rest(channel)).isEmpty();
                assertThat(tunnel.diagnose(new IOException("no answer")))
                        .hasMessage("ssh says: This account is currently not available");
            }
        }
    }

    @Test
    void skipsATextWithoutALineEndBeforeTheLogin() throws IOException {
        try (SshTunnel tunnel = unready("printf 'Loading modules: '; echo fdo-ready; echo answer");
                SocketChannel channel = connect(tunnel)) {
            assertThat(rest(channel)).isEqualTo("answer\n");
        }
    }

    @Test
    void reportsWhatTheProgramSaysAfterTheLogin() throws IOException {
        try (SshTunnel tunnel = tunnel("echo answer; echo 'Connection reset by peer' >&2; exit 255");
                SocketChannel channel = connect(tunnel)) {
            assertThat(rest(channel)).isEqualTo("answer\n");
            assertThat(tunnel.diagnose(new IOException("closed"))).hasMessage("ssh says: Connection reset by peer");
        }
    }

    @Test
    void keepsTheFailureIfAnotherProgramStillRuns() throws IOException {
        try (SshTunnel tunnel = tunnel("echo 'a warning' >&2; cat");
                SocketChannel channel = connect(tunnel)) {
            channel.write(ByteBuffer.wrap("x".getBytes(StandardCharsets.UTF_8)));
            channel.read(ByteBuffer.allocate(1));

            assertThat(tunnel.diagnose(new IOException("no answer"))).hasMessage("no answer");
        }
    }

    @Test
    void triesAgainIfTheServerRefusesTheConnection(@TempDir Path directory) throws IOException {
        Path refused = directory.resolve("refused");
        String script = "if mkdir '" + refused + "' 2>/dev/null; then"
                + " echo 'kex_exchange_identification: Connection closed by remote host' >&2; exit 255; fi;"
                + " echo fdo-ready; exec cat";
        try (SshTunnel tunnel = unready(script);
                SocketChannel channel = connect(tunnel)) {
            // More than a pipe takes.
            ByteBuffer sent = ByteBuffer.wrap("sent once ".repeat(10_000).getBytes(StandardCharsets.UTF_8));
            Daemon.start("sender", () -> sendAndEnd(channel, sent));

            assertThat(rest(channel)).isEqualTo("sent once ".repeat(10_000));
            assertThat(refused).isDirectory();
        }
    }

    /** An administrator may allow a key one command, with command="docker system dial-stdio" in authorized_keys. */
    @Test
    void connectsToAnAccountThatMayRunNothingButTheEnginesProgram() throws IOException {
        String request = "GET /_ping HTTP/1.1\r\n\r\n";
        String script = "echo 'Welcome'; head -c " + request.length() + " | wc -c; printf 'HTTP/1.1 200 OK'; cat";
        try (SshTunnel tunnel = unready(script);
                SocketChannel channel = connect(tunnel)) {
            channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.UTF_8)));
            ByteBuffer answer = ByteBuffer.allocate("HTTP/1.1 200 OK".length());
            while (answer.hasRemaining() && channel.read(answer) >= 0) {}
            channel.write(ByteBuffer.wrap(" and more".getBytes(StandardCharsets.UTF_8)));
            channel.shutdownOutput();

            assertThat(new String(answer.array(), StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 200 OK");
            assertThat(rest(channel)).isEqualTo(" and more");
        }
    }

    /** An engine may refuse a request before it has read the whole body. */
    @Test
    void deliversAnAnswerToAClientThatStillSends() throws IOException {
        try (SshTunnel tunnel = unready("head -c 1 >/dev/null; printf 'HTTP/1.1 413 Too large'; exec sleep 1000");
                SocketChannel channel = connect(tunnel)) {
            Daemon.start("sender", () -> sendUntilClosed(channel));
            ByteBuffer answer = ByteBuffer.allocate("HTTP/1.1 413 Too large".length());
            while (answer.hasRemaining() && channel.read(answer) >= 0) {}

            assertThat(new String(answer.array(), StandardCharsets.UTF_8)).isEqualTo("HTTP/1.1 413 Too large");
        }
    }

    private static void sendAndEnd(SocketChannel channel, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.shutdownOutput();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void sendUntilClosed(SocketChannel channel) {
        try {
            while (true) {
                channel.write(ByteBuffer.allocate(64 * 1024));
            }
        } catch (IOException e) {
            // The test has closed the connection.
        }
    }

    @Test
    void keepsTheFailureIfTheProgramPrintedNothing() {
        try (SshTunnel tunnel = unready("exit 1")) {
            assertThat(tunnel.diagnose(new IOException("no answer"))).hasMessage("no answer");
        }
    }

    @Test
    void endsTheProgramAndItsChildren() throws IOException {
        SshTunnel tunnel = tunnel("sleep 1000 & echo $!; wait");
        ProcessHandle child;
        try (SocketChannel channel = connect(tunnel)) {
            ByteBuffer line = ByteBuffer.allocate(20);
            while (line.position() == 0 || line.get(line.position() - 1) != '\n') {
                channel.read(line);
            }
            String pid = new String(line.array(), 0, line.position(), StandardCharsets.US_ASCII);
            child = ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
            tunnel.close();
            assertThat(rest(channel)).isEmpty();
        } finally {
            tunnel.close();
        }
        assertThat(child.onExit()).succeedsWithin(Duration.ofMinutes(1));
    }

    @Test
    void usesAPrivateDirectoryAndDeletesIt() throws IOException {
        SshTunnel tunnel = tunnel("echo ready; exec sleep 1000");
        Path directory = socket(tunnel).getParent();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory)))
                .isEqualTo("rwx------");
        SocketChannel channel = connect(tunnel);
        channel.read(ByteBuffer.allocate("ready\n".length()));

        tunnel.close();

        assertThat(rest(channel)).isEmpty();
        channel.close();
        assertThat(directory).doesNotExist();
    }
}
