package io.github.fdomaven.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.Repository;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** The credential helpers that a file names. */
class AuthFileHelpersTest extends AuthFileTestCase {

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
