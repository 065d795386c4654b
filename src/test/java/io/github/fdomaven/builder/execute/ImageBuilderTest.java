package io.github.fdomaven.builder.execute;

import static io.github.fdomaven.builder.execute.ExecutionFixture.COMMIT_LABELS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.fixture.EngineImages;
import io.github.fdomaven.fixture.InMemoryEngine;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageBuilderTest {

    private static final Reference TAG = Reference.parse("registry.example.org/app/debian/bookworm:1");
    private static final String EXEC_PREFIX =
            "sh -c if command -v bash >/dev/null 2>&1; then exec bash -c \"$1\"; else exec sh -c \"$1\"; fi sh ";

    private final ExecutionFixture fixture = new ExecutionFixture();
    private final InMemoryRegistry registry = fixture.registry();
    private final InMemoryEngine engine = fixture.engine();
    private final RecordingBuildLog log = fixture.log();

    @TempDir
    private Path project;

    @TempDir
    private Path cache;

    @BeforeEach
    void writeScript() throws IOException {
        Files.writeString(project.resolve("script.sh"), "true");
    }

    private ImageResult runOne(ImageDefinitionBuilder builder) {
        return fixture.runOne(builder.directory(project));
    }

    @Test
    void buildsAndPushesAnImageThatDoesNotExist() {
        ImageResult result = runOne(new ImageDefinitionBuilder().packages("wget curl"));

        assertThat(result.outcome()).isEqualTo(Outcome.BUILT);
        assertThat(result.reason()).isEqualTo("the tag does not exist");
        assertThat(result.labels())
                .containsEntry("fdo.pipeline_id", "4711")
                .containsEntry("fdo.base_image", ImageDefinitionBuilder.BASE.toString())
                .containsEntry("fdo.base_digest", ExecutionFixture.BASE_DIGEST.toString());
        assertThat(result.digest()).isPresent();
        assertThat(registry.has(TAG)).isTrue();
        assertThat(engine.events())
                .containsSubsequence(
                        "find engine",
                        "pull " + ImageDefinitionBuilder.BASE,
                        "start from sha256:ba5e",
                        "run apt-get -o APT::Update::Error-Mode=any -o Acquire::Languages=none update",
                        "run apt-get -y dist-upgrade",
                        "run apt-get -y install wget curl",
                        "run apt-get clean",
                        "run mkdir -p /app",
                        "commit",
                        "tag " + InMemoryEngine.COMMITTED + " as " + TAG,
                        "push " + TAG);
        assertThat(engine.events()).containsOnlyOnce("remove container");
        assertThat(engine.tags()).containsKey(TAG.toString());
        assertThat(engine.running()).isZero();
    }

    @Test
    void keepsEntrypointAndCmdOfTheBaseImage() {
        runOne(new ImageDefinitionBuilder());

        assertThat(engine.commits())
                .containsExactly(new CommitSpec(
                        List.of("/base-entrypoint"), List.of("base-cmd"), "/app", Optional.empty(), COMMIT_LABELS));
    }

    @Test
    void setsEntrypointAndUser() {
        runOne(new ImageDefinitionBuilder().entrypoint("/bin/my app").user("me"));

        assertThat(engine.commits())
                .containsExactly(new CommitSpec(
                        List.of("/bin/my app"), List.of("base-cmd"), "/app", Optional.of("me"), COMMIT_LABELS));
    }

    @Test
    void startsTheContainerWithTheSettings() {
        runOne(new ImageDefinitionBuilder().exec("true").cacheDir(cache).platform("linux/arm64"));

        ContainerSpec spec = engine.containers().get(0);
        assertThat(spec.network()).contains("host");
        assertThat(spec.mounts()).containsExactly(new Mount.HostDirectory(cache, "/cache"));
        assertThat(spec.platform()).hasToString("Optional[linux/arm64]");
        assertThat(spec.labels()).containsEntry("fdo.pipeline_id", "4711").doesNotContainKey("maintainer");
        assertThat(engine.programs())
                .allSatisfy(program -> assertThat(program.limit()).contains(Duration.ofMinutes(10)));
    }

    @Test
    void mountsNoCacheWithoutExec() {
        runOne(new ImageDefinitionBuilder().cacheDir(cache));

        assertThat(engine.containers().get(0).mounts()).isEmpty();
    }

    @Test
    void copiesTheProjectIntoTheContainerForExec() {
        runOne(new ImageDefinitionBuilder().exec("./script.sh \"a b\""));

        assertThat(engine.events())
                .containsSubsequence(
                        "run mkdir /fdo-project",
                        "copy into /fdo-project",
                        "run " + EXEC_PREFIX + "./script.sh \"a b\"",
                        "run rm -rf /fdo-project",
                        "run apt-get clean",
                        "commit");
        assertThat(fixture.program("script.sh").workingDir()).contains("/fdo-project");
    }

    @Test
    void refusesAnExecFileThatTheContainerWouldNotGet() {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> runOne(new ImageDefinitionBuilder().exec("./target/setup.sh", "target/setup.sh")))
                .withMessageContainingAll("'base'", "target/setup.sh", "git add --force target/setup.sh");
        assertThat(engine.containers()).isEmpty();
    }

    @Test
    void refusesAScriptWithCrlfBeforeItStartsAContainer() throws IOException {
        Files.writeString(project.resolve("script.sh"), "#!/bin/sh\r\necho ran\r\n");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> runOne(new ImageDefinitionBuilder().exec("sh script.sh")))
                .withMessageContainingAll("'base'", "script.sh, whose lines end in CRLF");
        assertThat(engine.containers()).isEmpty();
    }

    @Test
    void namesAScriptWithCrlfIfExecFails() throws IOException {
        Files.writeString(project.resolve("inner.sh"), "#!/bin/sh\r\necho ran\r\n");
        engine.failingProgram("script.sh");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> runOne(new ImageDefinitionBuilder().exec("sh script.sh inner.sh", "inner.sh")))
                .withMessageContaining("lines of inner.sh end in CRLF");
    }

    @Test
    void acceptsAnExecFileOfTheProject() {
        assertThat(runOne(new ImageDefinitionBuilder().exec("./script.sh", "script.sh"))
                        .outcome())
                .isEqualTo(Outcome.BUILT);
    }

    @Test
    void copiesNothingIntoTheContainerWithoutExec() {
        runOne(new ImageDefinitionBuilder());

        assertThat(engine.events()).noneMatch(event -> event.contains("fdo-project"));
    }

    @Test
    void givesTheProxiesToEveryStepAndStoresThemNowhere() {
        fixture.proxies(Map.of("http_proxy", "http://me:s3cret@proxy:3128"));
        runOne(new ImageDefinitionBuilder().exec("deploy now").packages("curl"));

        assertThat(engine.programs())
                .allSatisfy(program ->
                        assertThat(program.environment()).containsEntry("http_proxy", "http://me:s3cret@proxy:3128"));
        assertThat(engine.containers()).noneMatch(spec -> spec.toString().contains("s3cret"));
        assertThat(engine.commits()).noneMatch(spec -> spec.toString().contains("s3cret"));
    }

    @Test
    void letsExecEnvironmentReplaceAProxy() {
        fixture.proxies(Map.of("http_proxy", "http://proxy:3128")).variables(Map.of("http_proxy", "http://own"));
        runOne(new ImageDefinitionBuilder().exec("deploy now").execEnvironment("http_proxy"));

        assertThat(fixture.program("deploy now").environment()).containsEntry("http_proxy", "http://own");
        assertThat(fixture.program("apt-get clean").environment()).containsEntry("http_proxy", "http://proxy:3128");
    }

    @Test
    void passesVariablesAndHomeToExecOnly() {
        fixture.variables(Map.of("TOKEN", "s3cret"));
        runOne(new ImageDefinitionBuilder().exec("deploy now").execEnvironment("TOKEN"));

        ExecSpec exec = fixture.program("deploy now");
        assertThat(exec.environment()).isEqualTo(Map.of("TOKEN", "s3cret", "HOME", "/root"));
        assertThat(engine.programs())
                .filteredOn(program -> program != exec)
                .allSatisfy(program -> assertThat(program.environment()).doesNotContainKeys("TOKEN", "HOME"));
        assertThat(engine.containers()).noneMatch(spec -> spec.toString().contains("s3cret"));
        assertThat(engine.commits()).noneMatch(spec -> spec.toString().contains("s3cret"));
        assertThat(engine.commands()).noneMatch(command -> command.contains("s3cret"));
        assertThat(log.events()).noneMatch(event -> event.contains("s3cret"));
    }

    @Test
    void keepsTheHomeThatTheUserSet() {
        fixture.variables(Map.of("HOME", "/home/me"));
        runOne(new ImageDefinitionBuilder().exec("deploy now").execEnvironment("HOME"));

        assertThat(fixture.program("deploy now").environment()).isEqualTo(Map.of("HOME", "/home/me"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"install nope", "Languages=none update", "false-script", "rm -rf /fdo-project", "mkdir -p /app"})
    void leavesNothingAfterAFailedStep(String failing) {
        engine.failingProgram(failing);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() ->
                        runOne(new ImageDefinitionBuilder().packages("nope").exec("./false-script")))
                .withMessageContaining(" of the image 'base' failed: '");

        fixture.assertNothingLeftBut();
        assertThat(engine.events()).noneMatch(event -> event.matches("(commit|tag|push).*"));
        assertThat(registry.has(TAG)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"find engine", "pull", "start", "run apt-get clean", "copy into", "commit", "tag", "push"})
    void leavesNothingAfterAnEngineError(String event) {
        EnvironmentException failure = new EnvironmentException("the engine is gone");
        engine.fail(event, failure);

        assertThatExceptionOfType(FdoException.class)
                .isThrownBy(() -> runOne(new ImageDefinitionBuilder().exec("true")))
                .withMessageStartingWith("the engine is gone");

        fixture.assertNothingLeftBut();
        assertThat(registry.has(TAG)).isFalse();
    }

    @Test
    void restoresTheTagIfThePushFails() {
        EngineImage before = EngineImages.image("sha256:0ld", Map.of("old", "1"));
        engine.with(TAG, before).fail("push", new EnvironmentException("503"));

        assertThatExceptionOfType(EnvironmentException.class).isThrownBy(() -> runOne(new ImageDefinitionBuilder()));

        assertThat(engine.tags()).containsEntry(TAG.toString(), before);
        assertThat(engine.untagged()).isEmpty();
        assertThat(engine.events()).doesNotContain("untag " + TAG);
    }

    @Test
    void removesTheTagIfOnlyTheAnswerIsLost() {
        engine.afterTag(() -> {
            throw new EnvironmentException("the connection was closed");
        });

        assertThatExceptionOfType(EnvironmentException.class).isThrownBy(() -> runOne(new ImageDefinitionBuilder()));

        assertThat(engine.tags()).doesNotContainKey(TAG.toString());
    }

    @Test
    void warnsIfTheCleanupFailsAndThrowsTheFirstFailure() {
        EnvironmentException failure = new EnvironmentException("503");
        engine.fail("push", failure).fail("untag", new EnvironmentException("the engine is gone"));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> runOne(new ImageDefinitionBuilder()))
                .withCause(failure);

        assertThat(log.events()).contains("warning: the engine is gone");
        assertThat(engine.events()).endsWith("untag " + TAG);
    }
}
