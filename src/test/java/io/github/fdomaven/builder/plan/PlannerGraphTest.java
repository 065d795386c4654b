package io.github.fdomaven.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.definition.StaleAction;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.store.ImageStore;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is planned for images that are built from each other. */
@Timeout(120)
class PlannerGraphTest {

    private static final String BASE = "registry.example.org/app/base:1";

    private final PlanFixture fixture = new PlanFixture();

    private static ImageDefinitionBuilder named(String name) {
        return new ImageDefinitionBuilder().name(name).reference("registry.example.org/app/" + name + ":1");
    }

    private static ImageDefinitionBuilder child() {
        return named("child").parent("base");
    }

    /** An image that was built from the base image as the registry has it now. */
    private ImageRecord putFresh(ImageDefinition child) {
        return fixture.putBuilt(child, fixture.putBase(BASE, "now"));
    }

    @Test
    void decidesForEachImageInTheOrderOfTheImages() {
        ImageDefinition a = named("a").build();
        ImageDefinition b = named("b").build();
        ImageDefinition c = named("c").forced().build();
        ImageRecord existing = fixture.put(b, Map.of());

        assertThat(fixture.plan(a, b, c))
                .containsExactly(
                        new PlannedImage(a, new Action.Build("the tag does not exist", true)),
                        new PlannedImage(b, PlanFixture.skip(existing)),
                        new PlannedImage(c, new Action.Build("a rebuild is forced", false)));
    }

    @ParameterizedTest
    @EnumSource
    void isStaleIfTheBaseImageIsBuiltInThisRun(StaleAction onStale) {
        ImageDefinition child = child().onStale(onStale).build();
        ImageRecord existing = putFresh(child);
        String reason = "its base image 'base' is built in this run";

        assertThat(fixture.decide(named("base").forced().build(), child))
                .isEqualTo(
                        switch (onStale) {
                            case WARN ->
                                PlanFixture.skipWithWarning(existing, PlanFixture.stale(reason, PlanFixture.REBUILD));
                            case REBUILD -> new Action.Build(reason, false);
                            case FAIL -> new Action.Fail(existing.reference(), reason, PlanFixture.REBUILD);
                            case IGNORE -> PlanFixture.skip(existing);
                        });
    }

    @Test
    void isStaleIfTheBaseImageIsBuiltInThisRunAndItsDigestWasNotKnown() {
        ImageDefinition child = child().onStale(StaleAction.REBUILD).build();
        fixture.put(child, Map.of("fdo.base_image", "localhost/app/base:1"));

        assertThat(fixture.decide(named("base").build(), child))
                .isEqualTo(new Action.Build("its base image 'base' is built in this run", false));
    }

    @Test
    void isNotStaleWithoutLabelsEvenIfTheBaseImageIsBuilt() {
        ImageDefinition child = child().onStale(StaleAction.REBUILD).build();
        ImageRecord existing = fixture.put(child, Map.of("fdo.pipeline_id", "1"));

        assertThat(fixture.decide(named("base").build(), child)).isEqualTo(PlanFixture.skip(existing));
    }

    @Test
    void isStaleIfTheBaseImageIsReplacedByACopy() {
        ImageDefinition child = child().build();
        ImageRecord existing = fixture.putBuilt(child, Digest.sha256(new byte[0]));
        fixture.put("registry.example.org/up/debian/bookworm:1", Map.of());

        assertThat(fixture.decide(named("base").upstreams("up").build(), child))
                .isEqualTo(PlanFixture.skipWithWarning(
                        existing,
                        PlanFixture.stale("its base image 'base' is copied in this run", PlanFixture.REBUILD)));
    }

    @Test
    void isFreshIfTheBaseImageIsReplacedByTheSameImage() {
        ImageDefinition child = child().build();
        Digest upstream = fixture.put("registry.example.org/up/debian/bookworm:1", Map.of())
                .digest()
                .orElseThrow();
        ImageRecord existing = fixture.putBuilt(child, upstream);

        assertThat(fixture.decide(named("base").upstreams("up").build(), child)).isEqualTo(PlanFixture.skip(existing));
    }

    @Test
    void isFreshIfTheBaseImageIsSkipped() {
        ImageDefinition child = child().onStale(StaleAction.FAIL).build();
        ImageRecord existing = putFresh(child);

        assertThat(fixture.decide(named("base").build(), child)).isEqualTo(PlanFixture.skip(existing));
    }

    @Test
    void rebuildsStaleImagesAlongAChain() {
        ImageDefinition base = named("base").forced().build();
        ImageDefinition child =
                child().parent(base).onStale(StaleAction.REBUILD).build();
        ImageDefinition grandchild =
                named("grandchild").parent(child).onStale(StaleAction.REBUILD).build();
        fixture.putBuilt(grandchild, putFresh(child).digest().orElseThrow());

        assertThat(fixture.plan(base, child, grandchild))
                .extracting(planned -> planned.action().reason())
                .containsExactly(
                        "a rebuild is forced",
                        "its base image 'base' is built in this run",
                        "its base image 'child' is built in this run");
    }

    @Test
    void looksUpABaseImageThatIsNotPartOfThePlan() {
        ImageDefinition child = child().build();
        ImageRecord existing = putFresh(child);

        assertThat(fixture.decide(child)).isEqualTo(PlanFixture.skip(existing));
        assertThat(fixture.lookups()).contains("digest " + BASE);
    }

