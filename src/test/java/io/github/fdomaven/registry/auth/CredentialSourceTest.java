package io.github.fdomaven.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialSourceTest {

    private static final Optional<String> HOST = Optional.of("registry.example.com:5050");
    private static final Optional<String> USER = Optional.of("gitlab-ci-token");
    private static final Optional<String> PASSWORD = Optional.of("job-token");

    @TempDir
    private Path directory;

    private List<CredentialSource> sources(Map<String, String> environment) {
        return CredentialSource.ofDockerAndPodman(name -> Optional.ofNullable(environment.get(name)), directory);
    }

    private Path write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private static String auths(String host, String user) {
        return "{\"auths\":{\"" + host + "\":{\"username\":\"" + user + "\",\"password\":\"secret\"}}}";
    }

    @Test
    void ordersTheSourcesAsDocumented() {
        assertThat(sources(Map.of(
                        "DOCKER_AUTH_CONFIG", auths("a.example", "ann"),
                        "DOCKER_CONFIG", "/docker",
                        "REGISTRY_AUTH_FILE", "/auth.json",
                        "XDG_RUNTIME_DIR", "/run/user/1000")))
                .extracting(CredentialSource::name)
                .containsExactly(
                        "DOCKER_AUTH_CONFIG",
                        "/docker/config.json",
                        "/auth.json",
                        "/run/user/1000/containers/auth.json");
    }

    @Test
    void readsDockersFileInTheHomeDirectoryByDefault() throws IOException {
        Path file = write(".docker/config.json", auths("a.example", "ann"));

        assertThat(sources(Map.of())).singleElement().satisfies(source -> {
            assertThat(source.name()).isEqualTo(file.toString());
            assertThat(source.find("a.example")).contains(new Credentials("ann", "secret"));
        });
    }

    @Test
    void findsCredentialsInEverySource() throws IOException {
        write("docker/config.json", auths("b.example", "bob"));
        write("run/containers/auth.json", auths("d.example", "dan"));
        CredentialChain chain = new CredentialChain(
                sources(Map.of(
                        "DOCKER_AUTH_CONFIG", auths("a.example", "ann"),
                        "DOCKER_CONFIG", directory.resolve("docker").toString(),
                        "REGISTRY_AUTH_FILE",
                                write("own.json", auths("c.example", "cat")).toString(),
                        "XDG_RUNTIME_DIR", directory.resolve("run").toString())),
                new Secrets(),
                (host, source) -> {});

        assertThat(List.of("a.example", "b.example", "c.example", "d.example"))
                .extracting(host -> chain.find(host).orElseThrow().username())
                .containsExactly("ann", "bob", "cat", "dan");
        assertThat(chain.find("e.example")).isEmpty();
    }

    @Test
    void findsHelpersInTheAbsoluteDirectoriesOfPathOnly() throws IOException {
        new CredentialScripts(directory).add("test", "ann", "secret");
        write(".docker/config.json", "{\"credsStore\":\"test\"}");
        String path = String.join(File.pathSeparator, "", ".", "/nowhere", directory.toString());

        assertThat(sources(Map.of("PATH", path)).get(0).find("a.example")).contains(new Credentials("ann", "secret"));
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> sources(Map.of("PATH", ".")).get(0).find("a.example"))
                .withMessageContaining("no directory of PATH has it");
    }

    @Test
    void credentialsOfAJobAreValidForItsRegistryOnly() {
        CredentialSource job = CredentialSource.ofCiJob(HOST, USER, PASSWORD);

        assertThat(job.find("registry.example.com:5050")).contains(new Credentials("gitlab-ci-token", "job-token"));
        assertThat(job.find("Registry.Example.com:5050")).isPresent();
        assertThat(job.find("registry.example.com")).isEmpty();
        assertThat(job.find("evil.example.com:5050")).isEmpty();
    }

    @Test
    void credentialsOfAJobNeedAllThreeVariables() {
        String host = HOST.orElseThrow();

        assertThat(CredentialSource.ofCiJob(Optional.empty(), USER, PASSWORD).find(host))
                .isEmpty();
        assertThat(CredentialSource.ofCiJob(HOST, Optional.empty(), PASSWORD).find(host))
                .isEmpty();
        assertThat(CredentialSource.ofCiJob(HOST, Optional.of(""), PASSWORD).find(host))
                .isEmpty();
        assertThat(CredentialSource.ofCiJob(HOST, USER, Optional.empty()).find(host))
                .isEmpty();
        assertThat(CredentialSource.ofCiJob(HOST, USER, Optional.of("")).find(host))
                .isEmpty();
    }
}
