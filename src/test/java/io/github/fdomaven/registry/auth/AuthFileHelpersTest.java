package io.github.fdomaven.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.Repository;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The credential helpers that a file names. */
class AuthFileHelpersTest {

    private static final Repository REPOSITORY = Repository.parse("a.example/group/project");

    @TempDir
    private Path directory;

    private final List<String> problems = new ArrayList<>();
    private CredentialScripts scripts;

    @BeforeEach
    void addHelpers() throws IOException {
        scripts = new CredentialScripts(directory)
                .add("own", "helped", "own-secret")
                .add("store", "stored", "store-secret")
                .add("none", "echo 'credentials not found in native keychain'; exit 1")
                .add("locked", "echo locked; exit 1");
    }

    private Optional<Credentials> find(String json) {
        return find(json, REPOSITORY);
    }

    private Optional<Credentials> find(String json, Repository repository) {
        return find(AuthFile.ofText("F", json.replace('\'', '"'), scripts.helpers()), repository);
    }

    private Optional<Credentials> find(AuthFile file, Repository repository) {
        return file.find(repository, problems::add);
    }

    private static String auth(String text) {
        return "'auth':'" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "'";
    }

    private static String entry(String key, String text) {
        return "'" + key + "':{" + auth(text) + "}";
    }

    @Test
    void prefersTheHelperOfTheHostThenTheStoreThenTheEntry() throws IOException {
        String auths = "'auths':{" + entry("a.example", "ann:secret") + "}";

        assertThat(find("{" + auths + ",'credsStore':'store','credHelpers':{'a.example':'own'}}"))
                .contains(new Credentials("helped", "own-secret"));
        assertThat(find("{" + auths + ",'credsStore':'store','credHelpers':{'b.example':'own'}}"))
                .contains(new Credentials("stored", "store-secret"));
        assertThat(find("{" + auths + ",'credsStore':'store','credHelpers':{'a.example':'none'}}"))
                .contains(new Credentials("stored", "store-secret"));
        assertThat(find("{" + auths + ",'credsStore':'none'}")).contains(new Credentials("ann", "secret"));
        assertThat(scripts.calls())
                .containsExactly(
                        "own get a.example",
                        "store get a.example",
                        "none get a.example",
                        "store get a.example",
                        "none get a.example");
    }

    /** An empty name is how Docker excludes a registry from the store. */
    @Test
    void asksNoHelperIfTheHelperOfTheHostIsEmpty() throws IOException {
        assertThat(find("{'auths':{" + entry("a.example", "ann:secret")
                        + "},'credsStore':'store','credHelpers':{'a.example':''}}"))
                .contains(new Credentials("ann", "secret"));
        assertThat(scripts.calls()).isEmpty();
    }

    @Test
    void asksAHelperOnceForAllRepositoriesOfAHost() throws IOException {
        AuthFile file = AuthFile.ofText("F", "{\"credsStore\":\"store\"}", scripts.helpers());

        assertThat(find(file, REPOSITORY)).isPresent();
        assertThat(find(file, Repository.parse("a.example/other"))).isPresent();
        assertThat(scripts.calls()).containsExactly("store get a.example");
    }

    @Test
    void findsDockerHubByTheUrlThatDockerWrites() throws IOException {
        String json = "{'auths':{" + entry("https://index.docker.io/v1/", "ann:secret") + ","
                + entry("https://index.docker.io/v1/refresh-token", "refresh:token")
                + "},'credHelpers':{'https://index.docker.io/v1/':'none'}}";

        assertThat(find(json, Repository.parse("docker.io/library/debian"))).contains(new Credentials("ann", "secret"));
        assertThat(scripts.calls()).containsExactly("none get https://index.docker.io/v1/", "none get docker.io");
    }

    @Test
    void usesTheNextSourceAfterAHelperThatFailsAndNamesItsEntry() {
        assertThat(find("{'auths':{" + entry("a.example", "ann:secret")
                        + "},'credHelpers':{'a.example':'locked'},'credsStore':'missing'}"))
                .contains(new Credentials("ann", "secret"));
        assertThat(problems)
                .containsExactly(
                        "docker-credential-locked get for a.example: exit status 1: locked. Install or fix the credential"
                                + " helper, or remove 'credHelpers' for 'a.example' in F.",
                        "The credential helper docker-credential-missing is in no directory of PATH. Install or fix the credential"
                                + " helper, or remove 'credsStore' in F.");
    }
}
