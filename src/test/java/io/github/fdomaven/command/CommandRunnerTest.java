package io.github.fdomaven.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.engine.ImageTransfers;
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.http.FakeTime;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandRunnerTest {

    private static final RunUser USER = new RunUser(1000, 100);
    private static final Reference REFERENCE = Reference.parse("registry.example.org/app/debian:1");
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.EPOCH);

    @TempDir
    private Path directory;

    private Path project;
    private final FakeRunEngine engine = new FakeRunEngine();
    private final RecordingRunLog log = new RecordingRunLog();

    @BeforeEach
    void hasAProject() throws IOException {
        project = Files.createDirectory(directory.resolve("app"));
        Files.writeString(project.resolve("pom.xml"), "<project/>");
    }

    @Test
    void mountsTheProjectAtItsOwnPath() {
        RunResult result = run(request());

        assertThat(result).isEqualTo(new RunResult(image(), "make test", OptionalInt.of(0), Duration.ZERO));
        assertThat(engine.started)
                .singleElement()
                .satisfies(spec ->
                        assertThat(spec.mounts()).contains(new Mount.HostDirectory(project, project.toString())));
        assertThat(engine.command().workingDir()).contains(project.toString());
        assertThat(log.events)
                .containsExactly(
                        "engine Fake 1.0",
                        "pulling " + REFERENCE,
                        project + " is mounted at " + project,
                        "1000:100 runs make test",
                        "base says a line");
        assertThat(engine.running).isZero();
    }

    @Test
    void runsTheCommandAsTheUserWithAHomeAndTheVariables() {
        run(request());

        assertThat(engine.command().arguments()).endsWith("make test");
        assertThat(engine.command().user()).contains("1000:100");
        assertThat(engine.command().environment()).isEqualTo(Map.of("HOME", "/fdo-home", "TOKEN", "secret"));
        assertThat(engine.command().limit()).contains(Duration.ofMinutes(5));
        assertThat(engine.programs.get(0).arguments()).endsWith("1000", "100", "/fdo-home");
        assertThat(engine.programs.get(0).user()).isEmpty();
    }

    @Test
    void needsNoPreparationForRoot() {
        run(request(), RunUser.ROOT);

        assertThat(engine.events).containsExactly("pull " + REFERENCE, "start", "run the command", "remove");
        assertThat(engine.command().environment()).containsEntry("HOME", "/root");
    }

    @Test
    void runsAsRootInARootlessEngineForThatIsTheUserThere() {
        engine.isRootless = true;

        run(request());

        assertThat(engine.command().user()).contains("0:0");
    }

    @Test
    void mountsElsewhereWhereThatWouldHideWhatIsTheImages() {
        engine.pathsOfImage.add(project.toString());

        run(request());

        assertThat(engine.started.get(0).mounts()).contains(new Mount.HostDirectory(project, "/project"));
        assertThat(engine.command().workingDir()).contains("/project");
    }

    @Test
    void mountsNothingOverWhatTheImageHasElsewhereEither() {
        engine.pathsOfImage.addAll(Set.of(project.toString(), "/project"));

        run(request());

        assertThat(engine.command().workingDir()).contains("/fdo-project");

        engine.pathsOfImage.addAll(Set.of("/fdo-project", "/fdo-run-project"));
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> run(request()))
                .withMessageContaining("for it has something of its own at /project, /fdo-project, /fdo-run-project");
    }

    @Test
    void looksForAllThatIsThereInTheMountedDirectoryForAnotherMayHaveThePomToo() throws IOException {
        Files.createDirectory(project.resolve("src"));

        run(request());

        assertThat(engine.programs.get(1).arguments())
                .contains(project + "/pom.xml", project + "/src")
                .doesNotContain(project.toString());
    }

    @Test
    void copiesThereAndBackWhereTheEngineIsRemote() {
        engine.isLocal = false;

        run(request());

        assertThat(engine.started.get(0).mounts()).isEmpty();
        assertThat(engine.events)
                .containsExactly(
                        "pull " + REFERENCE,
                        "start",
                        "run sh",
                        "run mkdir",
                        "copy into " + project,
                        "run chown",
                        "run the command",
                        "copy out of " + project,
                        "remove");
        assertThat(log.events).contains("1 files of " + project + " are copied to " + project);
    }

    @Test
    void copiesAProjectWhosePathNoEngineCanMount() throws IOException {
        project = Files.createDirectory(directory.resolve("with:colon"));

        run(request());

        assertThat(engine.started)
                .singleElement()
                .satisfies(spec -> assertThat(spec.mounts()).isEmpty());
        assertThat(engine.events).contains("copy into " + project);
    }

    @Test
    void copiesWhereTheContainerSeesAnotherDirectoryInsteadOfTheMountedOne() {
        engine.seesMounts = false;

        run(request());

        assertThat(engine.events).containsSubsequence("start", "remove", "start", "copy into " + project, "remove");
        assertThat(engine.events).containsOnlyOnce("run the command");
        assertThat(log.events).anySatisfy(event -> assertThat(event).startsWith("warning: The container does not see"));
    }

    @Test
    void copiesBackWhatAFailedCommandHasMade() {
        engine.isLocal = false;
        engine.status = OptionalInt.of(3);

        assertThat(run(request()).status()).hasValue(3);
        assertThat(engine.events).contains("copy out of " + project);
    }

    @Test
    void copiesNothingBackWhileTheCommandIsStillRunning() {
        engine.isLocal = false;
        engine.status = OptionalInt.empty();

        assertThat(run(request()).status()).isEmpty();
        assertThat(engine.events).doesNotContain("copy out of " + project).endsWith("remove");
    }

    @Test
    void failsIfNothingCanBeCopiedBack() {
        engine.isLocal = false;
        engine.copyFailure = Optional.of(new EnvironmentException("disk full"));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> run(request()))
                .withMessage("disk full");
        assertThat(engine.running).isZero();
    }

    @Test
    void doesNotHideThatTheCommandFailedIfNothingCanBeCopiedBackEither() {
        engine.isLocal = false;
        engine.status = OptionalInt.of(3);
        engine.copyFailure = Optional.of(new EnvironmentException("disk full"));

        assertThat(run(request()).status()).hasValue(3);
        assertThat(log.events).endsWith("warning: disk full");
    }

    @Test
    void pullsForThePlatform() {
        NamedImage image = new NamedImage("base", REFERENCE, Optional.of(Platform.parse("linux/arm64")));

        run(request(image, false));

        assertThat(engine.events).startsWith("pull " + REFERENCE + " for linux/arm64");
        assertThat(engine.started.get(0).platform()).contains(Platform.parse("linux/arm64"));
    }

    @Test
    void takesTheImageThatTheEngineHasIfItCannotBePulled() {
        engine.pullFailure = Optional.of(new EnvironmentException("no route to host."));

        run(request());

        assertThat(log.events)
                .contains(
                        "warning: The image could not be pulled, so the one that the engine has is used: no route to host.");
        assertThat(engine.events).contains("run the command").containsOnlyOnce("pull " + REFERENCE);
    }

    @Test
    void saysHowToMakeAnImageThatIsNotThere() {
        engine.hasImage = false;
        engine.pullFailure = Optional.of(new FixableException("manifest unknown."));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> run(request()))
                .withMessage("manifest unknown. If there is no such image yet, build it by 'mvn fdo:build-image'.");
    }

    @Test
    void pullsNothingThatIsInNoRegistry() {
        run(request(image(), true));

        assertThat(engine.events).doesNotContain("pull " + REFERENCE).contains("run the command");
    }

    @Test
    void saysHowToMakeAnImageThatIsNotInTheEngine() {
        engine.hasImage = false;

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> run(request(image(), true)))
                .withMessage("There is no image " + REFERENCE
                        + " in Fake 1.0. Build it by 'mvn fdo:build-image', or check its name.");
        assertThat(engine.events).isEmpty();
    }

    @Test
    void refusesARelativeDirectory() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RunRequest(
                        image(),
                        false,
                        "make",
                        Map.of(),
                        Optional.empty(),
                        Optional.empty(),
                        Path.of("app"),
                        directory));
    }

    @Test
    void showsNoValueOfAVariable() {
        assertThat(request()).asString().isEqualTo("make test in " + image());
    }

    private RunResult run(RunRequest request) {
        return run(request, USER);
    }

    private RunResult run(RunRequest request, RunUser user) {
        return new CommandRunner(engine, user, new ImageTransfers(log, new FakeTime()), log, CLOCK).run(request);
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
                "make test",
                Map.of("TOKEN", "secret"),
                Optional.empty(),
                Optional.of(Duration.ofMinutes(5)),
                project,
                project.resolve("target"));
    }
}
