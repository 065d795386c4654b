package io.github.fdomaven.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EngineAddressTest {

    @Test
    void isASocket() {
        EngineAddress address = EngineAddress.parse("unix:///run/podman/podman.sock");

        assertThat(address).isEqualTo(new UnixSocket(Path.of("/run/podman/podman.sock")));
        assertThat(address).hasToString("unix:///run/podman/podman.sock");
        assertThat(address.isLocal()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "tcp://docker:2375, tcp://docker:2375, false",
        "tcp://docker, tcp://docker:2375, false",
        "tcp://docker/, tcp://docker:2375, false",
        "tcp://[::1]:4, tcp://[::1]:4, false",
        "https://docker:443, https://docker:443, true",
        "https://docker, https://docker:2376, true"
    })
    void isAPort(String text, String shown, boolean isTls) {
        TcpAddress address = (TcpAddress) EngineAddress.parse(text);

        assertThat(address).hasToString(shown);
        assertThat(address.tls().isPresent()).isEqualTo(isTls);
        assertThat(address.isLocal()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "ssh://docker, , docker, , ",
        "ssh://me@docker:22, me, docker, 22, ",
        "ssh://me@docker/run/podman/podman.sock, me, docker, , /run/podman/podman.sock",
        "ssh://me@[fe80::1], me, [fe80::1], , "
    })
    void isBehindSsh(String text, String user, String host, Integer port, String socket) {
        EngineAddress address = EngineAddress.parse(text);

        assertThat(address)
                .isEqualTo(new SshAddress(
                        Optional.ofNullable(user),
                        host,
                        port == null ? OptionalInt.empty() : OptionalInt.of(port),
                        Optional.ofNullable(socket),
                        Optional.empty()));
        assertThat(address).hasToString(text);
        assertThat(address.isLocal()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "/var/run/docker.sock | it has no scheme: write unix:///var/run/docker.sock",
                "docker:2375 | it has no scheme",
                ":// | it has no scheme",
                "unix:/var/run/docker.sock | it has no scheme",
                "unix:// | it has no path of a socket",
                "unix:///run/ | it has no path of a socket",
                "unix://docker.sock | the path of the socket is not absolute: three slashes follow 'unix:'",
                "tcp:// | it has no host",
                "tcp://:2375 | it has no host",
                "tcp://docker: | '' is not a port",
                "tcp://docker:0 | '0' is not a port",
                "tcp://docker:65536 | '65536' is not a port",
                "tcp://me:secret/word@docker | what follows the ':' is not a port, and a password has no place in it",
                "tcp://docker:2375/v1 | it has a path after the host",
                "tcp://docker?a | it has a '?' or a '#'",
                "tcp://me@docker:2375 | an engine knows no users: leave out what stands before the '@'",
                "tcp://docker :2375 | it holds a blank",
                "http://docker:2375 | write tcp:// for an engine that is spoken to without TLS",
                "npipe:////./pipe/docker_engine | named pipes of Windows are not supported",
                "fd:// | that is where an engine listens, not where it is found",
                "TCP://docker | there is no such scheme",
                "ssh://-oProxyCommand=evil | '-oProxyCommand=evil' is not the name of a host",
                "ssh://-l@docker | what stands before the '@' is not the name of a user",
                "ssh://me:secret@docker | a password has no place in it: let ssh log in by a key",
                "ssh://docker/run/a:b.sock | '/run/a:b.sock' is not the path of a socket",
                "ssh://docker/run/%25h | '/run/%h' is not the path of a socket"
            })
    void isRefused(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EngineAddress.parse(text))
                .withMessage(reason);
    }

    @Test
    void isShownWithoutSecrets() {
        assertThat(EngineAddress.shown("tcp://me:p@ss@docker:2375")).isEqualTo("tcp://***@docker:2375");
        assertThat(EngineAddress.shown("tcp://me:p/ss@docker:2375")).isEqualTo("tcp://***@docker:2375");
        assertThat(EngineAddress.shown("unix:///a@b")).isEqualTo("unix:///a@b");
    }
}
