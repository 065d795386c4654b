package io.github.fdomaven.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramTunnelTest {

    private static ProgramTunnel tunnel(String script) {
        return ProgramTunnel.open(List.of("sh", "-c", script));
    }

    private static Path socket(ProgramTunnel tunnel) {
        return Path.of(tunnel.endpoint().getPath());
    }

    private static SocketChannel connect(ProgramTunnel tunnel) throws IOException {
        return SocketChannel.open(UnixDomainSocketAddress.of(socket(tunnel)));
    }

    private static String rest(SocketChannel channel) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        Channels.newInputStream(channel).transferTo(all);
        return all.toString(StandardCharsets.UTF_8);
    }

    @Test
    void passesOnTheEndOfOneDirectionWhileTheOtherGoesOn() throws IOException {
        try (ProgramTunnel tunnel = tunnel("cat >/dev/null; echo heard all; echo and said all");
                SocketChannel channel = connect(tunnel)) {
            channel.write(ByteBuffer.wrap("something".getBytes(StandardCharsets.UTF_8)));
            channel.shutdownOutput();

            assertThat(rest(channel)).isEqualTo("heard all\nand said all\n");
        }
    }

    @Test
    void runsAProgramForEachConnection() throws IOException {
        try (ProgramTunnel tunnel = tunnel("cat");
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
    void tellsWhatTheProgramComplainedOf() throws IOException {
        try (ProgramTunnel tunnel = tunnel("echo 'Host key verification failed.' >&2; exit 255");
                SocketChannel channel = connect(tunnel)) {
            assertThat(rest(channel)).isEmpty();
            assertThat(tunnel.diagnose(new IOException("no answer")))
                    .hasMessage(
                            "ssh says: Host key verification failed. Log in there once by ssh, until it asks nothing any"
                                    + " more");
        }
    }

    @Test
    void saysNothingBetterWhereTheProgramSaidNothing() {
        try (ProgramTunnel tunnel = tunnel("exit 1")) {
            assertThat(tunnel.diagnose(new IOException("no answer"))).hasMessage("no answer");
        }
    }

    @Test
    void isForNobodyElseAndLeavesNothingBehind() throws IOException {
        ProgramTunnel tunnel = tunnel("echo ready; exec sleep 1000");
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
