package io.github.fdomaven.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthFileTest extends AuthFileTestCase {

    @Test
    void decodesNameAndPassword() {
        assertThat(find("{'auths':{" + entry("a.example", "ann:pass:wörd") + "}}"))
                .contains(new Credentials("ann", "pass:wörd"));
        assertThat(find("{'auths':{" + entry("a.example", "ann:padded\0\0") + "}}"))
                .contains(new Credentials("ann", "padded"));
        assertThat(find("{'auths':{" + entry("a.example", "ann: spaces ") + "}}"))
                .contains(new Credentials("ann", " spaces "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"YW5uOnNlY3JldDE=", "YW5uOnNlY3JldDE", " YW5uOn\\nNlY3\\r\\nJldDE= \\n", "YW5uOnNlY3JldDE=="})
    void acceptsLineBreaksAndAMissingPadding(String auth) {
        assertThat(find("{'auths':{'a.example':{'auth':'" + auth + "'}}}")).contains(new Credentials("ann", "secret1"));
    }

    @Test
    void sendsBytesThatAreNotUtf8AsTheyAre() {
        Secrets masked = new Secrets();
        Credentials found =
                find("{'auths':{'a.example':{'auth':'YW5uOnD832xvbmdlcg=='}}}").orElseThrow();
        found.addTo(masked);

        assertThat(found.basicHeader()).isEqualTo("Basic YW5uOnD832xvbmdlcg==");
        assertThat(masked.redact(found.basicHeader())).isEqualTo("Basic ***");
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

    @Test
    void prefersATokenForTheRegistryItself() {
        assertThat(find("{'auths':{'a.example':{'registrytoken':'the-token'}}}"))
                .contains(Credentials.ofRegistryToken("the-token"));
        assertThat(find("{'auths':{'a.example':{'registrytoken':' the-token\\n'}}}"))
                .contains(Credentials.ofRegistryToken("the-token"));
        assertThat(find("{'auths':{'a.example':{" + auth("ann:secret") + ",'registrytoken':'the-token'}}}"))
                .contains(Credentials.ofRegistryToken("the-token"));
    }

    /** Docker accepts these too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\uFEFF{'auths':{'a.example':{'username':'ann','password':'secret'}}}",
                "\r\n\t {'auths':{'a.example':{'username':'ann','password':'secret'}}}\r\n",
                "{'Auths':{'a.example':{'UserName':'ann','PASSWORD':'secret'}}}",
                "{'auths':{'A.EXAMPLE':{'username':'ann','password':'secret','email':null,'more':[1]}}}",
                "{'auths':{'a.example':{'auth':null,'username':'ann','password':'secret'}},'HttpHeaders':{'X':'Y'},'x':[]}",
                "{'auths':{'a.example':{'username':'ann','password':'secret'}}} and more",
            })
    void acceptsWhatDockerAccepts(String json) {
        assertThat(find(json)).contains(new Credentials("ann", "secret"));
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n",
                "null",
                "{}",
                "{'auths':{}}",
                "{'auths':null,'credHelpers':null,'credsStore':null}",
                "{'auths':{'a.example':{}}}",
                "{'auths':{'a.example':null}}",
                "{'auths':{'a.example':{'auth':null,'username':'ann'}}}",
                "{'auths':{'a.example':{'auth':'Og==','username':'','password':''}}}",
                "{'auths':{'a.example':{'auth':'IA=='}}}",
                "{'auths':{'b.example':{'auth':'not Base64'}},'credHelpers':{'b.example':7}}",
                "{'auths':{'a.example/other':{'username':'ann','password':'secret'}}}",
                "{'auths':{'a.example/group/project/child':{'username':'ann','password':'secret'}}}",
                "{'credsStore':'','credHelpers':{'a.example':''}}",
                "{'credHelpers':{'a.example':null},'credsStore':'locked'}",
                "{'credHelpers':{'b.example':'own'}}",
            })
    void findsNothingWithoutAnEntryForTheRepository(String json) throws IOException {
        assertThat(find(json)).isEmpty();
        assertThat(scripts.calls()).isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void acceptsAnEmptyPassword() {
        assertThat(find("{'auths':{" + entry("a.example", "ann:") + "}}")).contains(new Credentials("ann", ""));
    }

    @Test
    void prefersTheMostSpecificKey() {
        String auths = "{'auths':{" + entry("a.example", "host:secret") + "," + entry("a.example/group", "group:secret")
                + "," + entry("a.example/group/project", "project:secret") + "}}";

        assertThat(find(auths)).contains(new Credentials("project", "secret"));
        assertThat(find(auths, Repository.parse("a.example/group/project/child")))
                .contains(new Credentials("project", "secret"));
        assertThat(find(auths, Repository.parse("a.example/group/projects")))
                .contains(new Credentials("group", "secret"));
        assertThat(find(auths, Repository.parse("a.example/other"))).contains(new Credentials("host", "secret"));
    }

    @Test
    void triesTheNextKeyAfterAnEmptyOrMalformedEntry() {
        String host = entry("a.example", "ann:secret");

        assertThat(find("{'auths':{'a.example/group':{}," + host + "}}")).contains(new Credentials("ann", "secret"));
        assertThat(problems).isEmpty();
        assertThat(find("{'auths':{'a.example/group':{'auth':'!'}," + host + "}}"))
                .contains(new Credentials("ann", "secret"));
        assertThat(problems).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "top-secret; F is not valid JSON (line 1, column 1)",
                "{'auths':{'a.example':{'auth':'top-secret'}}; F is not valid JSON (line 1, column 45)",
                "['top-secret']; F is not a JSON object",
                "'top-secret'; F is not a JSON object",
                "{'auths':'top-secret'}; 'auths' in F is not an object",
                "{'credHelpers':['top-secret']}; 'credHelpers' in F is not an object",
                "{'credsStore':{'x':'top-secret'}}; 'credsStore' in F is not a string",
                "{'auths':{'a.example':'top-secret'}}; 'auths' for 'a.example' in F is not an object",
                "{'credHelpers':{'a.example':{'x':'top-secret'}}}; 'credHelpers' for 'a.example' in F is not a string",
            })
    void reportsAMalformedFileWithoutQuotingIt(String json, String problem) {
        assertThat(find(json)).isEmpty();
        assertThat(problems)
                .containsExactly(
                        problem + ". Correct or remove it. 'docker login' and 'podman login' write valid files.");
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
                "'registrytoken':{'x':'top-secret'}; 'registrytoken' is not a string.",
                "'registrytoken':'top-secret\\nX: y'; 'registrytoken' has characters that no token has.",
                "'registrytoken':'\\n'; 'registrytoken' has characters that no token has.",
            })
    void reportsAMalformedEntryWithoutQuotingIt(String entry, String problem) {
        assertThat(find("{'auths':{'https://a.example':{" + entry + "}}}")).isEmpty();
        assertThat(problems)
                .singleElement()
                .asString()
                .startsWith("'auths' for 'https://a.example' in F: " + problem)
                .contains("run 'docker login' or 'podman login'")
                .doesNotContain("top-secret");
    }

    @Test
    void readsAFileOnceAtTheFirstLookup() throws IOException {
        Path path = directory.resolve("config.json");
        AuthFile file = AuthFile.ofFile(path, scripts.helpers());
        Files.writeString(path, "{\"auths\":{\"a.example\":{\"username\":\"ann\",\"password\":\"secret\"}}}");
        assertThat(find(file, Repository.parse("b.example/group"))).isEmpty();
        Files.delete(path);

        assertThat(find(file, REPOSITORY)).isPresent();
    }

    @Test
    void findsNothingInAMissingFile() {
        assertThat(find(AuthFile.ofFile(directory.resolve("config.json"), scripts.helpers()), REPOSITORY))
                .isEmpty();
        assertThat(problems).isEmpty();
    }

    @Test
    void reportsAnUnreadableFile() throws IOException {
        Path file = Files.createDirectories(directory.resolve("config.json"));

        assertThat(find(AuthFile.ofFile(file, scripts.helpers()), REPOSITORY)).isEmpty();
        assertThat(problems)
                .singleElement()
                .asString()
                .isEqualTo(
                        "Cannot read " + file + ", which may have registry credentials: Is a directory. Make the file"
                                + " readable, or remove it.");
    }

    @Test
    void readsOnlyTheBeginningOfALargeFile() throws IOException {
        Path file = directory.resolve("config.json");
        Files.writeString(file, "{\"auths\":{}}" + " ".repeat(8 * 1024 * 1024) + "{");

        assertThat(find(AuthFile.ofFile(file, scripts.helpers()), REPOSITORY)).isEmpty();
        assertThat(find(AuthFile.ofFile(Path.of("/dev/zero"), scripts.helpers()), REPOSITORY))
                .isEmpty();
        assertThat(problems).singleElement().asString().startsWith("/dev/zero is not valid JSON");
    }
}
