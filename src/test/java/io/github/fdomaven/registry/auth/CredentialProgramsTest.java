package io.github.fdomaven.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.fdomaven.http.Time;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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
    private static final String ATTEMPT = "docker-credential-test get for " + HOST + ": ";

    @TempDir
    private Path directory;

    private CredentialScripts scripts;

    @BeforeEach
    void start() {
        scripts = new CredentialScripts(directory);
    }

    private Optional<Credentials> get(String name) {
        return answer(name).credentials();
    }

    private CredentialPrograms.Answer answer(String name) {
        return scripts.helpers().get(name, HOST);
    }

    private Optional<String> problem(String name) {
        return answer(name).problem();
    }

    /** Docker's helpers take the whole input as the host. */
    @Test
    void passesTheHostWithoutALineEnd() throws IOException {
        scripts.addFile("test", "#!/bin/sh\ncat > " + directory.resolve("input") + "\necho '{}'\n");

        assertThat(get("test")).isEmpty();
        assertThat(directory.resolve("input")).hasContent(HOST);
        assertThat(Files.size(directory.resolve("input"))).isEqualTo(HOST.length());
    }

    @Test
    void asksForTheHost() throws IOException {
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
    void asksOnceForEachHost() throws IOException {
        scripts.add("test", "ann", "secret").add("locked", "echo locked; exit 1");
        CredentialPrograms helpers = scripts.helpers();

        helpers.get("test", HOST);
        helpers.get("test", HOST);
        helpers.get("locked", HOST);
        assertThat(helpers.get("locked", HOST).problem()).isPresent();

        assertThat(scripts.calls()).containsExactly("test get " + HOST, "locked get " + HOST);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo 'credentials not found in native keychain'; exit 1",
                "echo 'credentials not found in native keychain' >&2; exit 1",
                "echo '{}'",
                "echo '{\"ServerURL\":\"\",\"Username\":\"\",\"Secret\":\"\"}'",
                "echo '{\"Username\":null,\"Secret\":null}'",
            })
    void returnsNothingForAHostThatTheKeychainDoesNotHave(String script) throws IOException {
        scripts.add("test", script);

        assertThat(answer("test")).isEqualTo(new CredentialPrograms.Answer(Optional.empty(), Optional.empty()));
    }

    /** Docker accepts both. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"username\":\"ann\",\"SECRET\":\"secret\"}",
                "{\"Username\":\"ann\",\"Secret\":\"secret\"} and a note",
            })
    void acceptsAnyLetterCaseAndTextAfterTheAnswer(String answer) throws IOException {
        scripts.add("test", "echo '" + answer + "'");

        assertThat(get("test")).contains(new Credentials("ann", "secret"));
    }

    /** Standard error counts if there is no output. An answer is never shown, because it has a secret. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "echo 'the vault is'; echo locked; exit 3 | exit status 3: the vault is locked",
                "echo 'no agent.' >&2; exit 1 | exit status 1: no agent.",
                "printf 'a\\033[2Jb\\rc' >&2; exit 1 | exit status 1: a [2Jb c",
                "echo '{\"Username\":\"ann\",\"Secret\":\"top-secret\"}'; exit 1 | exit status 1: no message",
                "exit 1 | exit status 1: no message",
            })
    void reportsAFailureInTheWordsOfTheHelper(String script, String failure) throws IOException {
        scripts.add("test", script);

        assertThat(problem("test")).contains(ATTEMPT + failure);
    }

    @Test
    void masksSecretsBeforeALongMessageIsCut() throws IOException {
        Secrets secrets = new Secrets();
        secrets.add("x".repeat(900));
        scripts.addFile("test", "#!/bin/sh\nprintf 'no token %0900d' 0 | tr 0 x\nexit 1\n");

        CredentialProcess.Waiting waiting =
                new CredentialProcess.Waiting(Duration.ofMinutes(2), Duration.ofMinutes(2), notice -> {});
        assertThat(new CredentialPrograms(List.of(directory), waiting, secrets, Time.real())
                        .get("test", HOST)
                        .problem())
                .contains(ATTEMPT + "exit status 1: no token ***");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "top-secret",
                "{\"Secret\":\"top-secret\"}",
                "{\"Username\":\"\",\"Secret\":\"top-secret\"}",
                "{\"Username\":1,\"Secret\":\"top-secret\"}",
                "{\"Username\":\"ann\",\"Secret\":[\"top-secret\"]}",
                "[\"top-secret\"]",
                "",
            })
    void refusesAnInvalidAnswerWithoutShowingIt(String answer) throws IOException {
        scripts.add("test", "echo '" + answer + "'");

        assertThat(answer("test").credentials()).isEmpty();
        assertThat(problem("test")).contains(ATTEMPT + "the answer is not JSON with a Username and a Secret");
    }

    @Test
    void givesUpAfterTheTimeout() throws IOException {
        scripts.add("test", "exec sleep 600");

        assertThat(scripts.helpers(Duration.ofSeconds(1)).get("test", HOST).problem())
                .contains(ATTEMPT + "no answer within 1 s; it was stopped");
    }

    @Test
    void saysWhichHelperItWaitsFor() throws IOException {
        Path answered = directory.resolve("answered");
        scripts.add(
                "test",
                "while [ ! -e " + answered + " ]; do sleep 0.1; done; echo '{\"Username\":\"ann\",\"Secret\":\"s\"}'");
        List<String> notices = new ArrayList<>();
        CredentialPrograms helpers =
                scripts.helpers(new CredentialProcess.Waiting(Duration.ofMinutes(2), Duration.ofMillis(100), notice -> {
                    notices.add(notice);
                    touch(answered);
                }));

        assertThat(helpers.get("test", HOST).credentials()).contains(new Credentials("ann", "s"));
        assertThat(notices)
                .containsExactly("Waiting for the credential helper docker-credential-test, which has not answered for "
                        + HOST + " yet.");
    }

    private static void touch(Path file) {
        try {
            Files.createFile(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An agent that a helper starts inherits its outputs. */
    @ParameterizedTest
    @ValueSource(strings = {"", ">/dev/null", "2>/dev/null"})
    void doesNotWaitForAProcessThatStillHoldsAnOutput(String redirect) throws IOException {
        scripts.add("test", "sleep 60 " + redirect + " & echo '{\"Username\":\"ann\",\"Secret\":\"secret\"}'")
                .add("empty", "sleep 60 " + redirect + " & echo '{}'")
                .add("locked", "sleep 60 " + redirect + " & echo locked; exit 3");
        CredentialPrograms helpers = scripts.helpers(Duration.ofSeconds(30));

        assertThat(helpers.get("test", HOST).credentials()).contains(new Credentials("ann", "secret"));
        assertThat(helpers.get("empty", HOST).problem()).isEmpty();
        assertThat(helpers.get("locked", HOST).problem())
                .contains(ATTEMPT.replace("test", "locked") + "exit status 3: locked");
    }

    /** Java may close the output of a helper that has ended, or may wait for the process that holds it. */
    @Test
    void givesUpIfAProcessHoldsTheOutputWithoutAnAnswer() throws IOException {
        scripts.add("test", "sleep 60 & printf '{'");

        assertThat(scripts.helpers(Duration.ofSeconds(1)).get("test", HOST).problem())
                .hasValueSatisfying(problem -> assertThat(problem)
                        .containsAnyOf("no answer within 1 s; it was stopped", "the answer is not JSON"));
    }

    @Test
    void readsAnyAmountOfErrorOutput() throws IOException {
        scripts.add("test", "head -c 3000000 /dev/zero >&2; echo '{\"Username\":\"ann\",\"Secret\":\"secret\"}'");

        assertThat(get("test")).contains(new Credentials("ann", "secret"));
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
        assertThat(problem(name).orElseThrow())
                .startsWith("The name of the credential helper for " + HOST + " is not valid. Valid are letters, ")
                .doesNotContain("evil", "/bin/sh");
    }

    @Test
    void namesAHelperThatIsNotInstalled() throws IOException {
        Files.createDirectory(directory.resolve("docker-credential-test"));

        assertThat(problem("test")).contains("The credential helper docker-credential-test is in no directory of PATH");
    }

    @Test
    void namesAHelperThatCannotBeRun() throws IOException {
        scripts.addFile("test", "#!/nowhere/sh\n");

        assertThat(problem("test").orElseThrow()).startsWith(ATTEMPT + "it could not be run: ");
    }

    /** Docker and Podman store a login to Docker Hub under different names. */
    @Test
    void asksForDockerHubByBothNames() throws IOException {
        scripts.addFile(
                "test",
                "#!/bin/sh\nif [ \"$(cat)\" = docker.io ]; then echo '{\"Username\":\"ann\",\"Secret\":\"secret\"}';"
                        + " else echo 'credentials not found in native keychain'; exit 1; fi\n");

        assertThat(scripts.helpers().get("test", "docker.io").credentials()).contains(new Credentials("ann", "secret"));
        assertThat(CredentialPrograms.servers("docker.io")).containsExactly("https://index.docker.io/v1/", "docker.io");
        assertThat(CredentialPrograms.servers(HOST)).containsExactly(HOST);
    }
}
