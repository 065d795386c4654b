package io.github.fdomaven.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class CommandRunnerCopyTest extends CommandRunnerTestCase {

    @Test
    void copiesTheProjectIfTheEngineIsRemote() {
        engine.remote();

        run(request());

        assertThat(onlyContainer().mounts()).isEmpty();
        assertThat(engine.events())
                .containsSubsequence(
                        "pull " + REFERENCE,
                        "start from sha256:1",
                        "run mkdir -p " + project,
                        "copy into " + project,
                        "run chown -R 1000:100 " + project,
                        "copy out of " + project,
                        "remove container");
        assertThat(log.events())
                .contains(
                        "copied 1 file of " + project + " to " + project,
                        "copied 0 new or changed files back to " + project);
    }

    @Test
    void copiesAProjectThatCannotBeMounted() throws IOException {
        project = Files.createDirectory(directory.resolve("with:colon"));

        run(request());

        assertThat(onlyContainer().mounts()).isEmpty();
        assertThat(engine.events()).contains("copy into " + project);
    }

    @Test
    void copiesTheProjectIfTheContainerSeesAnotherDirectory() {
        engine.blindMounts();

        run(request());

        assertThat(engine.events())
                .containsSubsequence(
                        "start from sha256:1",
                        "remove container",
                        "start from sha256:1",
                        "copy into " + project,
                        "remove container");
        assertThat(commandsRun()).isOne();
        assertThat(log.events())
                .anySatisfy(event -> assertThat(event).startsWith("warning: The container does not see"));
    }

    @Test
    void copiesFilesOfAFailedCommandBack() {
        engine.remote().program(COMMAND, OptionalInt.of(3));

        assertThat(run(request()).status()).hasValue(3);
        assertThat(engine.events()).contains("copy out of " + project);
    }

    @Test
    void copiesNothingBackIfTheCommandMayStillRun() {
        engine.remote().program(COMMAND, OptionalInt.empty());

        assertThat(run(request()).status()).isEmpty();
        assertThat(engine.events()).doesNotContain("copy out of " + project).endsWith("remove container");
    }

    @Test
    void failsIfNothingCanBeCopiedBack() {
        engine.remote().fail("copy out of", new EnvironmentException("disk full"));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> run(request()))
                .withMessage("disk full");
        assertThat(engine.running()).isZero();
    }

    @Test
    void reportsTheFailedCommandAlsoIfNothingCanBeCopiedBack() {
        engine.remote().program(COMMAND, OptionalInt.of(3)).fail("copy out of", new EnvironmentException("disk full"));

        assertThat(run(request()).status()).hasValue(3);
        assertThat(log.events()).endsWith("warning: disk full");
    }

    @Test
    void reportsACommandThatPreparesTheContainerAndFails() {
        engine.remote().failingProgram("mkdir -p " + project);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> run(request()))
                .withMessage("Could not prepare the container: 'mkdir -p " + project
                        + "' ended with status 3: something went wrong. The image needs a shell, mkdir and chown.");
        assertThat(engine.running()).isZero();
    }
}
