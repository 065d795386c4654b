package io.github.fdomaven.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialProgramsTest {

    private static final String HOST = "registry.example.com:5050";
    private static final String ENTRY = "'credsStore' in F";
    private static final String ATTEMPT = "docker-credential-test get for " + HOST + ": ";
    private static final String ADVICE = " Fix the credential helper, or remove 'credsStore' in F.";

    @TempDir
    private Path directory;

    private CredentialScripts scripts;

    @BeforeEach
    void start() {
        scripts = new CredentialScripts(directory);
    }

    private Optional<Credentials> get(String name) {
        return scripts.helpers().get(name, ENTRY, HOST);
    }

    @Test
    void passesTheHostOnStandardInput() throws IOException {
        scripts.add("test", "ann", "secret");

        assertThat(get("test")).contains(new Credentials("ann", "secret"));
        assertThat(scripts.calls()).containsExactly("test get " + HOST);
    }

    @Test
    void returnsAnIdentityTokenForTheNameToken() throws IOException {
        scripts.add("test", "<token>", "the-token");

        assertThat(get("test")).contains(Credentials.ofIdentityToken("the-token"));
    }

    @Test
    void returnsNothingForAHostThatTheKeychainDoesNotHave() throws IOException {
        scripts.add("test", "echo 'credentials not found in native keychain'; exit 1");

        assertThat(get("test")).isEmpty();
    }

    @Test
    void returnsNothingForAnEmptySecret() throws IOException {
        scripts.add("test", "", "");

        assertThat(get("test")).isEmpty();
    }

    /** Standard error counts if there is no output. An answer is never shown, because it has a secret. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "echo 'the vault is'; echo locked; exit 3 | exit status 3: the vault is locked.",
                "echo 'no agent.' >&2; exit 1 | exit status 1: no agent.",
                "echo '{\"Username\":\"ann\",\"Secret\":\"top-secret\"}'; exit 1 | exit status 1: no message.",
            })
    void reportsAFailureInTheWordsOfTheHelper(String script, String failure) throws IOException {
        scripts.add("test", script);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> get("test"))
                .withMessage(ATTEMPT + failure + ADVICE)
                .withNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"top-secret", "{\"Secret\":\"top-secret\"}", "{\"Username\":1,\"Secret\":\"top-secret\"}", ""})
    void refusesAnInvalidAnswerWithoutShowingIt(String answer) throws IOException {
        scripts.add("test", "echo '" + answer + "'");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> get("test"))
                .withMessage(ATTEMPT + "the answer is not JSON with a Username and a Secret." + ADVICE)
                .withNoCause();
    }

    @Test
    void givesUpAfterTheTimeout() throws IOException {
        scripts.add("test", "exec sleep 600");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> scripts.helpers(Duration.ofSeconds(1)).get("test", ENTRY, HOST))
                .withMessage(ATTEMPT + "no answer within 1 s; it was stopped." + ADVICE);
    }

    @Test
    void doesNotWaitForAProcessThatStillHoldsTheOutput() throws IOException {
        scripts.add("test", "sleep 20 & echo '{}'");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> scripts.helpers(Duration.ofSeconds(1)).get("test", ENTRY, HOST))
                .withMessageContaining("no answer within 1 s");
    }

    @Test
    @Timeout(120)
    void killsAllProcessesOfAHelperThatIsGivenUp() throws Exception {
        Path pipe = directory.resolve("pids");
        assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor())
                .isZero();
        scripts.add("test", "sleep 600 & echo $$ $! > " + pipe + "; wait");
        CompletableFuture<Throwable> failure = new CompletableFuture<>();
        Thread lookup = new Thread(() -> failure.complete(catchThrowable(() -> get("test"))));
        lookup.start();
        String[] pids = Files.readString(pipe).strip().split(" ");

        lookup.interrupt();

        assertThat(failure.get(1, TimeUnit.MINUTES)).isInstanceOf(EnvironmentException.class);
        for (String pid : pids) {
            ProcessHandle.of(Long.parseLong(pid))
                    .ifPresent(process ->
                            process.onExit().orTimeout(1, TimeUnit.MINUTES).join());
        }
    }

    @Test
    void acceptsAnAnswerOfAHelperThatDoesNotReadItsInput() throws IOException {
        scripts.addFile("deaf", "#!/bin/sh\nexec <&-\necho '{\"Username\":\"ann\",\"Secret\":\"secret\"}'\n");

        assertThat(get("deaf")).contains(new Credentials("ann", "secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/bin/sh", "a b", "a;b", "", "pass\n"})
    void refusesAnInvalidName(String name) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> get(name))
                .withMessageStartingWith("'credsStore' in F: '" + name + "' is not the name of a credential helper.");
    }

    @Test
    void namesAHelperThatIsNotInstalled() throws IOException {
        Files.createDirectory(directory.resolve("docker-credential-test"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> get("test"))
                .withMessage("'credsStore' in F names the credential helper docker-credential-test, but no directory of"
                        + " PATH has it. Install the helper, or remove the entry.");
    }

    @Test
    void namesAHelperThatCannotBeRun() throws IOException {
        scripts.addFile("test", "#!/nowhere/sh\n");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> get("test"))
                .withMessageStartingWith(ATTEMPT + "it could not be run: ");
    }

    @ParameterizedTest
    @CsvSource({
        "docker.io, https://index.docker.io/v1/",
        "registry.example.com:5050, registry.example.com:5050",
    })
    void helpersExpectTheUrlOfDockerHub(String host, String key) {
        assertThat(CredentialPrograms.serverOf(host)).isEqualTo(key);
    }
}
