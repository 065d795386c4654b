package io.github.fdomaven.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.engine.ImageTransfers;
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.fixture.InMemoryEngine;
import io.github.fdomaven.http.FakeTime;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandRunnerTest {

    private static final RunUser USER = new RunUser(1000, 100);
    private static final Reference REFERENCE = Reference.parse("registry.example.org/app/debian:1");
    private static final String COMMAND = "make test";

    @TempDir
    private Path directory;

    private Path project;
    private final InMemoryEngine engine = new InMemoryEngine().program(COMMAND, OptionalInt.of(0), "a line");
    private final RecordingRunLog log = new RecordingRunLog();

    @BeforeEach
    void createProject() throws IOException {
        project = Files.createDirectory(directory.resolve("app"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
        engine.with(REFERENCE, InMemoryEngine.image("sha256:1", Map.of()));
    }

    @Test
    void mountsTheProjectAtItsOwnPath() {
        RunResult result = run(request());

        assertThat(result).isEqualTo(new RunResult(image(), COMMAND, OptionalInt.of(0), Duration.ZERO));
        assertThat(onlyContainer().mounts()).containsExactly(new Mount.HostDirectory(project, project.toString()));
        assertThat(command().workingDir()).contains(project.toString());
        assertThat(log.events)
                .containsExactly(
                        "engine Fake 1.0",
                        "pulling " + REFERENCE,
                        project + " is mounted at " + project,
                        "1000:100 runs make test",
                        "base says a line");
        assertThat(engine.running()).isZero();
    }

    @Test
    void runsTheCommandAsTheUserWithAHomeAndTheVariables() {
        run(request());

        assertThat(command().user()).contains("1000:100");
        assertThat(command().environment()).isEqualTo(Map.of("HOME", "/fdo-home", "TOKEN", "secret"));
        assertThat(command().limit()).contains(Duration.ofMinutes(5));
        ExecSpec home = engine.programs().get(0);
        assertThat(home.arguments()).endsWith("1000", "100", "/fdo-home");
        assertThat(home.user()).isEmpty();
    }

    @Test
    void needsNoHomeForRoot() {
        run(request(), RunUser.ROOT);

        assertThat(engine.programs()).hasSize(1);
        assertThat(command().environment()).containsEntry("HOME", "/root");
    }

    @Test
    void runsAsRootInARootlessEngine() {
        engine.rootless();

        run(request());

        assertThat(command().user()).contains("0:0");
    }

    @Test
    void mountsAtAnotherPathIfTheImageHasFilesThere() {
        engine.path(project.toString()).path("/project");

        run(request());

        assertThat(onlyContainer().mounts()).containsExactly(new Mount.HostDirectory(project, "/fdo-project"));
        assertThat(command().workingDir()).contains("/fdo-project");
    }

    @Test
    void failsIfTheImageHasFilesAtAllPaths() {
        List.of(project.toString(), "/project", "/fdo-project", "/fdo-run-project")
                .forEach(engine::path);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> run(request()))
                .withMessageContaining("the image has files at /project, /fdo-project, /fdo-run-project");
    }

    @Test
    void checksThatTheContainerSeesAllFilesOfTheDirectory() throws IOException {
        Files.createDirectory(project.resolve("src"));

        run(request());

        assertThat(engine.mountChecks())
                .singleElement()
                .satisfies(check -> assertThat(check.arguments())
                        .contains(project + "/pom.xml", project + "/src")
                        .doesNotContain(project.toString()));
    }

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
        assertThat(log.events)
                .contains(
                        "1 files of " + project + " are copied to " + project,
                        "0 new or changed files are copied back to " + project);
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
        assertThat(log.events).anySatisfy(event -> assertThat(event).startsWith("warning: The container does not see"));
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
        assertThat(log.events).endsWith("warning: disk full");
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

    @Test
    void pullsForThePlatform() {
        NamedImage image = new NamedImage("base", REFERENCE, Optional.of(Platform.parse("linux/arm64")));

        run(request(image, false));

        assertThat(engine.events()).startsWith("pull " + REFERENCE + " for linux/arm64");
        assertThat(onlyContainer().platform()).contains(Platform.parse("linux/arm64"));
    }

    @Test
    void usesTheImageInTheEngineIfItCannotBePulled() {
        engine.fail("pull", new EnvironmentException("no route to host."));

        run(request());

        assertThat(log.events)
                .contains("warning: Could not pull the image, so the image in the engine is used: no route to host.");
        assertThat(engine.events()).containsOnlyOnce("pull " + REFERENCE);
        assertThat(commandsRun()).isOne();
    }

    @Test
    void advisesToBuildAnImageThatTheRegistryDoesNotHave() {
        engine.tags().clear();
        engine.fail("pull", new FixableException("manifest unknown."));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> run(request()))
                .withMessage("manifest unknown. If the image does not exist yet, build it by 'mvn fdo:build-image'.");
    }

    @Test
    void doesNotPullAnImageThatIsInTheEngineOnly() {
        run(request(image(), true));

        assertThat(engine.events()).doesNotContain("pull " + REFERENCE);
        assertThat(commandsRun()).isOne();
    }

    @Test
    void advisesToBuildAnImageThatTheEngineDoesNotHave() {
        engine.tags().clear();

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> run(request(image(), true)))
                .withMessage("There is no image " + REFERENCE
                        + " in Fake 1.0. Build it by 'mvn fdo:build-image', or check its name.");
        assertThat(engine.events()).isEmpty();
    }

    @Test
    void refusesARelativeDirectory() {
        project = Path.of("app");

        assertThatIllegalArgumentException().isThrownBy(this::request);
    }

    @Test
    void showsNoValueOfAVariable() {
        assertThat(request()).asString().isEqualTo("make test in " + image());
    }

    private RunResult run(RunRequest request) {
        return run(request, USER);
    }

    private RunResult run(RunRequest request, RunUser user) {
        FakeTime time = new FakeTime();
        return new CommandRunner(engine, user, new ImageTransfers(log, time), log, time).run(request);
    }

    private ContainerSpec onlyContainer() {
        assertThat(engine.containers()).hasSize(1);
        return engine.containers().get(0);
    }

    private ExecSpec command() {
        return engine.programs().get(engine.programs().size() - 1);
    }

    private long commandsRun() {
        return engine.commands().stream().filter(text -> text.contains(COMMAND)).count();
    }

    private static NamedImage image() {
        return new NamedImage("base", REFERENCE, Optional.empty());
    }

    private RunRequest request() {
        return request(image(), false);
    }

    private RunRequest request(NamedImage image, boolean isInEngine) {
        return new RunRequest(
                image,
                isInEngine,
                COMMAND,
                Map.of("TOKEN", "secret"),
                Optional.empty(),
                Optional.of(Duration.ofMinutes(5)),
                project,
                project.resolve("target"));
    }
}
