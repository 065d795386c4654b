package io.github.fdomaven.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EnginePlacesTest {

    private final Map<String, String> variables = new HashMap<>();

    @TempDir
    private Path home;

    private String dockerHost;

    private Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name));
    }

    private List<EngineCandidate> candidates() {
        EngineVariables all = new EngineVariables(
                variable("DOCKER_HOST"),
                variable("DOCKER_TLS_VERIFY"),
                variable("DOCKER_TLS"),
                variable("DOCKER_CERT_PATH"),
                variable("CONTAINER_HOST"),
                variable("CONTAINER_SSHKEY"),
                variable("DOCKER_CONTEXT"),
                variable("DOCKER_CONFIG"),
                variable("XDG_RUNTIME_DIR"),
                variable("PATH"));
        return new EnginePlaces(
                        Optional.ofNullable(dockerHost)
                                .map(text -> new EnginePlaces.NamedAddress("<dockerHost>", text)),
                        all,
                        home)
                .candidates();
    }

    private TcpAddress onlyPort() {
        assertThat(candidates()).hasSize(1);
        return (TcpAddress) candidates().get(0).address();
    }

    private void assertRefused(String message) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::candidates)
                .withMessage(message);
    }

    @Test
    void areTheUsualOnesWhereNothingIsNamed() {
        assertThat(candidates())
                .extracting(EngineCandidate::toString)
                .containsExactly(
                        "unix:///var/run/docker.sock (the usual place)",
                        "unix:///run/podman/podman.sock (the usual place)",
                        "podman (the program on the PATH)");
        assertThat(candidates()).noneMatch(EngineCandidate::explicit);
    }

    @Test
    void areThoseOfTheUserToo() {
        variables.put("XDG_RUNTIME_DIR", "/run/user/1000");

        assertThat(candidates())
                .extracting(candidate -> candidate.address().toString())
                .containsExactly(
                        "unix:///var/run/docker.sock",
                        "unix:///run/user/1000/docker.sock",
                        "unix:///run/user/1000/podman/podman.sock",
                        "unix:///run/podman/podman.sock",
                        "podman");
    }

    @Test
    void areTheNamedOneAloneAndTheSettingGoesFirst() throws IOException {
        context("remote", "{\"Host\": \"tcp://context:2375\"}");
        variables.put("DOCKER_CONTEXT", "remote");
        assertThat(candidates())
                .containsExactly(new EngineCandidate(
                        "the Docker context 'remote' of DOCKER_CONTEXT",
                        EngineAddress.parse("tcp://context:2375"),
                        true));

        variables.put("CONTAINER_HOST", "unix:///podman.sock");
        assertThat(candidates())
                .containsExactly(
                        new EngineCandidate("CONTAINER_HOST", EngineAddress.parse("unix:///podman.sock"), true));

        variables.put("DOCKER_HOST", "tcp://docker:2375");
        assertThat(candidates())
                .containsExactly(new EngineCandidate("DOCKER_HOST", EngineAddress.parse("tcp://docker:2375"), true));

        dockerHost = "unix:///pom.sock";
        assertThat(candidates())
                .containsExactly(new EngineCandidate("<dockerHost>", EngineAddress.parse("unix:///pom.sock"), true));
    }

    @Test
    void areRefusedWhereTheNamedOneMakesNoSense() {
        variables.put("DOCKER_HOST", "tcp://me:secret@docker");

        assertRefused(
                "DOCKER_HOST: 'tcp://***@docker' is not the address of a container engine: an engine knows no users:"
                        + " leave out what stands before the '@'; valid are unix:///path/of/the/socket, tcp://host:port,"
                        + " https://host:port and ssh://user@host.");
    }

    @Test
    void haveTlsWhereDockersVariablesSaySo() {
        variables.put("DOCKER_HOST", "tcp://docker");
        variables.put("DOCKER_CERT_PATH", "/certs/client");
        assertThat(onlyPort()).hasToString("tcp://docker:2375");
        assertThat(onlyPort().tls()).isEmpty();

        variables.put("DOCKER_TLS_VERIFY", "0");
        assertThat(onlyPort()).hasToString("tcp://docker:2376");
        TlsFiles files = onlyPort().tls().orElseThrow();
        assertThat(files.origin()).isEqualTo("DOCKER_CERT_PATH");
        assertThat(files.authority()).contains(Path.of("/certs/client/ca.pem"));
        assertThat(files.certificate()).isEmpty();

        variables.put("DOCKER_HOST", "tcp://docker:99");
        assertThat(onlyPort()).hasToString("tcp://docker:99");
        assertThat(onlyPort().tls()).isPresent();
    }

    @Test
    void haveTlsByDockersOwnDirectoryWhereNoOtherIsNamed() throws IOException {
        variables.put("DOCKER_TLS_VERIFY", "1");
        Files.createDirectory(home.resolve(".docker"));
        Files.createFile(home.resolve(".docker/cert.pem"));
        dockerHost = "tcp://docker:2376";

        TlsFiles files = onlyPort().tls().orElseThrow();

        assertThat(files.authority()).contains(home.resolve(".docker/ca.pem"));
        assertThat(files.certificate()).contains(home.resolve(".docker/cert.pem"));
        assertThat(files.key()).isEmpty();
    }

    @Test
    void haveNoTlsThatVerifiesNothing() {
        variables.put("DOCKER_HOST", "tcp://docker:2376");
        variables.put("DOCKER_TLS", "1");

        assertRefused(
                "DOCKER_TLS asks for TLS with an engine that is not verified, at tcp://docker:2376, which would hand the"
                        + " credentials of registries to anybody: set DOCKER_TLS_VERIFY=1, with the engine's authority in ca.pem of"
                        + " DOCKER_CERT_PATH.");
    }

    @Test
    void haveTheKeyThatPodmanWouldUse() {
        variables.put("CONTAINER_HOST", "ssh://me@docker/run/podman/podman.sock");
        variables.put("CONTAINER_SSHKEY", "/keys/id");

        assertThat(candidates())
                .extracting(EngineCandidate::address)
                .containsExactly(((SshAddress) EngineAddress.parse("ssh://me@docker/run/podman/podman.sock"))
                        .with(Path.of("/keys/id")));
    }

    @Test
    void knowProgramsInRealDirectoriesOnly() {
        EngineVariables all = new EngineVariables(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("/usr/bin::relative:/bin"));

        assertThat(all.programDirectories()).containsExactly(Path.of("/usr/bin"), Path.of("/bin"));
    }

    private void context(String name, String endpoint) throws IOException {
        DockerContextsTest.write(home.resolve(".docker"), name, endpoint);
    }
}
