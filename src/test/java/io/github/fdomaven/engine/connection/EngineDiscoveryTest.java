package io.github.fdomaven.engine.connection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.ci.Environment;
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

class EngineDiscoveryTest {

    private final Map<String, String> variables = new HashMap<>();

    @TempDir
    private Path home;

    private String dockerHost;

    private EngineDiscovery discovery() {
        return new EngineDiscovery(
                Optional.ofNullable(dockerHost).map(text -> new EngineDiscovery.NamedAddress("<dockerHost>", text)),
                new Environment(variables),
                home);
    }

    private List<EngineDiscovery.Candidate> candidates() {
        return discovery().candidates();
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
    void triesTheDefaultsIfNothingIsNamed() {
        assertThat(candidates())
                .extracting(EngineDiscovery.Candidate::toString)
                .containsExactly(
                        "unix:///var/run/docker.sock (default socket)",
                        "unix:///run/podman/podman.sock (default socket)",
                        "podman (program on the PATH)",
                        "buildah: (program on the PATH)");
        assertThat(candidates()).noneMatch(EngineDiscovery.Candidate::explicit);
    }

    @Test
    void triesTheSocketsOfTheUser() {
        variables.put("XDG_RUNTIME_DIR", "/run/user/1000");

        assertThat(candidates())
                .extracting(candidate -> candidate.address().toString())
                .containsExactly(
                        "unix:///var/run/docker.sock",
                        "unix:///run/user/1000/docker.sock",
                        "unix:///run/user/1000/podman/podman.sock",
                        "unix:///run/podman/podman.sock",
                        "podman",
                        "buildah:");
    }

    @Test
    void triesOnlyTheNamedAddressInTheDocumentedOrder() throws IOException {
        context("remote", "{\"Host\": \"tcp://context:2375\"}");
        variables.put("DOCKER_CONTEXT", "remote");
        assertThat(candidates())
                .containsExactly(new EngineDiscovery.Candidate(
                        "Docker context 'remote' of DOCKER_CONTEXT", EngineAddress.parse("tcp://context:2375"), true));

        variables.put("CONTAINER_HOST", "unix:///podman.sock");
        assertThat(candidates())
                .containsExactly(new EngineDiscovery.Candidate(
                        "CONTAINER_HOST", EngineAddress.parse("unix:///podman.sock"), true));

        variables.put("DOCKER_HOST", "tcp://docker:2375");
        assertThat(candidates())
                .containsExactly(
                        new EngineDiscovery.Candidate("DOCKER_HOST", EngineAddress.parse("tcp://docker:2375"), true));

        dockerHost = "unix:///pom.sock";
        assertThat(candidates())
                .containsExactly(
                        new EngineDiscovery.Candidate("<dockerHost>", EngineAddress.parse("unix:///pom.sock"), true));
    }

    @Test
    void refusesANamedAddressThatIsNotValid() {
        variables.put("DOCKER_HOST", "tcp://me:secret@docker");

        assertRefused(
                "DOCKER_HOST: 'tcp://***@docker' is not the address of a container engine: an engine has no users:"
                        + " remove the text before the '@'. Valid are unix:///path/of/the/socket, tcp://host:port,"
                        + " https://host:port, ssh://user@host and buildah:.");
    }

    @Test
    void usesTlsIfTheVariablesOfDockerAskForIt() {
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
    void takesTheTlsFilesFromTheDockerDirectoryByDefault() throws IOException {
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
    void refusesTlsWithoutVerification() {
        variables.put("DOCKER_HOST", "tcp://docker:2376");
        variables.put("DOCKER_TLS", "1");

        assertRefused(
                "DOCKER_TLS asks for TLS without verification of the engine at tcp://docker:2376. Any machine in between"
                        + " could then read the credentials of registries. Set DOCKER_TLS_VERIFY=1, and DOCKER_CERT_PATH to the"
                        + " directory with the engine's ca.pem.");
    }

    @Test
    void usesTheSshKeyOfPodman() {
        variables.put("CONTAINER_HOST", "ssh://me@docker/run/podman/podman.sock");
        variables.put("CONTAINER_SSHKEY", "/keys/id");

        assertThat(candidates())
                .extracting(EngineDiscovery.Candidate::address)
                .containsExactly(((SshAddress) EngineAddress.parse("ssh://me@docker/run/podman/podman.sock"))
                        .withKey(Path.of("/keys/id")));
    }

    @Test
    void findsProgramsInAbsoluteDirectoriesOnly() {
        variables.put("PATH", "/usr/bin::relative:/bin");

        assertThat(discovery().programDirectories()).containsExactly(Path.of("/usr/bin"), Path.of("/bin"));
    }

    private void context(String name, String endpoint) throws IOException {
        DockerContextsTest.write(home.resolve(".docker"), name, endpoint);
    }
}
