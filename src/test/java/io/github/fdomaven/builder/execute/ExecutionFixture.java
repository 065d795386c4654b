package io.github.fdomaven.builder.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.builder.plan.Planner;
import io.github.fdomaven.builder.push.PushBy;
import io.github.fdomaven.ci.CiVariables;
import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.config.PassedVariables;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.definition.PackageCacheMode;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.engine.ImageTransfers;
import io.github.fdomaven.fixture.EngineImages;
import io.github.fdomaven.fixture.InMemoryEngine;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.fixture.PackageLists;
import io.github.fdomaven.http.FakeTime;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.store.ProjectStore;
import io.github.fdomaven.support.Secrets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Plans and executes images with an engine and a registry in memory. */
final class ExecutionFixture {

    static final Digest BASE_DIGEST = Digest.parse("sha256:" + "0123456789abcdef".repeat(4));

    /** The labels of an image that are known after its steps. */
    static final Map<String, String> COMMIT_LABELS = commitLabels();

    private static Map<String, String> commitLabels() {
        Map<String, String> labels = new HashMap<>(PackageLists.labels(PackageLists.DEBIAN));
        labels.put("fdo.base_digest", BASE_DIGEST.toString());
        labels.put("org.opencontainers.image.base.digest", BASE_DIGEST.toString());
        return labels;
    }

    /** Much longer than anything takes; a test that waits this long has failed. */
    private static final int SECONDS = 60;

    private final RecordingBuildLog log = new RecordingBuildLog();
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final InMemoryEngine engine = new InMemoryEngine(registry);
    private int parallelism = 4;
    private boolean failFast;
    private boolean push = true;
    private PushBy pushBy = PushBy.AUTO;
    private Map<String, String> variables = Map.of();
    private Map<String, String> proxies = Map.of();
    private PackageCacheMode packageCache = PackageCacheMode.NONE;

    /** The engine has the base image. */
    ExecutionFixture() {
        engine.with(
                ImageDefinitionBuilder.BASE,
                new EngineImage(
                        "sha256:ba5e",
                        Optional.of(BASE_DIGEST),
                        EngineImages.IMAGE_SIZE,
                        List.of("/base-entrypoint"),
                        List.of("base-cmd"),
                        new ImageConfig(
                                Optional.empty(), Optional.empty(), Map.of("fdo.pipeline_id", "1", "maintainer", "me")),
                        List.of()));
    }

    /** An image that installs a package of its name, so that its steps differ from those of other images. */
    static ImageDefinitionBuilder named(String name) {
        return new ImageDefinitionBuilder().name(name).reference(tag(name)).packages(name);
    }

    static ImageDefinitionBuilder child(String name, String parent) {
        return named(name).parent(parent);
    }

    static String tag(String name) {
        return "registry.example.org/app/" + name + ":1";
    }

    /** The event in which the package of an image is installed. */
    static String install(String name) {
        return "run apt-get -y install " + name;
    }

    ExecutionFixture parallelism(int count) {
        parallelism = count;
        return this;
    }

    ExecutionFixture failFast() {
        failFast = true;
        return this;
    }

    ExecutionFixture withoutPush() {
        push = false;
        return this;
    }

    ExecutionFixture pushBy(PushBy value) {
        pushBy = value;
        return this;
    }

    /** Sets the environment of Maven, from which exec gets its variables. */
    ExecutionFixture variables(Map<String, String> values) {
        variables = values;
        return this;
    }

    ExecutionFixture proxies(Map<String, String> values) {
        proxies = values;
        return this;
    }

    ExecutionFixture packageCache(PackageCacheMode mode) {
        packageCache = mode;
        return this;
    }

    InMemoryEngine engine() {
        return engine;
    }

    InMemoryRegistry registry() {
        return registry;
    }

    RecordingBuildLog log() {
        return log;
    }

    BuildSettings settings() {
        return new BuildSettings(
                new CiVariables(new Environment(Map.of("CI_PIPELINE_ID", "4711"))),
                module -> new BuildSettings.OfModule(
                        push,
                        pushBy,
                        Optional.of("host"),
                        Optional.of(Duration.ofMinutes(10)),
                        packageCache,
                        engine -> proxies),
                image -> PassedVariables.ofExec(image.execEnvironment(), new Environment(variables), new Secrets()),
                parallelism,
                failFast);
    }

    ProjectStore store(ImageDefinition image) {
        return new ProjectStore(List.of(image.module().location()), registry, engine.provider());
    }

    ImageTransfers transfers() {
        return new ImageTransfers(log, new FakeTime());
    }

    ImageResults run(ImageDefinitionBuilder... builders) {
        List<ImageDefinition> images =
                Stream.of(builders).map(ImageDefinitionBuilder::build).toList();
        ProjectStore store = new ProjectStore(
                images.stream().map(image -> image.module().location()).toList(), registry, engine.provider());
        Planner planner =
                new Planner(store, image -> push && !image.module().location().isLocal(), false, () -> {});
        return new Execution(store, registry, engine.provider(), settings(), log, new FakeTime())
                .run(planner.plan(images));
    }

    /** Executes one image; throws if it fails. */
    ImageResult runOne(ImageDefinitionBuilder builder) {
        ImageResults results = run(builder);
        results.failure().ifPresent(failure -> {
            throw failure;
        });
        assertThat(results.results()).hasSize(1);
        return results.results().get(0);
    }

    /** The program whose command line contains a text. */
    ExecSpec program(String text) {
        return engine.programs().stream()
                .filter(program -> String.join(" ", program.arguments()).contains(text))
                .findFirst()
                .orElseThrow();
    }

    /** No container exists, no image without a tag, and no tags but the base image and these. */
    void assertNothingLeftBut(String... tags) {
        assertThat(engine.running()).isZero();
        assertThat(engine.untagged()).isEmpty();
        assertThat(engine.tags().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of(ImageDefinitionBuilder.BASE.toString()), Stream.of(tags))
                                .toList());
    }

    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("This did not happen within " + SECONDS + " s.");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static ImageResult result(ImageResults results, String name) {
        return results.results().stream()
                .filter(result -> result.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    static List<String> outcomes(ImageResults results) {
        return results.results().stream()
                .map(result -> result.name() + " " + result.outcome())
                .toList();
    }
}
