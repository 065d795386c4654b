package io.github.fdomaven.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthDocumentTest {

    private static final String VALID = ". Valid is what 'docker login' writes into Docker's config.json, or 'podman"
            + " login' into Podman's auth.json: correct it, or remove it.";
    private static final String LOG_IN = " Log in there again with 'docker login' or 'podman login', or correct it.";

    @TempDir
    private Path directory;

    private Programs helpers;

    @BeforeEach
    void start() throws IOException {
        helpers = new Programs(directory)
                .with("own", "helped", "own-secret")
                .with("store", "stored", "store-secret")
                .with("none", "echo 'credentials not found in native keychain'; exit 1");
    }

    private AuthDocument document(String json) {
        return AuthDocument.parse("F", json.replace('\'', '"'), helpers.programs());
    }

    private Optional<Credentials> find(String json) {
        return document(json).find("a.example");
    }

    private static String auth(String text) {
        return "'auth':'" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "'";
    }

    @Test
    void nameAndPasswordAreInBase64() {
        assertThat(find("{'auths':{'a.example':{" + auth("ann:pass:wörd") + "}}}"))
                .contains(new Credentials("ann", "pass:wörd"));
        assertThat(find("{'auths':{'a.example':{" + auth("ann:padded\0\0") + "}}}"))
                .contains(new Credentials("ann", "padded"));
    }

    @Test
    void nameAndPasswordMayBeMembersOfTheirOwn() {
        assertThat(find("{'auths':{'https://a.example/v2/':{'username':'ann','password':' secret '}}}"))
                .contains(new Credentials("ann", " secret "));
    }

    @Test
    void anIdentityTokenMayStandAloneOrWithAName() {
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
    void nothingForTheHostIsAbsence(String json) throws IOException {
        assertThat(find(json)).isEmpty();
        assertThat(helpers.asked()).isEmpty();
    }

    @Test
    void theHelperOfTheHostGoesBeforeTheStoreAndThatBeforeTheFile() throws IOException {
        String auths = "'auths':{'a.example':{" + auth("ann:secret") + "}}";

        assertThat(find("{" + auths + ",'credsStore':'store','credHelpers':{'a.example':'own'}}"))
                .contains(new Credentials("helped", "own-secret"));
        assertThat(find("{" + auths + ",'credsStore':'store','credHelpers':{'b.example':'own'}}"))
                .contains(new Credentials("stored", "store-secret"));
        assertThat(find("{" + auths + ",'credsStore':'none','credHelpers':{'a.example':'none'}}"))
                .contains(new Credentials("ann", "secret"));
        assertThat(helpers.asked())
                .containsExactly(
                        "own get a.example", "store get a.example", "none get a.example", "none get a.example");
    }

    @Test
    void dockerHubIsKnownByItsFirstAddress() throws IOException {
        AuthDocument document = document("{'auths':{'https://index.docker.io/v1/':{" + auth("ann:secret") + "}},"
                + "'credHelpers':{'https://index.docker.io/v1/':'none'}}");

        assertThat(document.find("docker.io")).contains(new Credentials("ann", "secret"));
        assertThat(helpers.asked()).containsExactly("none get https://index.docker.io/v1/");
    }

    @Test
    void theHostItselfGoesBeforeOtherWaysToWriteIt() {
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
                "{'credsStore':{'x':'top-secret'}}; 'credsStore' in F is not a text",
                "{'auths':{'a.example':'top-secret'}}; 'auths' for 'a.example' in F is not an object",
                "{'credHelpers':{'a.example':{'x':'top-secret'}}}; 'credHelpers' for 'a.example' in F is not a text",
            })
    void whatIsMalformedIsNamedButNotShown(String json, String problem) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> find(json))
                .withMessage(problem + VALID)
                .withNoCause();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "'auth':'top-secret!'; 'auth' is not Base64.",
                "'auth':'dG9wLXNlY3JldA=='; 'auth' is not the Base64 form of a name, a colon and a password.",
                "'auth':'OnRvcC1zZWNyZXQ='; 'auth' is not the Base64 form of a name, a colon and a password.",
                "'auth':['top-secret']; 'auth' is not a text.",
                "'username':'ann','password':{'x':'top-secret'}; 'password' is not a text.",
                "'identitytoken':{'x':'top-secret'}; 'identitytoken' is not a text.",
            })
    void anEntryThatIsMalformedIsNamedButNotShown(String entry, String problem) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> find("{'auths':{'https://a.example':{" + entry + "}}}"))
                .withMessage("'auths' for 'https://a.example' in F: " + problem + LOG_IN)
                .withNoCause();
    }

    @Test
    void aHelperThatFailsIsNamedWithItsPlace() throws IOException {
        helpers.with("locked", "echo locked; exit 1");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> find("{'credHelpers':{'a.example':'locked'}}"))
                .withMessage("docker-credential-locked get for a.example: exit status 1: locked. It is named by"
                        + " 'credHelpers' for 'a.example' in F: make it work, or remove that entry.");
    }
}
