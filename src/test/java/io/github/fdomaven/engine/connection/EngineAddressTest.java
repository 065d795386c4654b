package io.github.fdomaven.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EngineAddressTest {

    @ParameterizedTest
    @ValueSource(strings = {"/run/podman/podman.sock", "/Users/me/Library/Application Support/docker.sock"})
    void parsesASocket(String path) {
        EngineAddress address = EngineAddress.parse("unix://" + path);

        assertThat(address).isEqualTo(new EngineAddress.UnixSocket(Path.of(path)));
        assertThat(address).hasToString("unix://" + path);
        assertThat(address.isLocal()).isTrue();
    }

    @Test
    void parsesTheBuildahProgram() {
        EngineAddress address = EngineAddress.parse("buildah:");

        assertThat(address).hasToString("buildah:");
        assertThat(address.isLocal()).isTrue();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EngineAddress.parse("buildah://host"))
                .withMessage("write buildah: and no more");
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
    void parsesATcpPort(String text, String expected, boolean isTls) {
        TcpAddress address = (TcpAddress) EngineAddress.parse(text);

        assertThat(address).hasToString(expected);
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
    void parsesSsh(String text, String user, String host, Integer port, String socket) {
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
                "unix:// | the path of the socket is missing",
                "unix:///run/ | the path of the socket is missing",
                "unix://docker.sock | the path of the socket is not absolute: write three slashes after 'unix:'",
                "tcp:// | the host is missing",
                "tcp://:2375 | the host is missing",
                "tcp://docker: | '' is not a port",
                "tcp://docker:0 | '0' is not a port",
                "tcp://docker:65536 | '65536' is not a port",
                "tcp://me:secret/word@docker | the text after the ':' is not a port, and passwords are not supported",
                "tcp://docker:2375/v1 | it has a path after the host",
                "tcp://docker?a | it contains a '?' or a '#'",
                "tcp://me@docker:2375 | an engine has no users: remove the text before the '@'",
                "tcp://docker :2375 | it contains white space",
                "ssh://docker/run/a b.sock | it contains white space",
                "\"unix:///run/docker.sock \" | it contains white space",
                "\"unix:///run/a\tb.sock\" | it contains white space",
                "http://docker:2375 | use tcp:// for an engine without TLS",
                "npipe:////./pipe/docker_engine | named pipes of Windows are not supported",
                "fd:// | fd:// is an address to listen on, not to connect to",
                "TCP://docker | its scheme is unknown",
                "ssh://-oProxyCommand=evil | '-oProxyCommand=evil' is not a host name",
                "ssh://-l@docker | the text before the '@' is not a user name",
                "ssh://me:secret@docker | passwords are not supported: log in with an ssh key",
                "ssh://docker/run/a:b.sock | '/run/a:b.sock' is not the path of a socket",
                "ssh://docker/run/%25h | '/run/%h' is not the path of a socket"
            })
    void refusesInvalidAddresses(String text, String reason) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EngineAddress.parse(text))
                .withMessage(reason);
    }

    @Test
    void masksUserAndPassword() {
        assertThat(EngineAddress.redacted("tcp://me:p@ss@docker:2375")).isEqualTo("tcp://***@docker:2375");
        assertThat(EngineAddress.redacted("tcp://me:p/ss@docker:2375")).isEqualTo("tcp://***@docker:2375");
        assertThat(EngineAddress.redacted("unix:///a@b")).isEqualTo("unix:///a@b");
    }
}
