package io.github.fdomaven.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthFileTest {

    @TempDir
    private Path directory;

    private CredentialScripts scripts;

    @BeforeEach
    void addHelpers() throws IOException {
        scripts = new CredentialScripts(directory)
                .add("own", "helped", "own-secret")
                .add("store", "stored", "store-secret")
                .add("none", "echo 'credentials not found in native keychain'; exit 1");
    }

    private AuthFile file(String json) {
        return AuthFile.ofText("F", json.replace('\'', '"'), scripts.helpers());
    }

    private Optional<Credentials> find(String json) {
        return file(json).find("a.example");
    }

    private static String auth(String text) {
        return "'auth':'" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "'";
    }

    @Test
    void decodesNameAndPassword() {
        assertThat(find("{'auths':{'a.example':{" + auth("ann:pass:wörd") + "}}}"))
                .contains(new Credentials("ann", "pass:wörd"));
        assertThat(find("{'auths':{'a.example':{" + auth("ann:padded\0\0") + "}}}"))
                .contains(new Credentials("ann", "padded"));
    }

    @Test
    void readsNameAndPasswordInPlainText() {
        assertThat(find("{'auths':{'https://a.example/v2/':{'username':'ann','password':' secret '}}}"))
                .contains(new Credentials("ann", " secret "));
    }

    @Test
    void readsAnIdentityTokenWithAndWithoutName() {
        assertThat(find("{'auths':{'a.example':{'auth':'','identitytoken':'the-token'}}}"))
                .contains(Credentials.ofIdentityToken("the-token"));
        assertThat(find("{'auths':{'a.example':{" + auth("ann:") + ",'identitytoken':'the-token'}}}"))
                .contains(new Credentials("ann", "", Optional.of("the-token")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'auths':{}}",
                "{'auths':null,'credHelpers':null,'credsStore':null}",
                "{'auths':{'a.example':{}}}",
                "{'auths':{'a.example':null}}",
                "{'auths':{'a.example':{'auth':null,'username':'ann'}}}",
                "{'auths':{'b.example':{'auth':'not Base64'}},'credHelpers':{'b.example':7}}",
                "{'auths':{'a.example/group':{'username':'ann','password':'secret'}}}",
                "{'credsStore':'','credHelpers':{'a.example':''}}",
                "{'credHelpers':{'b.example':'own'}}",
            })
    void findsNothingWithoutAnEntryForTheHost(String json) throws IOException {
        assertThat(find(json)).isEmpty();
        assertThat(scripts.calls()).isEmpty();
    }

    @Test
    void prefersTheHelperOfTheHostThenTheStoreThenTheEntry() throws IOException {
        String auths = "'auths':{'a.example':{" + auth("ann:secret") + "}}";

        assertThat(find("{" + auths + ",'credsStore':'store','credHelpers':{'a.example':'own'}}"))
                .contains(new Credentials("helped", "own-secret"));
        assertThat(find("{" + auths + ",'credsStore':'store','credHelpers':{'b.example':'own'}}"))
                .contains(new Credentials("stored", "store-secret"));
        assertThat(find("{" + auths + ",'credsStore':'none','credHelpers':{'a.example':'none'}}"))
                .contains(new Credentials("ann", "secret"));
        assertThat(scripts.calls())
                .containsExactly(
                        "own get a.example", "store get a.example", "none get a.example", "none get a.example");
    }

    @Test
    void findsDockerHubByTheUrlThatDockerWrites() throws IOException {
        AuthFile file = file("{'auths':{'https://index.docker.io/v1/':{" + auth("ann:secret") + "}},"
                + "'credHelpers':{'https://index.docker.io/v1/':'none'}}");

        assertThat(file.find("docker.io")).contains(new Credentials("ann", "secret"));
        assertThat(scripts.calls()).containsExactly("none get https://index.docker.io/v1/");
    }

    @Test
    void prefersTheExactHostToOtherSpellings() {
        assertThat(find("{'auths':{'https://a.example/v1/':{" + auth("old:one") + "},'a.example':{" + auth("new:one")
                        + "}}}"))
                .contains(new Credentials("new", "one"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "top-secret; F is not valid JSON (line 1, column 1)",
                "{'auths':{'a.example':{'auth':'top-secret'}}; F is not valid JSON (line 1, column 45)",
                "{} top-secret; F is not valid JSON (line 1, column 4)",
                "['top-secret']; F is not a JSON object",
                "``; F is not a JSON object",
                "{'auths':'top-secret'}; 'auths' in F is not an object",
                "{'credHelpers':['top-secret']}; 'credHelpers' in F is not an object",
                "{'credsStore':{'x':'top-secret'}}; 'credsStore' in F is not a string",
                "{'auths':{'a.example':'top-secret'}}; 'auths' for 'a.example' in F is not an object",
                "{'credHelpers':{'a.example':{'x':'top-secret'}}}; 'credHelpers' for 'a.example' in F is not a string",
            })
    void refusesAMalformedFileWithoutQuotingIt(String json, String problem) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> find(json))
                .withMessage(problem + ". Correct or remove it. 'docker login' and 'podman login' write valid files.")
                .withNoCause();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'auth':'top-secret!'; 'auth' is not Base64.",
                "'auth':'dG9wLXNlY3JldA=='; 'auth' is not a name, a colon and a password in Base64.",
                "'auth':'OnRvcC1zZWNyZXQ='; 'auth' is not a name, a colon and a password in Base64.",
                "'auth':['top-secret']; 'auth' is not a string.",
                "'username':'ann','password':{'x':'top-secret'}; 'password' is not a string.",
                "'identitytoken':{'x':'top-secret'}; 'identitytoken' is not a string.",
            })
    void refusesAMalformedEntryWithoutQuotingIt(String entry, String problem) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> find("{'auths':{'https://a.example':{" + entry + "}}}"))
                .withMessageStartingWith("'auths' for 'https://a.example' in F: " + problem)
                .withMessageContaining("run 'docker login' or 'podman login'")
                .withMessageNotContaining("top-secret")
                .withNoCause();
    }

    @Test
    void namesTheEntryOfAHelperThatFails() throws IOException {
        scripts.add("locked", "echo locked; exit 1");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> find("{'credHelpers':{'a.example':'locked'}}"))
                .withMessage("docker-credential-locked get for a.example: exit status 1: locked. Fix the credential"
                        + " helper, or remove 'credHelpers' for 'a.example' in F.");
    }

    @Test
    void readsAFileOnceAtTheFirstLookup() throws IOException {
        Path path = directory.resolve("config.json");
        AuthFile file = AuthFile.ofFile(path, scripts.helpers());
        Files.writeString(path, "{\"auths\":{\"a.example\":{\"username\":\"ann\",\"password\":\"secret\"}}}");
        assertThat(file.find("b.example")).isEmpty();
        Files.delete(path);

        assertThat(file.find("a.example")).isPresent();
    }

    @Test
    void findsNothingInAMissingFile() {
        assertThat(AuthFile.ofFile(directory.resolve("config.json"), scripts.helpers())
                        .find("a.example"))
                .isEmpty();
    }

    @Test
    void refusesAnUnreadableFile() throws IOException {
        Path file = Files.createDirectories(directory.resolve("config.json"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> AuthFile.ofFile(file, scripts.helpers()).find("a.example"))
                .withMessageStartingWith("Cannot read " + file + ", which may have registry credentials: ")
                .withMessageEndingWith(". Make the file readable, or remove it.");
    }

    @ParameterizedTest
    @CsvSource({
        "registry.example.com, registry.example.com, true",
        "Registry.Example.com, registry.example.com, true",
        "https://registry.example.com, registry.example.com, true",
        "http://localhost:5000, localhost:5000, true",
        "https://registry.example.com/, registry.example.com, true",
        "https://registry.example.com/v1/, registry.example.com, true",
        "registry.example.com/v2, registry.example.com, true",
        "https://index.docker.io/v1/, docker.io, true",
        "docker.io, docker.io, true",
        "registry-1.docker.io, docker.io, true",
        "registry.example.com/group, registry.example.com, false",
        "registry.example.com/v1/group, registry.example.com, false",
        "registry.example.com, registry.example.com:5050, false",
        "registry.example.com:5050, registry.example.com, false",
        "evil.example.com, example.com, false",
        "ftp://registry.example.com, registry.example.com, false",
        "'', registry.example.com, false",
    })
    void matchesTheSpellingsOfOneHost(String key, String host, boolean matches) {
        assertThat(AuthFile.isKeyOf(key, host)).isEqualTo(matches);
    }
}
