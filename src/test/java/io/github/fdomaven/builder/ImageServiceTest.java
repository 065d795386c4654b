package io.github.fdomaven.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.builder.ImageService.ProjectImages;
import io.github.fdomaven.ci.Provenance;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.definition.StaleAction;
import io.github.fdomaven.engine.CacheDirectory;
import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageServiceTest {

    private static final Optional<String> HOST = Optional.of("registry.example.org");
    private static final Reference TAG = Reference.parse("registry.example.org/app/debian/bookworm:1");
    private static final Reference LOCAL_TAG = Reference.parse("localhost/app/debian/bookworm:1");
    private static final Digest BASE_DIGEST = Digest.parse("sha256:" + "0123456789abcdef".repeat(4));
    private static final Map<String, String> BASE_LABELS = Map.of(
            "fdo.base_digest", BASE_DIGEST.toString(), "org.opencontainers.image.base.digest", BASE_DIGEST.toString());
    private static final String EXEC_PREFIX =
            "sh -c if command -v bash >/dev/null 2>&1; then exec bash -c \"$1\"; else exec sh -c \"$1\"; fi sh ";

    private final RecordingLog log = new RecordingLog();
    private final FakeRegistry registry = new FakeRegistry();
    private final FakeEngine engine = new FakeEngine(registry);

    @TempDir
    private Path project;

    @TempDir
    private Path cache;

    @BeforeEach
    void hasABaseAndAProject() throws IOException {
        engine.with(
                ImageDefinitionBuilder.BASE,
                new EngineImage(
                        "sha256:ba5e",
                        Optional.of(BASE_DIGEST),
                        42,
                        List.of("/base-entrypoint"),
                        List.of("base-cmd"),
                        FakeEngine.config(Map.of("fdo.pipeline_id", "1", "maintainer", "me")),
                        List.of()));
        Files.writeString(project.resolve("script.sh"), "true");
    }

    private Map<String, String> variables = Map.of();

    private ImageService service(ProjectImages images) {
        Provenance provenance = new Provenance(
                Optional.of("4711"), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        BuildSettings settings = new BuildSettings(
                provenance,
                module -> new BuildSettings.OfModule(true, Optional.of("host"), Optional.of(Duration.ofMinutes(10))),
                image -> variables,
                1,
                false);
        return new ImageService(images, registry, engine.provider(), settings, log, pause -> {});
    }

    private ImageResult bringAbout(ImageDefinitionBuilder request) {
        return bringAbout(
                service(new ProjectImages(ImageDefinitionBuilder.PROJECT, HOST, false, true)),
                request.directory(project).build());
    }

    private ImageResult bringAboutLocally(ImageDefinitionBuilder request) {
        return bringAbout(
                service(new ProjectImages(Repository.parse("localhost/app"), Optional.empty(), true, false)),
                request.reference(LOCAL_TAG.toString())
                        .local()
                        .directory(project)
                        .build());
    }

    /** A plan of one, whose failure is thrown. */
    private static ImageResult bringAbout(ImageService service, ImageDefinition request) {
        ImageResults results = service.bringAbout(service.plan(List.of(request)));
        results.failure().ifPresent(failure -> {
            throw failure;
        });
        assertThat(results.results()).hasSize(1);
        return results.results().get(0);
    }

    private void assertThatNothingIsLeft() {
        assertThat(engine.running()).isZero();
        assertThat(engine.tags()).containsOnlyKeys(ImageDefinitionBuilder.BASE.toString());
        assertThat(engine.untagged()).isEmpty();
    }

    @Test
    void skipsATagThatExistsAndNeverLooksForAnEngine() {
        Manifest manifest = registry.put(TAG, Map.of("fdo.pipeline_id", "17"));

        ImageResult result = bringAbout(new ImageDefinitionBuilder().packages("does-not-exist"));

        assertThat(result)
                .usingRecursiveComparison()
                .ignoringFields("began", "took")
                .isEqualTo(new ImageResult(
                        "base",
                        TAG,
                        Optional.of(manifest.digest()),
                        Outcome.SKIPPED,
                        "the tag exists",
                        Map.of("fdo.pipeline_id", "17"),
                        Instant.EPOCH,
                        Duration.ZERO,
                        Optional.of(FakeRegistry.CONFIG_SIZE + FakeRegistry.LAYER_SIZE)));
        assertThat(engine.events()).isEmpty();
        assertThat(log.events()).containsExactly("Skip: the tag exists", "finished: SKIPPED");
    }

    @Test
    void costsTwoRequestsWhereTheTagExists() {
        registry.put(TAG, Map.of());

        bringAbout(new ImageDefinitionBuilder().upstreams("up/one"));

        assertThat(registry.requests())
                .containsExactly("manifest " + TAG, "config registry.example.org/app/debian/bookworm");
    }

    @Test
    void skipsAnIndexWithoutLookingIntoIt() {
        Manifest index = registry.putIndex(TAG);

        ImageResult result = bringAbout(new ImageDefinitionBuilder());

        assertThat(result.digest()).contains(index.digest());
        assertThat(result.labels()).isEmpty();
        assertThat(result.size()).isEmpty();
        assertThat(registry.requests()).containsExactly("manifest " + TAG);
    }

    @Test
    void copiesFromUpstreamAndNeverLooksForAnEngine() {
        Manifest upstream =
                registry.put(Reference.parse("registry.example.org/up/one/debian/bookworm:1"), Map.of("a", "1"));

        ImageResult result = bringAbout(new ImageDefinitionBuilder().upstreams("up/none", "up/one"));

        assertThat(result.outcome()).isEqualTo(Outcome.COPIED);
        assertThat(result.reference()).isEqualTo(TAG);
        assertThat(result.digest()).contains(upstream.digest());
        assertThat(result.labels()).isEqualTo(Map.of("a", "1"));
        assertThat(result.reason()).isEqualTo("registry.example.org/up/one/debian/bookworm:1 exists");
        assertThat(registry.requests()).contains("copy registry.example.org/up/one/debian/bookworm to " + TAG);
        assertThat(engine.events()).isEmpty();
    }

    @Test
    void tellsWhatBecomesOfEachBlobOfACopy() {
        registry.put(Reference.parse("registry.example.org/up/one/debian/bookworm:1"), Map.of());
        Digest blob = Digest.sha256("{}".getBytes(StandardCharsets.UTF_8));

        bringAbout(new ImageDefinitionBuilder().upstreams("up/one"));

        assertThat(log.events())
                .contains(
                        "progress: blob " + blob + " of 10 bytes: mounted",
                        "progress: blob " + blob + " of 1000 bytes: already there",
                        "progress: blob " + blob + " of 1000 bytes: copied");
    }

    @Test
    void buildsAndPushesWhatExistsNowhere() {
        ImageResult result = bringAbout(new ImageDefinitionBuilder().packages("wget curl"));

        assertThat(result.outcome()).isEqualTo(Outcome.BUILT);
        assertThat(result.reason()).isEqualTo("the tag does not exist");
        assertThat(result.labels())
                .containsEntry("fdo.pipeline_id", "4711")
                .containsEntry("fdo.base_image", ImageDefinitionBuilder.BASE.toString())
                .containsEntry("fdo.base_digest", BASE_DIGEST.toString());
        assertThat(result.digest()).isPresent();
        assertThat(registry.has(TAG)).isTrue();
        assertThat(engine.events())
                .containsSubsequence(
                        "looked for",
                        "pull " + ImageDefinitionBuilder.BASE,
                        "start from sha256:ba5e",
                        "run apt-get -o APT::Update::Error-Mode=any update",
                        "run apt-get -y dist-upgrade",
                        "run apt-get -y install wget curl",
                        "run apt-get clean",
                        "run mkdir -p /app",
                        "commit",
                        "remove container",
                        "tag " + FakeEngine.COMMITTED + " as " + TAG,
                        "push " + TAG);
        assertThat(engine.tags()).containsKey(TAG.toString());
        assertThat(engine.running()).isZero();
    }

    @Test
    void tellsWhatItDoes() {
        bringAbout(new ImageDefinitionBuilder());

        assertThat(log.events())
                .containsSubsequence(
                        "Build: the tag does not exist",
                        "engine: Fake 1.0",
                        "pulling " + ImageDefinitionBuilder.BASE,
                        "step upgrade: apt-get -o APT::Update::Error-Mode=any update",
                        "step clean: apt-get clean",
                        "step working directory: mkdir -p /app",
                        "pushing " + TAG,
                        "finished: BUILT");
    }

    @Test
    void buildsWhatIsForcedWithoutAskingForTheTag() {
        registry.put(TAG, Map.of("old", "1"));

        ImageResult result = bringAbout(new ImageDefinitionBuilder().forced());

        assertThat(result.outcome()).isEqualTo(Outcome.BUILT);
        assertThat(result.reason()).isEqualTo("a rebuild is forced");
        assertThat(result.labels()).doesNotContainKey("old");
    }

    @Test
    void keepsEntrypointAndCmdOfTheBase() {
        bringAbout(new ImageDefinitionBuilder());

        assertThat(engine.commits())
                .containsExactly(new CommitSpec(
                        List.of("/base-entrypoint"), List.of("base-cmd"), "/app", Optional.empty(), BASE_LABELS));
    }

    @Test
    void setsEntrypointAndUserAsWanted() {
        bringAbout(new ImageDefinitionBuilder().entrypoint("/bin/my app").user("me"));

        assertThat(engine.commits())
                .containsExactly(new CommitSpec(
                        List.of("/bin/my app"), List.of("base-cmd"), "/app", Optional.of("me"), BASE_LABELS));
    }

    @Test
    void startsTheContainerAsTheSettingsSay() {
        bringAbout(new ImageDefinitionBuilder().exec("true").cacheDir(cache).platform("linux/arm64"));

        ContainerSpec spec = engine.containers().get(0);
        assertThat(spec.network()).contains("host");
        assertThat(spec.cache()).isEqualTo(new CacheDirectory.Mounted(cache));
        assertThat(spec.platform()).hasToString("Optional[linux/arm64]");
        assertThat(spec.labels()).containsEntry("fdo.pipeline_id", "4711").doesNotContainKey("maintainer");
        assertThat(engine.programs())
                .allSatisfy(program -> assertThat(program.limit()).contains(Duration.ofMinutes(10)));
    }

    @Test
    void mountsNoCacheWithoutAnExec() {
        bringAbout(new ImageDefinitionBuilder().cacheDir(cache));

        assertThat(engine.containers().get(0).cache()).isEqualTo(new CacheDirectory.None());
    }

    @Test
    void hasTheProjectInTheContainerWhileExecRunsAndNoLonger() {
        bringAbout(new ImageDefinitionBuilder().exec("./script.sh \"a b\""));

        assertThat(engine.events())
                .containsSubsequence(
                        "run mkdir /fdo-project",
                        "copy into /fdo-project",
                        "run " + EXEC_PREFIX + "./script.sh \"a b\"",
                        "run rm -rf /fdo-project",
                        "run apt-get clean",
                        "commit");
        assertThat(program("script.sh").workingDir()).contains("/fdo-project");
    }

    @Test
    void refusesAnExecFileThatTheContainerWouldNotGetBeforeAnythingIsPulled() {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> bringAbout(new ImageDefinitionBuilder().exec("./target/setup.sh", "target/setup.sh")))
                .withMessageStartingWith(
                        "The exec of the image base names the file target/setup.sh, which is there, but"
                                + " which the build container would not get: git ignores it");
        assertThat(engine.events()).isEmpty();
    }

    @Test
    void takesAnExecFileOfTheProject() {
        assertThat(bringAbout(new ImageDefinitionBuilder().exec("./script.sh", "script.sh"))
                        .outcome())
                .isEqualTo(Outcome.BUILT);
    }

    @Test
    void copiesNothingIntoTheContainerWithoutAnExec() {
        bringAbout(new ImageDefinitionBuilder());

        assertThat(engine.events()).noneMatch(event -> event.contains("fdo-project"));
    }

    @Test
    void givesExecItsVariablesAndAHomeAndNobodyElse() {
        variables = Map.of("TOKEN", "s3cret");
        bringAbout(new ImageDefinitionBuilder().exec("deploy now").execEnvironment("TOKEN"));

        ExecSpec exec = program("deploy now");
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
    void leavesTheHomeThatTheUserSet() {
        variables = Map.of("HOME", "/home/me");
        bringAbout(new ImageDefinitionBuilder().exec("deploy now").execEnvironment("HOME"));

        assertThat(program("deploy now").environment()).isEqualTo(Map.of("HOME", "/home/me"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"install nope", "Error-Mode=any update", "false-script", "rm -rf /fdo-project", "mkdir -p /app"})
    void leavesNothingAfterAStepThatFails(String failing) {
        engine.failingProgram(failing);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() ->
                        bringAbout(new ImageDefinitionBuilder().packages("nope").exec("./false-script")))
                .withMessageContaining(" of the image base failed: '");

        assertThatNothingIsLeft();
        assertThat(engine.events()).noneMatch(event -> event.matches("(commit|tag|push).*"));
        assertThat(registry.has(TAG)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"looked for", "pull", "start", "run apt-get clean", "copy into", "commit", "tag", "push"})
    void leavesNothingWhereverTheEngineBreaks(String event) {
        EnvironmentException failure = new EnvironmentException("the engine is gone");
        engine.failing(event, failure);

        assertThatExceptionOfType(FdoException.class)
                .isThrownBy(() -> bringAbout(new ImageDefinitionBuilder().exec("true")))
                .withMessageStartingWith("the engine is gone");

        assertThatNothingIsLeft();
        assertThat(registry.has(TAG)).isFalse();
    }

    @Test
    void givesATagBackToTheImageThatHadItWhenThePushFails() {
        EngineImage before = FakeEngine.image("sha256:0ld", Map.of("old", "1"));
        engine.with(TAG, before).failing("push", new EnvironmentException("503"));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> bringAbout(new ImageDefinitionBuilder()));

        assertThat(engine.tags()).containsEntry(TAG.toString(), before);
        assertThat(engine.untagged()).isEmpty();
        assertThat(engine.events()).doesNotContain("untag " + TAG);
    }

    @Test
    void saysWhatCouldNotBeUndoneAndStillThrowsWhatFailed() {
        EnvironmentException failure = new EnvironmentException("503");
        engine.failing("push", failure).failing("untag", new EnvironmentException("the engine is gone"));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> bringAbout(new ImageDefinitionBuilder()))
                .withCause(failure);

        assertThat(log.events()).contains("warning: the engine is gone");
        assertThat(engine.events()).endsWith("untag " + TAG, "remove image " + FakeEngine.COMMITTED);
    }

    @Test
    void takesNoRefusalOfTheRegistryForAbsence() {
        FixableException refusal = new FixableException("401");
        registry.failWith(refusal);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> bringAbout(new ImageDefinitionBuilder()))
                .isSameAs(refusal);
        assertThat(engine.events()).isEmpty();
    }

    @Test
    void leavesTheImageInTheEngineIfItIsNotToBePushed() {
        ImageResult result = bringAbout(
                service(new ProjectImages(ImageDefinitionBuilder.PROJECT, HOST, false, false)),
                new ImageDefinitionBuilder().upstreams("up/one").build());

        assertThat(result.outcome()).isEqualTo(Outcome.BUILT);
        assertThat(result.digest()).isEmpty();
        assertThat(engine.tags()).containsKey(TAG.toString());
        assertThat(engine.events()).noneMatch(event -> event.startsWith("push"));
        assertThat(registry.has(TAG)).isFalse();
    }

    @Test
    void buildsWithoutAnyRegistry() {
        ImageResult result = bringAboutLocally(new ImageDefinitionBuilder().upstreams("up/one"));

        assertThat(result.outcome()).isEqualTo(Outcome.BUILT);
        assertThat(result.reference()).isEqualTo(LOCAL_TAG);
        assertThat(result.digest()).isEmpty();
        assertThat(result.size()).contains(42L);
        assertThat(engine.tags()).containsKey(LOCAL_TAG.toString());
        assertThat(engine.events()).noneMatch(event -> event.startsWith("push"));
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void skipsWhatTheEngineHasWhereThereIsNoRegistry() {
        engine.with(LOCAL_TAG, FakeEngine.image("sha256:0ld", Map.of("fdo.pipeline_id", "3")));

        ImageResult result = bringAboutLocally(new ImageDefinitionBuilder());

        assertThat(result.outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(result.labels()).isEqualTo(Map.of("fdo.pipeline_id", "3"));
        assertThat(engine.events()).containsExactly("looked for");
    }

    @Test
    void noticesThatABaseOfTheEngineHasChangedAndAsksNoRegistry() {
        Reference base = Reference.parse("localhost/app/base:1");
        engine.with(base, FakeEngine.image(Kept.THEN.toString(), Map.of()));
        ImageDefinitionBuilder request = new ImageDefinitionBuilder().base(base.toString());
        assertThat(bringAboutLocally(request).labels()).containsEntry("fdo.base_digest", Kept.THEN.toString());
        assertThat(bringAboutLocally(request).outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(log.events()).noneMatch(event -> event.startsWith("warning"));

        engine.with(base, FakeEngine.image(Kept.NOW.toString(), Map.of()));
        ImageResult result = bringAboutLocally(request.onStale(StaleAction.REBUILD));

        assertThat(result.outcome()).isEqualTo(Outcome.BUILT);
        assertThat(result.reason())
                .isEqualTo(
                        "its base " + base + " was " + Kept.THEN + " when it was built, and is " + Kept.NOW + " now");
        assertThat(result.labels()).containsEntry("fdo.base_digest", Kept.NOW.toString());
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void isNotStaleForABaseThatTheEngineHasNoMore() {
        Reference base = Reference.parse("localhost/app/base:1");
        engine.with(base, FakeEngine.image(Kept.THEN.toString(), Map.of()));
        ImageDefinitionBuilder request =
                new ImageDefinitionBuilder().base(base.toString()).onStale(StaleAction.FAIL);
        bringAboutLocally(request);
        engine.tags().remove(base.toString());

        assertThat(bringAboutLocally(request).outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void comparesABaseThatCameFromARegistryWithWhatIsThereNow() {
        registry.put(ImageDefinitionBuilder.BASE, Map.of("changed", "yes"));
        bringAboutLocally(new ImageDefinitionBuilder());

        assertThat(bringAboutLocally(new ImageDefinitionBuilder().onStale(StaleAction.REBUILD))
                        .reason())
                .startsWith("its base " + ImageDefinitionBuilder.BASE + " was " + BASE_DIGEST);
        assertThat(registry.requests()).containsExactly("digest " + ImageDefinitionBuilder.BASE);
    }

    @Test
    void saysThatItFailedWithoutInventingAnImage() {
        ImageResult result = ImageResult.failed(
                new ImageDefinitionBuilder().build(), "the step failed", Instant.EPOCH, Duration.ofSeconds(3));

        assertThat(result)
                .isEqualTo(new ImageResult(
                        "base",
                        TAG,
                        Optional.empty(),
                        Outcome.FAILED,
                        "the step failed",
                        Map.of(),
                        Instant.EPOCH,
                        Duration.ofSeconds(3),
                        Optional.empty()));
    }

    private ExecSpec program(String text) {
        return engine.programs().stream()
                .filter(program -> String.join(" ", program.arguments()).contains(text))
                .findFirst()
                .orElseThrow();
    }
}
