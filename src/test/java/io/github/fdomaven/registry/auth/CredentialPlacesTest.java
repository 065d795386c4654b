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
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CredentialPlacesTest {

    private static final Optional<String> NONE = Optional.empty();

    @TempDir
    private Path directory;

    private static String names(CredentialPlaces places) {
        return String.join(
                " ", places.sources().stream().map(CredentialSource::name).toList());
    }

    private static String auths(String host, String user) {
        return "{\"auths\":{\"" + host + "\":{\"username\":\"" + user + "\",\"password\":\"secret\"}}}";
    }

    private Path write(String file, String text) throws IOException {
        Path path = directory.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, text);
    }

    private CredentialPlaces home() {
        return new CredentialPlaces(NONE, NONE, NONE, NONE, NONE, directory);
    }

    @Test
    void theVariableIsAskedBeforeDockersFileAndThatBeforePodmans() {
        CredentialPlaces places = new CredentialPlaces(
                Optional.of(auths("a.example", "ann")),
                Optional.of("/docker"),
                Optional.of("/auth.json"),
                Optional.of("/run/user/1000"),
                NONE,
                directory);

        assertThat(names(places))
                .isEqualTo("DOCKER_AUTH_CONFIG /docker/config.json /auth.json /run/user/1000/containers/auth.json");
        assertThat(places)
                .hasToString(
                        "DOCKER_AUTH_CONFIG, /docker/config.json, /auth.json, /run/user/1000/containers/auth.json");
    }

    @Test
    void withoutVariablesThereIsDockersFileInTheUsersDirectory() throws IOException {
        Path file = write(".docker/config.json", auths("a.example", "ann"));

        assertThat(names(home())).isEqualTo(file.toString());
        assertThat(home().sources().get(0).find("a.example")).contains(new Credentials("ann", "secret"));
    }

    @Test
    void eachPlaceHasItsSay() throws IOException {
        write("docker/config.json", auths("b.example", "bob"));
        write("run/containers/auth.json", auths("d.example", "dan"));
        CredentialPlaces places = new CredentialPlaces(
                Optional.of(auths("a.example", "ann")),
                Optional.of(directory.resolve("docker").toString()),
                Optional.of(write("own.json", auths("c.example", "cat")).toString()),
                Optional.of(directory.resolve("run").toString()),
                NONE,
                directory);
        CredentialChain chain = new CredentialChain(places.sources(), new Secrets(), (host, source) -> {});

        assertThat(List.of("a.example", "b.example", "c.example", "d.example"))
                .extracting(host -> chain.find(host).orElseThrow().username())
                .containsExactly("ann", "bob", "cat", "dan");
        assertThat(chain.source("a.example")).contains("DOCKER_AUTH_CONFIG");
        assertThat(chain.source("d.example"))
                .hasValueSatisfying(name -> assertThat(name).endsWith("auth.json"));
        assertThat(chain.find("e.example")).isEmpty();
    }

    @Test
    void helpersAreLookedForInTheAbsoluteDirectoriesOfPath() throws IOException {
        new Programs(directory).with("test", "ann", "secret");
        write(".docker/config.json", "{\"credsStore\":\"test\"}");
        String path = String.join(File.pathSeparator, "", ".", "/nowhere", directory.toString());

        assertThat(new CredentialPlaces(NONE, NONE, NONE, NONE, Optional.of(path), directory)
                        .sources()
                        .get(0)
                        .find("a.example"))
                .contains(new Credentials("ann", "secret"));
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> home().sources().get(0).find("a.example"))
                .withMessageContaining("which is in none of the directories of PATH");
    }

    @Test
    void aFileIsReadWhenItIsFirstAskedAndNeverAgain() throws IOException {
        CredentialSource source = home().sources().get(0);
        Path file = write(".docker/config.json", auths("a.example", "ann"));
        assertThat(source.find("b.example")).isEmpty();
        Files.delete(file);

        assertThat(source.find("a.example")).isPresent();
    }

    @Test
    void aFileThatIsMissingHasNothing() {
        assertThat(home().sources().get(0).find("a.example")).isEmpty();
    }

    @Test
    void aFileThatCannotBeReadIsNotPassedOver() throws IOException {
        Path file = Files.createDirectories(directory.resolve(".docker/config.json"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> home().sources().get(0).find("a.example"))
                .withMessageStartingWith(file + ", where credentials for registries may be, cannot be read: ")
                .withMessageEndingWith(". Make it readable, or remove it.");
    }
}
