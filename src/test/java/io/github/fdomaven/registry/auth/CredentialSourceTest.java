package io.github.fdomaven.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.Secrets;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialSourceTest {

    private static final Optional<String> HOST = Optional.of("registry.example.com:5050");
    private static final Optional<String> USER = Optional.of("gitlab-ci-token");
    private static final Optional<String> PASSWORD = Optional.of("job-token");

    @TempDir
    private Path directory;

    private List<CredentialSource> sources(Map<String, String> environment) {
        return CredentialSource.ofDockerAndPodman(
                name -> Optional.ofNullable(environment.get(name)), directory, new Secrets(), notice -> {});
    }

    private static Optional<Credentials> find(CredentialSource source, String host) {
        return source.find(Repository.parse(host + "/group/project"), problem -> {
            throw new AssertionError(problem);
        });
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
                        "XDG_RUNTIME_DIR", "/run/user/1000",
                        "XDG_CONFIG_HOME", "/config")))
                .extracting(CredentialSource::name)
                .containsExactly(
                        "DOCKER_AUTH_CONFIG",
                        "/docker/config.json",
                        directory + "/.dockercfg",
                        "/auth.json",
                        "/run/user/1000/containers/auth.json",
                        "/config/containers/auth.json");
    }

    /** A variable of GitLab can have the type File. */
    @Test
    void readsTheFileThatDockerAuthConfigNames() throws IOException {
        Path file = write("DOCKER_AUTH_CONFIG", auths("a.example", "ann"));

        CredentialSource source =
                placed(Map.of("DOCKER_AUTH_CONFIG", file.toString())).get(0);

        assertThat(source.name()).isEqualTo(file.toString());
        assertThat(find(source, "a.example")).contains(new Credentials("ann", "secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " "})
    void usesTheDefaultPlacesForUnsetAndEmptyVariables(String value) {
        List<String> names = List.of(
                "DOCKER_AUTH_CONFIG",
                "DOCKER_CONFIG",
                "REGISTRY_AUTH_FILE",
                "XDG_RUNTIME_DIR",
                "XDG_CONFIG_HOME",
                "PATH");
        Map<String, String> empty = names.stream().collect(Collectors.toMap(name -> name, name -> value));

        assertThat(List.of(placed(Map.of()), placed(empty)))
                .allSatisfy(sources -> assertThat(sources)
                        .extracting(CredentialSource::name)
                        .containsExactly(
                                directory + "/.docker/config.json",
                                directory + "/.dockercfg",
                                directory + "/.config/containers/auth.json"));
    }

    /** As on a CI runner: Podman writes to a directory with the user's number then. */
    @Test
    void readsPodmansDirectoryOfTheUserWithoutARuntimeDirectory() throws IOException {
        String user = Files.getAttribute(Files.createFile(directory.resolve("mine")), "unix:uid")
                .toString();
        write("run/containers/" + user + "/auth.json", auths("a.example", "ann"));

        CredentialSource source = placed(Map.of()).get(2);

        assertThat(source.name()).isEqualTo(directory + "/run/containers/" + user + "/auth.json");
        assertThat(find(source, "a.example")).contains(new Credentials("ann", "secret"));
        assertThat(placed(Map.of("XDG_RUNTIME_DIR", "/run/user/1000")))
                .extracting(CredentialSource::name)
                .contains("/run/user/1000/containers/auth.json")
                .doesNotContain(source.name());
    }

    private List<CredentialSource> placed(Map<String, String> environment) {
        return new AuthFilePlaces(
                        name -> Optional.ofNullable(environment.get(name)), directory, directory.resolve("run"))
                .sources(new Secrets(), notice -> {});
    }

    @Test
    void readsThePlacesInTheHomeDirectory() throws IOException {
        write(".docker/config.json", auths("a.example", "ann"));
        write(".dockercfg", "{\"c.example\":{\"auth\":\"Y2F0OnNlY3JldA==\",\"email\":\"\"}}");
        write(".config/containers/auth.json", auths("b.example", "bob"));
        List<CredentialSource> sources = placed(Map.of());

        assertThat(find(sources.get(0), "a.example")).contains(new Credentials("ann", "secret"));
        assertThat(find(sources.get(1), "c.example")).contains(new Credentials("cat", "secret"));
        assertThat(find(sources.get(2), "b.example")).contains(new Credentials("bob", "secret"));
    }

    @Test
    void findsCredentialsInEverySource() throws IOException {
        write("docker/config.json", auths("b.example", "bob"));
        write("run/containers/auth.json", auths("d.example", "dan"));
        write("config/containers/auth.json", auths("e.example", "eve"));
        CredentialChain chain = new CredentialChain(
                sources(Map.of(
                        "DOCKER_AUTH_CONFIG", auths("a.example", "ann"),
                        "DOCKER_CONFIG", directory.resolve("docker").toString(),
                        "REGISTRY_AUTH_FILE",
                                write("own.json", auths("c.example", "cat")).toString(),
                        "XDG_RUNTIME_DIR", directory.resolve("run").toString(),
                        "XDG_CONFIG_HOME", directory.resolve("config").toString())),
                new Secrets(),
                (host, source) -> {});

        assertThat(List.of("a.example", "b.example", "c.example", "d.example", "e.example"))
                .extracting(host -> chain.find(Repository.parse(host + "/group"))
                        .orElseThrow()
                        .username())
                .containsExactly("ann", "bob", "cat", "dan", "eve");
        assertThat(chain.find(Repository.parse("f.example/group"))).isEmpty();
    }

    @Test
    void findsHelpersInTheAbsoluteDirectoriesOfPathOnly() throws IOException {
        new CredentialScripts(directory).add("test", "ann", "secret");
        write(".docker/config.json", "{\"credsStore\":\"test\"}");
        String path = String.join(File.pathSeparator, "", ".", "/nowhere", directory.toString());

        assertThat(find(sources(Map.of("PATH", path)).get(0), "a.example")).contains(new Credentials("ann", "secret"));
        List<String> problems = new ArrayList<>();
        assertThat(sources(Map.of("PATH", ".")).get(0).find(Repository.parse("a.example/group"), problems::add))
                .isEmpty();
        assertThat(problems).singleElement().asString().contains("is in no directory of PATH");
    }

    @Test
    void credentialsOfAJobAreValidForItsRegistryOnly() {
        CredentialSource job = CredentialSource.ofCiJob(HOST, USER, PASSWORD);

        assertThat(find(job, "registry.example.com:5050")).contains(new Credentials("gitlab-ci-token", "job-token"));
        assertThat(find(job, "Registry.Example.com:5050")).isPresent();
        assertThat(find(job, "registry.example.com")).isEmpty();
        assertThat(find(job, "evil.example.com:5050")).isEmpty();
    }

    @Test
    void credentialsOfAJobNeedAllThreeVariables() {
        String host = HOST.orElseThrow();

        assertThat(find(CredentialSource.ofCiJob(Optional.empty(), USER, PASSWORD), host))
                .isEmpty();
        assertThat(find(CredentialSource.ofCiJob(HOST, Optional.empty(), PASSWORD), host))
                .isEmpty();
        assertThat(find(CredentialSource.ofCiJob(HOST, Optional.of(""), PASSWORD), host))
                .isEmpty();
        assertThat(find(CredentialSource.ofCiJob(HOST, USER, Optional.empty()), host))
                .isEmpty();
        assertThat(find(CredentialSource.ofCiJob(HOST, USER, Optional.of("")), host))
                .isEmpty();
    }
}
