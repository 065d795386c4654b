package io.github.fdomaven.registry.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CredentialProgramsTest {

    private static final String HOST = "registry.example.com:5050";
    private static final String ATTEMPT = "docker-credential-test get for " + HOST + ": ";
    private static final String ADVICE = " It is named by 'credsStore' in F: make it work, or remove that entry.";

    @TempDir
    private Path directory;

    private Programs helpers;

    @BeforeEach
    void start() {
        helpers = new Programs(directory);
    }

    private Optional<Credentials> get(String name) {
        return helpers.programs().get(name, "'credsStore' in F", HOST);
    }

    @Test
    void theHostIsAskedForOnStandardInput() throws IOException {
        helpers.with("test", "ann", "secret");

        assertThat(get("test")).contains(new Credentials("ann", "secret"));
        assertThat(helpers.asked()).containsExactly("test get " + HOST);
    }

    @Test
    void theNameTokenSaysThatItIsAnIdentityToken() throws IOException {
        helpers.with("test", "<token>", "the-token");

        assertThat(get("test")).contains(Credentials.ofIdentityToken("the-token"));
    }

    @Test
    void whatIsNotInItsKeychainIsAbsent() throws IOException {
        helpers.with("test", "echo 'credentials not found in native keychain'; exit 1");

        assertThat(get("test")).isEmpty();
    }

    @Test
    void anEmptySecretIsAbsence() throws IOException {
        helpers.with("test", "", "");

        assertThat(get("test")).isEmpty();
    }

    @Test
    void anyOtherFailureIsToldInItsOwnWords() throws IOException {
        helpers.with("test", "echo 'the vault is'; echo locked; exit 3");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> get("test"))
                .withMessage(ATTEMPT + "exit status 3: the vault is locked." + ADVICE);
    }

    @Test
    void whatItSaysOfAFailureMayBeOnStandardError() throws IOException {
        helpers.with("test", "echo 'no agent.' >&2; exit 1");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> get("test"))
                .withMessage(ATTEMPT + "exit status 1: no agent." + ADVICE);
    }

    @Test
    void anAnswerIsNotShownEvenIfItFailed() throws IOException {
        helpers.with("test", "echo '{\"Username\":\"ann\",\"Secret\":\"top-secret\"}'; exit 1");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> get("test"))
                .withMessage(ATTEMPT + "exit status 1: no message." + ADVICE)
                .withNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"top-secret", "{\"Secret\":\"top-secret\"}", "{\"Username\":1,\"Secret\":\"top-secret\"}", ""})
    void anAnswerThatMakesNoSenseIsNotShown(String answer) throws IOException {
        helpers.with("test", "echo '" + answer + "'");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> get("test"))
                .withMessage(ATTEMPT + "its answer is not JSON with a Username and a Secret." + ADVICE)
                .withNoCause();
    }

    @Test
    void itIsEndedWhenItTakesTooLong() throws Exception {
        Path survivor = directory.resolve("survivor");
        helpers.with("test", "(sleep 3; touch " + survivor + ") & sleep 60");
        long start = System.nanoTime();

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> helpers.programs(Duration.ofSeconds(1)).get("test", "'credsStore' in F", HOST))
                .withMessage(ATTEMPT + "no answer within 1 s, it was ended." + ADVICE);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
        Thread.sleep(3000);
        assertThat(survivor).doesNotExist();
    }

    @Test
    void whatItLeavesRunningIsNotWaitedFor() throws IOException {
        helpers.with("test", "sleep 5 & echo '{}'");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> helpers.programs(Duration.ofSeconds(1)).get("test", "'credsStore' in F", HOST))
                .withMessageContaining("no answer within 1 s");
    }

    @Test
    void aProgramThatDoesNotListenMayAnswer() throws IOException {
        Path program = directory.resolve("docker-credential-deaf");
        Files.writeString(program, "#!/bin/sh\nexec <&-\necho '{\"Username\":\"ann\",\"Secret\":\"secret\"}'\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();

        assertThat(get("deaf")).contains(new Credentials("ann", "secret"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"../evil", "/bin/sh", "a b", "a;b", "", "pass\n"})
    void aNameThatIsNoneIsNotRun(String name) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> get(name))
                .withMessage("'credsStore' in F: '" + name + "' is not the name of a credential helper: valid are"
                        + " letters, digits, '_', '.' and '-', as in 'pass' for docker-credential-pass.");
    }

    @Test
    void aHelperThatIsNotInstalledIsNamed() throws IOException {
        Files.createDirectory(directory.resolve("docker-credential-test"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> get("test"))
                .withMessage("'credsStore' in F names the credential helper docker-credential-test, which is in none of"
                        + " the directories of PATH: install it, or remove that entry.");
    }

    @Test
    void aHelperThatCannotBeRunIsNamed() throws IOException {
        Path program = directory.resolve("docker-credential-test");
        Files.writeString(program, "#!/nowhere/sh\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> get("test"))
                .withMessageStartingWith(ATTEMPT + "it could not be run: ");
    }
}
