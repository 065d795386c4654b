package io.github.fdomaven.builder.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.definition.StaleAction;
import io.github.fdomaven.fixture.EngineImages;
import io.github.fdomaven.fixture.InMemoryEngine;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.fixture.PackageLists;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.FixableException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The execution of each action for one image. */
class ExecutionActionTest {

    private static final Reference TAG = Reference.parse("registry.example.org/app/debian/bookworm:1");
    private static final Reference LOCAL_TAG = Reference.parse("localhost/app/debian/bookworm:1");
    private static final Digest THEN = Digest.parse("sha256:" + "a".repeat(64));
    private static final Digest NOW = Digest.parse("sha256:" + "b".repeat(64));

    private final ExecutionFixture fixture = new ExecutionFixture();
    private final InMemoryRegistry registry = fixture.registry();
    private final InMemoryEngine engine = fixture.engine();
    private final RecordingBuildLog log = fixture.log();

    private ImageResult runOne(ImageDefinitionBuilder builder) {
        return fixture.runOne(builder);
    }

    private ImageResult runLocally(ImageDefinitionBuilder builder) {
        return fixture.runOne(builder.local().reference(LOCAL_TAG.toString()));
    }

    @Test
    void failsWithoutAnEngineIfTheBaseImageDoesNotExist() {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> runOne(new ImageDefinitionBuilder().base("registry.example.org/base:1")))
                .withMessage(TAG + " cannot be built: its base image does not exist: there is no"
                        + " registry.example.org/base:1. Check its name and its tag in <baseImage>.");
        assertThat(engine.events()).isEmpty();
    }

    @Test
    void skipsATagThatExistsWithoutAnEngine() {
        Manifest manifest = registry.put(TAG, Map.of("fdo.pipeline_id", "17"));

        ImageResult result = runOne(new ImageDefinitionBuilder().packages("does-not-exist"));

        assertThat(result.outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(result.reason()).isEqualTo("the tag exists");
        assertThat(result.name()).isEqualTo("base");
        assertThat(result.reference()).isEqualTo(TAG);
        assertThat(result.digest()).contains(manifest.digest());
        assertThat(result.labels()).isEqualTo(Map.of("fdo.pipeline_id", "17"));
        assertThat(result.size()).contains(InMemoryRegistry.IMAGE_SIZE);
        assertThat(engine.events()).isEmpty();
        assertThat(log.events())
                .containsExactly("planned: base", "skip: the tag exists", "finished: SKIPPED", "ended: base");
    }

    @Test
    void skipsATagThatExistsWithTwoRequests() {
        registry.put(TAG, PackageLists.labels(PackageLists.DEBIAN));

        ImageResult result = runOne(new ImageDefinitionBuilder().upstreams("up/one"));

        assertThat(result.packages()).contains(PackageLists.DEBIAN);
        assertThat(registry.requests())
                .containsExactly("manifest " + TAG, "config registry.example.org/app/debian/bookworm");
    }

    @Test
    void copiesFromUpstreamWithoutAnEngine() {
        Manifest upstream =
                registry.put(Reference.parse("registry.example.org/up/one/debian/bookworm:1"), Map.of("a", "1"));

        ImageResult result = runOne(new ImageDefinitionBuilder().upstreams("up/none", "up/one"));

        assertThat(result.outcome()).isEqualTo(Outcome.COPIED);
        assertThat(result.reference()).isEqualTo(TAG);
        assertThat(result.digest()).contains(upstream.digest());
        assertThat(result.labels()).isEqualTo(Map.of("a", "1"));
        assertThat(result.reason()).isEqualTo("registry.example.org/up/one/debian/bookworm:1 exists");
        assertThat(registry.requests()).contains("copy registry.example.org/up/one/debian/bookworm to " + TAG);
        assertThat(engine.events()).isEmpty();
    }

    @Test
    void knowsThePackagesOfACopy() {
        registry.put(
                Reference.parse("registry.example.org/up/one/debian/bookworm:1"),
                PackageLists.labels(PackageLists.DEBIAN));

        ImageResult result = runOne(new ImageDefinitionBuilder().upstreams("up/one"));

        assertThat(result.outcome()).isEqualTo(Outcome.COPIED);
        assertThat(result.packages()).contains(PackageLists.DEBIAN);
        assertThat(result.found().orElseThrow().reference()).isEqualTo(TAG);
    }

    @Test
    void logsEachBlobOfACopy() {
        ImageManifest source = registry.put(Reference.parse("registry.example.org/up/one/debian/bookworm:1"), Map.of());
        Digest blob = source.config().digest();

        runOne(new ImageDefinitionBuilder().upstreams("up/one"));

        assertThat(log.events())
                .contains(
                        "blob " + blob + " of 10 bytes: mounted",
                        "blob " + blob + " of 1000 bytes: already in the target repository",
                        "blob " + blob + " of 1000 bytes: copied");
    }

    @Test
    void logsABuild() {
        runOne(new ImageDefinitionBuilder());

        assertThat(log.events())
                .containsSubsequence(
                        "build: the tag does not exist",
                        "engine: Fake 1.0",
                        "pulling " + ImageDefinitionBuilder.BASE,
                        "step upgrade: apt-get -o APT::Update::Error-Mode=any -o Acquire::Languages=none update",
                        "step clean: apt-get clean",
                        "step working directory: mkdir -p /app",
                        "pushing " + TAG,
                        "finished: BUILT");
    }

    @Test
    void buildsAForcedImage() {
        registry.put(TAG, Map.of("old", "1"));

        ImageResult result = runOne(new ImageDefinitionBuilder().forced());

        assertThat(result.outcome()).isEqualTo(Outcome.BUILT);
        assertThat(result.reason()).isEqualTo("a rebuild is forced");
        assertThat(result.labels()).doesNotContainKey("old");
    }

    @Test
    void doesNotTakeARefusalForAMissingImage() {
        FixableException refusal = new FixableException("401");
        registry.failAll(refusal);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> runOne(new ImageDefinitionBuilder()))
                .isSameAs(refusal);
        assertThat(engine.events()).isEmpty();
    }

    @Test
    void keepsTheImageInTheEngineWithoutAPush() {
        fixture.withoutPush();

        ImageResult result = runOne(new ImageDefinitionBuilder().upstreams("up/one"));

        assertThat(result.outcome()).isEqualTo(Outcome.BUILT);
        assertThat(result.digest()).isEmpty();
        assertThat(engine.tags()).containsKey(TAG.toString());
        assertThat(engine.events()).noneMatch(event -> event.startsWith("push"));
        assertThat(registry.has(TAG)).isFalse();
    }

    @Test
    void buildsWithoutARegistry() {
        ImageResult result = runLocally(new ImageDefinitionBuilder().upstreams("up/one"));

        assertThat(result.outcome()).isEqualTo(Outcome.BUILT);
        assertThat(result.reference()).isEqualTo(LOCAL_TAG);
        assertThat(result.digest()).isEmpty();
        assertThat(result.size()).contains(EngineImages.IMAGE_SIZE);
        assertThat(engine.tags()).containsKey(LOCAL_TAG.toString());
        assertThat(engine.events()).noneMatch(event -> event.startsWith("push"));
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void skipsAnImageOfTheEngineWithoutARegistry() {
        engine.with(LOCAL_TAG, EngineImages.image("sha256:0ld", Map.of("fdo.pipeline_id", "3")));

        ImageResult result = runLocally(new ImageDefinitionBuilder());

        assertThat(result.outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(result.labels()).isEqualTo(Map.of("fdo.pipeline_id", "3"));
        assertThat(engine.events()).containsExactly("find engine");
    }

    @Test
    void rebuildsIfABaseImageOfTheEngineHasChanged() {
        Reference base = Reference.parse("localhost/app/base:1");
        engine.with(base, EngineImages.image(THEN.toString(), Map.of()));
        ImageDefinitionBuilder request = new ImageDefinitionBuilder().base(base.toString());
        assertThat(runLocally(request).labels()).containsEntry("fdo.base_digest", THEN.toString());
        assertThat(runLocally(request).outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(log.events()).noneMatch(event -> event.startsWith("warning"));

        engine.with(base, EngineImages.image(NOW.toString(), Map.of()));
        ImageResult result = runLocally(request.onStale(StaleAction.REBUILD));

        assertThat(result.outcome()).isEqualTo(Outcome.BUILT);
        assertThat(result.reason()).contains(base.toString(), THEN.toString(), NOW.toString());
        assertThat(result.labels()).containsEntry("fdo.base_digest", NOW.toString());
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void skipsAnImageWhoseBaseImageTheEngineNoLongerHas() {
        Reference base = Reference.parse("localhost/app/base:1");
        engine.with(base, EngineImages.image(THEN.toString(), Map.of()));
        ImageDefinitionBuilder request =
                new ImageDefinitionBuilder().base(base.toString()).onStale(StaleAction.FAIL);
        runLocally(request);
        engine.tags().remove(base.toString());

        assertThat(runLocally(request).outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(registry.requests()).isEmpty();
    }

    @Test
    void comparesABaseImageOfARegistryWithoutARegistryOfItsOwn() {
        registry.put(ImageDefinitionBuilder.BASE, Map.of("changed", "yes"));
        runLocally(new ImageDefinitionBuilder());

        assertThat(runLocally(new ImageDefinitionBuilder().onStale(StaleAction.REBUILD))
                        .reason())
                .startsWith("its base image " + ImageDefinitionBuilder.BASE)
                .contains(ExecutionFixture.BASE_DIGEST.toString());
        assertThat(registry.requests())
                .containsExactly("digest " + ImageDefinitionBuilder.BASE, "manifest " + ImageDefinitionBuilder.BASE);
    }

    @Test
    void skipsAnIndexWithTheLabelsOfOneOfItsImages() {
        Manifest index = registry.putIndex(TAG, Map.of(), Platform.parse("linux/z80"));

        ImageResult result = runOne(new ImageDefinitionBuilder());

        assertThat(result.outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(result.digest()).contains(index.digest());
        assertThat(result.labels()).isEqualTo(Map.of("number", "0"));
        assertThat(result.size()).contains(InMemoryRegistry.IMAGE_SIZE);
        assertThat(registry.requests()).hasSize(3);
    }

    @Test
    void skipsAnIndexThatCannotBeReadWithAWarning() {
        registry.putIndex(TAG);

        ImageResult result = runOne(new ImageDefinitionBuilder());

        assertThat(result.outcome()).isEqualTo(Outcome.SKIPPED);
        assertThat(result.labels()).isEmpty();
        assertThat(result.size()).isEmpty();
    }

    @Test
    void comparesABaseImageOfTheEngineIfThereIsARegistry() {
        Reference base = Reference.parse("localhost/tool:1");
        engine.with(base, EngineImages.image(THEN.toString(), Map.of()));
        ImageDefinitionBuilder image = new ImageDefinitionBuilder().base(base.toString());

        ImageResult built = runOne(image);
        engine.with(base, EngineImages.image(NOW.toString(), Map.of()));
        ImageResult rebuilt = runOne(image.onStale(StaleAction.REBUILD));

        assertThat(built.labels())
                .containsEntry("fdo.base_digest", THEN.toString())
                .doesNotContainKey("org.opencontainers.image.base.digest");
        assertThat(rebuilt.outcome()).isEqualTo(Outcome.BUILT);
        assertThat(rebuilt.reason()).contains(THEN.toString(), NOW.toString());
        assertThat(registry.requests()).noneMatch(request -> request.endsWith(base.toString()));
    }
}