    @Test
    void looksUpNothingForForcedImages() {
        ImageDefinition base = named("base").forced().upstreams("up").build();

        fixture.plan(base, named("child").parent(base).forced().build());

        assertThat(fixture.registry().requests()).isEmpty();
    }

    @Test
    void looksUpEachImageAndEachBaseImageOnce() {
        List<ImageDefinition> images = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ImageDefinition image =
                    named("i" + i).base("docker.io/library/debian:" + i % 3).build();
            fixture.putBuilt(image, fixture.putBase("docker.io/library/debian:" + i % 3, "then"));
            images.add(image);
        }
        fixture.putBase("docker.io/library/debian:0", "now");

        List<PlannedImage> plan = fixture.plan(images.toArray(ImageDefinition[]::new));

        assertThat(plan)
                .extracting(planned -> planned.action().warning().isPresent())
                .isEqualTo(IntStream.range(0, 30).mapToObj(i -> i % 3 == 0).toList());
        assertThat(fixture.lookups())
                .hasSize(34)
                .doesNotHaveDuplicates()
                .contains("digest docker.io/library/debian:0", "manifest registry.example.org/app/i29:1")
                // Another digest in a header is compared with the manifest.
                .contains("manifest docker.io/library/debian:0");
    }

    @Test
    void looksUpABaseImageOfThePlanOnlyOnce() {
        Digest then = fixture.putBase(BASE, "then");
        Digest now = fixture.putBase(BASE, "now");
        ImageDefinition child = child().onStale(StaleAction.REBUILD).build();
        fixture.putBuilt(child, then);

        Action action = fixture.decide(named("base").build(), child);

        assertThat(action).isInstanceOf(Action.Build.class);
        assertThat(action.reason()).contains(BASE, then.toString(), now.toString());
        assertThat(fixture.lookups())
                .containsExactlyInAnyOrder("manifest " + BASE, "manifest registry.example.org/app/child:1");
    }

    @Test
    void looksUpImagesInParallel() {
        CountDownLatch all = new CountDownLatch(3);
        ImageStore waiting = new ImageStore() {
            @Override
            public Optional<ImageRecord> find(Reference reference, Optional<Platform> platform) {
                all.countDown();
                assertThat(await(all)).isTrue();
                return Optional.empty();
            }

            @Override
            public Optional<Digest> identity(Reference reference) {
                return Optional.empty();
            }

            @Override
            public Optional<Digest> computedIdentity(Reference reference) {
                return Optional.empty();
            }
        };

        assertThat(new Planner(waiting, image -> true, false, () -> {})
                        .plan(List.of(named("a").build(), named("b").build(), child().build())))
                .hasSize(3);
    }

    @Test
    void blocksImagesWhoseBaseImageCannotBeLookedUp() {
        FixableException refusal = new FixableException("401");
        fixture.registry().fail(BASE, refusal);
        ImageDefinition existing = named("existing").parent("base").build();
        ImageRecord found = fixture.put(existing, Map.of("fdo.base_image", "gone.example.org/b:1"));
        ImageDefinition child = child().build();

        List<PlannedImage> plan = fixture.plan(
                named("base").build(),
                child,
                child().name("forced")
                        .reference("registry.example.org/app/forced:1")
                        .forced()
                        .build(),
                named("grandchild").parent(child).build(),
                existing,
                named("other").build());

        assertThat(plan)
                .extracting(PlannedImage::action)
                .containsExactly(
                        new Action.Unknown(refusal),
                        new Action.Blocked("base", false),
                        new Action.Blocked("base", false),
                        new Action.Blocked("child", false),
                        PlanFixture.skip(found),
                        new Action.Build("the tag does not exist", true));
        assertThat(plan)
                .extracting(planned -> planned.action().verb())
                .containsExactly("unknown", "unknown", "unknown", "unknown", "skip", "build");
        assertThat(plan.get(1).action().reason()).isEqualTo("its base image 'base' cannot be planned");
    }

    @Test
    void blocksAnImageThatIsBuiltFromAStaleImage() {
        ImageDefinition base = named("base").onStale(StaleAction.FAIL).build();
        fixture.put(base, Map.of("fdo.recipe_digest", "sha256:another"));

        List<PlannedImage> plan = fixture.plan(base, child().build());

        assertThat(plan).extracting(planned -> planned.action().verb()).containsExactly("fail", "fail");
        assertThat(plan.get(1).action()).isEqualTo(new Action.Blocked("base", true));
        assertThat(plan.get(1).action().reason()).isEqualTo("its base image 'base' fails");
    }

    @ParameterizedTest
    @EnumSource(names = {"REBUILD", "FAIL"})
    void failsOnlyTheImageWhoseBaseImageCannotBeLookedUp(StaleAction onStale) {
        EnvironmentException failure = new EnvironmentException("no route to host");
        ImageDefinition far =
                named("a").base("far.example.org/b:1").onStale(onStale).build();
        ImageDefinition near =
                named("b").base("near.example.org/b:1").onStale(onStale).build();
        fixture.putBuilt(far, Digest.sha256(new byte[0]));
        ImageRecord fresh = fixture.putBuilt(near, fixture.putBase("near.example.org/b:1", "now"));
        fixture.registry().fail("far.example.org/b:1", failure);

        assertThat(fixture.plan(far, near))
                .extracting(PlannedImage::action)
                .containsExactly(new Action.Unknown(failure), PlanFixture.skip(fresh));
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
