package io.github.fdomaven.builder.execute;

import static io.github.fdomaven.builder.execute.ExecutionFixture.child;
import static io.github.fdomaven.builder.execute.ExecutionFixture.install;
import static io.github.fdomaven.builder.execute.ExecutionFixture.named;
import static io.github.fdomaven.builder.execute.ExecutionFixture.outcomes;
import static io.github.fdomaven.builder.execute.ExecutionFixture.result;
import static io.github.fdomaven.builder.execute.ExecutionFixture.tag;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.fixture.EngineImages;
import io.github.fdomaven.fixture.InMemoryEngine;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ExecutionTest {

    private final ExecutionFixture images = new ExecutionFixture();

    @Test
    void removesTheContainerWhileTheImageIsPushed() {
        CountDownLatch removed = new CountDownLatch(1);
        images.engine()
                .when("push", () -> ExecutionFixture.await(removed))
                .when("remove container", removed::countDown);

        assertThat(images.runOne(named("base")).isFailed()).isFalse();
    }

    @Test
    void waitsUntilTheContainerIsRemoved() {
        CountDownLatch pushed = new CountDownLatch(1);
        images.engine().afterPush(pushed::countDown).when("remove container", () -> ExecutionFixture.await(pushed));

        images.runOne(named("base"));

        assertThat(images.engine().running()).isZero();
    }

    @Test
    void buildsIndependentImagesInParallel() {
        CountDownLatch both = new CountDownLatch(2);
        images.engine().when("run apt-get -y install", () -> {
            both.countDown();
            ExecutionFixture.await(both);
        });

        assertThat(outcomes(images.run(named("a"), named("b")))).containsExactly("a BUILT", "b BUILT");
    }

    @Test
    void limitsTheParallelism() {
        AtomicInteger most = new AtomicInteger();
        images.parallelism(1)
                .engine()
                .when("run ", () -> most.accumulateAndGet(images.engine().running(), Math::max));

        images.run(named("a"), child("b", "a"), named("c"), named("d"));

        assertThat(most).hasValue(1);
    }

    @Test
    void startsAChildWhileItsBaseImageIsPushed() {
        CountDownLatch stepsOfTheChild = new CountDownLatch(1);
        CountDownLatch lastStepOfTheChild = new CountDownLatch(1);
        List<String> atPush = new ArrayList<>();
        images.engine()
                .when(install("child"), stepsOfTheChild::countDown)
                .when("push " + tag("base"), () -> {
                    ExecutionFixture.await(stepsOfTheChild);
                    ExecutionFixture.await(lastStepOfTheChild);
                    atPush.addAll(List.copyOf(images.engine().events()));
                })
                .when("run mkdir -p /app", () -> {
                    if (stepsOfTheChild.getCount() == 0) {
                        lastStepOfTheChild.countDown();
                    }
                });

        ImageResults results = images.run(named("base"), child("child", "base"));

        assertThat(outcomes(results)).containsExactly("base BUILT", "child BUILT");
        assertThat(atPush).contains(install("child")).containsOnlyOnce("commit");
        assertThat(result(results, "child").labels())
                .containsEntry("fdo.base_image", tag("base"))
                .containsEntry(
                        "fdo.base_digest",
                        result(results, "base").digest().orElseThrow().toString())
                .containsEntry(
                        "org.opencontainers.image.base.digest",
                        result(results, "base").digest().orElseThrow().toString());
    }

    @Test
    void buildsAChildFromTheImageThatTheTagOfItsBaseImageHasNow() {
        EngineImage other = EngineImages.image("sha256:" + "07".repeat(32), recipeOf("base"));
        InMemoryEngine engine = images.parallelism(1).engine();
        engine.when("push " + tag("base"), () -> {
            engine.untagged().put(other.id(), other);
            engine.tag(other.id(), Reference.parse(tag("base")));
            engine.removeUnused(InMemoryEngine.COMMITTED);
        });

        assertThat(outcomes(images.run(named("base"), child("child", "base"))))
                .containsExactly("base BUILT", "child BUILT");
        assertThat(engine.events()).contains("start from " + other.id());
        images.assertNothingLeftBut(tag("base"), tag("child"));
    }

    @Test
    void removesReplacedImagesWhenAllImagesAreBuilt() {
        EngineImage base = EngineImages.image("sha256:01d", recipeOf("other"));
        images.engine().with(Reference.parse(tag("base")), base);

        images.run(named("base"), child("child", "base"));

        images.assertNothingLeftBut(tag("base"), tag("child"));
        assertThat(images.engine().events()).containsSubsequence("push " + tag("child"), "remove image " + base.id());
    }

    private static Map<String, String> recipeOf(String name) {
        return Map.of("fdo.recipe_digest", named(name).build().recipe().digest().toString());
    }

    @Test
    void doesNotPullABaseImageThatWasBuilt() {
        ImageResults results = images.run(named("base"), child("child", "base"));

        assertThat(outcomes(results)).containsExactly("base BUILT", "child BUILT");
        assertThat(images.engine().events())
                .contains("start from " + InMemoryEngine.COMMITTED)
                .doesNotContain("pull " + tag("base"));
    }

    @Test
    void pullsABaseImageThatWasSkipped() {
        Manifest base = images.registry().put(Reference.parse(tag("base")), Map.of());
        images.engine().with(Reference.parse(tag("base")), EngineImages.image("sha256:0ld", base.digest()));

        ImageResults results = images.run(named("base"), child("child", "base"));

        assertThat(outcomes(results)).containsExactly("base SKIPPED", "child BUILT");
        assertThat(images.engine().events()).contains("pull " + tag("base"), "start from sha256:0ld");
        assertThat(result(results, "child").labels())
                .containsEntry("fdo.base_digest", base.digest().toString());
    }

    @Test
    void pullsABaseImageThatWasCopied() {
        Reference upstream = Reference.parse("registry.example.org/up/debian/bookworm:1");
        Manifest manifest = images.registry().put(upstream, Map.of());
        images.engine().with(Reference.parse(tag("base")), EngineImages.image("sha256:c0py", manifest.digest()));

        ImageResults results = images.run(named("base").upstreams("up"), child("child", "base"));

        assertThat(outcomes(results)).containsExactly("base COPIED", "child BUILT");
        assertThat(images.engine().events()).containsSubsequence("pull " + tag("base"), "start from sha256:c0py");
        assertThat(result(results, "child").labels())
                .containsEntry("fdo.base_digest", manifest.digest().toString());
    }

    @Test
    void setsNoBaseDigestIfTheBaseImageIsNotPushed() {
        ImageResults results = images.withoutPush().run(named("base"), child("child", "base"));

        assertThat(outcomes(results)).containsExactly("base BUILT", "child BUILT");
        assertThat(images.engine().commits().get(1).labels()).doesNotContainKey("fdo.base_digest");
        assertThat(images.engine().events()).noneMatch(event -> event.startsWith("push"));
    }

    @Test
    void buildsAChildWithoutARegistry() {
        ImageDefinitionBuilder base = named("base").local().reference("localhost/app/base:1");
        ImageResults results = images.run(
                base, named("child").local().reference("localhost/app/child:1").parent(base.build()));

        assertThat(outcomes(results)).containsExactly("base BUILT", "child BUILT");
        assertThat(images.engine().events()).contains("start from " + InMemoryEngine.COMMITTED);
        assertThat(images.engine().tags()).containsKeys("localhost/app/base:1", "localhost/app/child:1");
        assertThat(result(results, "child").labels()).containsEntry("fdo.base_digest", InMemoryEngine.COMMITTED);
    }

    @Test
    void returnsTheResultsInTheOrderOfThePlan() {
        CountDownLatch later = new CountDownLatch(1);
        images.engine()
                .when(install("a"), () -> ExecutionFixture.await(later))
                .when("push " + tag("c"), later::countDown);

        assertThat(outcomes(images.run(named("a"), named("b"), named("c"))))
                .containsExactly("a BUILT", "b BUILT", "c BUILT");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 16})
    void buildsALongChainWithAnyParallelism(int parallelism) {
        ImageDefinitionBuilder[] chain = new ImageDefinitionBuilder[20];
        chain[0] = named("i0");
        for (int i = 1; i < chain.length; i++) {
            chain[i] = child("i" + i, "i" + (i - 1));
        }

        ImageResults results = images.parallelism(parallelism).run(chain);

        assertThat(results.failure()).isEmpty();
        assertThat(results.results()).allMatch(result -> result.outcome() == Outcome.BUILT);
    }

    @Property(tries = 40)
    void buildsAnyForestWithTheDigestsOfTheBaseImages(
            @ForAll @IntRange(min = 1, max = 10) int size,
            @ForAll @IntRange(min = 1, max = 5) int parallelism,
            @ForAll Random random) {
        ImageDefinitionBuilder[] forest = new ImageDefinitionBuilder[size];
        int[] parents = new int[size];
        for (int i = 0; i < size; i++) {
            parents[i] = random.nextInt(i + 1);
            forest[i] = parents[i] == i ? named("i" + i) : child("i" + i, "i" + parents[i]);
        }
        ExecutionFixture fixture = new ExecutionFixture();
        ImageResults results = fixture.parallelism(parallelism).run(forest);

        assertThat(results.failure()).isEmpty();
        for (int i = 0; i < size; i++) {
            ImageResult result = results.results().get(i);
            assertThat(result.name()).isEqualTo("i" + i);
            Optional<String> digest = parents[i] == i
                    ? Optional.of(ExecutionFixture.BASE_DIGEST.toString())
                    : results.results().get(parents[i]).digest().map(Object::toString);
            assertThat(Optional.ofNullable(result.labels().get("fdo.base_digest")))
                    .isEqualTo(digest);
        }
        assertThat(fixture.engine().running()).isZero();
        assertThat(fixture.engine().untagged()).isEmpty();
    }

    @Test
    void hasNoResultsForAnEmptyPlan() {
        assertThat(images.run().results()).isEmpty();
    }
}
