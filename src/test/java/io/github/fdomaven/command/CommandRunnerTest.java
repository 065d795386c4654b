package io.github.fdomaven.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.oci.Platform;
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
import org.junit.jupiter.api.Test;

class CommandRunnerTest extends CommandRunnerTestCase {

    @Test
    void mountsTheProjectAtItsOwnPath() {
        RunResult result = run(request());

        assertThat(result).isEqualTo(new RunResult(image(), COMMAND, OptionalInt.of(0), Duration.ZERO));
        assertThat(onlyContainer().mounts()).containsExactly(new Mount.HostDirectory(project, project.toString()));
        assertThat(command().workingDir()).contains(project.toString());
        assertThat(log.events())
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

        assertThat(engine.mountChecks)
                .singleElement()
                .satisfies(check -> assertThat(check.arguments())
                        .contains(project + "/pom.xml", project + "/src")
                        .doesNotContain(project.toString()));
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

        assertThat(log.events())
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
                        + " in Fake 1.0. Build it with 'mvn fdo:build-image', or check its name.");
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
}
