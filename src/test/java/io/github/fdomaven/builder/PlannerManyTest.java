package io.github.fdomaven.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.definition.RecipeNote;
import io.github.fdomaven.definition.StaleAction;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.util.ArrayList;
import java.util.HashSet;
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

@Timeout(30)
class PlannerManyTest {

    private static final String REBUILD =
            "Build it anew by -Dfdo.force.rebuild=true, or have that done by itself: <onStale>rebuild</onStale>.";

    private final Kept kept = new Kept();

    private static ImageDefinitionBuilder named(String name) {
        return new ImageDefinitionBuilder().name(name).reference("registry.example.org/app/" + name + ":1");
    }

    private static ImageDefinitionBuilder child() {
        return named("child").parent("base").base("registry.example.org/app/base:1");
    }

    private static Optional<String> stale(String what) {
        return Optional.of("it is stale: " + what + ". " + REBUILD);
    }

    /** The child was built of the base as it is in the registry. */
    private ImageRecord fresh(ImageDefinition child) {
        kept.baseNow("registry.example.org/app/base:1", Kept.THEN);
        return kept.built(child);
    }

    @Test
    void eachHasItsDecisionInTheOrderOfTheRequests() {
        ImageRecord b = kept.labelled(named("b").build(), Map.of());

        List<PlannedImage> plan = kept.plan(
                named("a").build(), named("b").build(), named("c").forced().build());

        assertThat(plan)
                .containsExactly(
                        new PlannedImage(named("a").build(), new Action.Build("the tag does not exist")),
                        new PlannedImage(named("b").build(), new Action.Skip(b, "the tag exists", Optional.empty())),
                        new PlannedImage(named("c").forced().build(), new Action.Build("a rebuild is forced")));
    }

    @ParameterizedTest
    @EnumSource
    void anImageIsStaleWhoseBaseIsBuiltInThisRun(StaleAction action) {
        ImageDefinition child = child().onStale(action).build();
        ImageRecord image = fresh(child);
        String what = "its base 'base' is built in this run";

        assertThat(kept.decide(named("base").forced().build(), child))
                .isEqualTo(
                        switch (action) {
                            case WARN -> new Action.Skip(image, "the tag exists", stale(what));
                            case REBUILD -> new Action.Build(what);
                            case FAIL -> new Action.Fail(image, what, REBUILD);
                            case IGNORE -> new Action.Skip(image, "the tag exists", Optional.empty());
                        });
    }

    @Test
    void anImageIsStaleWhoseBaseIsBuiltEvenWhereNoBaseHasADigest() {
        ImageDefinition child = child().onStale(StaleAction.REBUILD).build();
        kept.labelled(child, Map.of("fdo.base_image", "localhost/app/base:1"));

        assertThat(kept.decide(named("base").build(), child))
                .isEqualTo(new Action.Build("its base 'base' is built in this run"));
    }

    @Test
    void anImageWithoutLabelsIsNotStaleWhateverBecomesOfItsBase() {
        ImageDefinition child = child().onStale(StaleAction.REBUILD).build();
        ImageRecord image = kept.labelled(child, Map.of("fdo.pipeline_id", "1"));

        assertThat(kept.decide(named("base").build(), child))
                .isEqualTo(new Action.Skip(image, "the tag exists", Optional.empty()));
    }

    @Test
    void anImageIsStaleWhoseBaseIsReplacedByACopy() {
        ImageDefinition child = child().build();
        ImageRecord image = fresh(child);
        kept.upstream("registry.example.org/up/debian/bookworm:1", Kept.NOW);

        assertThat(kept.decide(named("base").upstreams("up").build(), child))
                .isEqualTo(new Action.Skip(image, "the tag exists", stale("its base 'base' is copied in this run")));
    }

    @Test
    void anImageIsFreshWhoseBaseIsCopiedAsItWas() {
        ImageDefinition child = child().build();
        ImageRecord upstream = kept.upstream("registry.example.org/up/debian/bookworm:1", Kept.NOW);
        ImageRecord image = kept.labelled(
                child,
                Map.of(
                        "fdo.base_image",
                        "registry.example.org/app/base:1",
                        "fdo.base_digest",
                        upstream.digest().orElseThrow().toString()));

        assertThat(kept.decide(named("base").upstreams("up").build(), child))
                .isEqualTo(new Action.Skip(image, "the tag exists", Optional.empty()));
    }

    @Test
    void anImageIsFreshWhoseBaseIsSkipped() {
        ImageDefinition base = named("base").build();
        ImageDefinition child = child().onStale(StaleAction.FAIL).build();
        kept.labelled(base, Map.of());
        ImageRecord image = fresh(child);

        assertThat(kept.decide(base, child)).isEqualTo(new Action.Skip(image, "the tag exists", Optional.empty()));
    }

    @Test
    void stalenessGoesOnAsFarAsImagesAreBuilt() {
        ImageDefinition base = named("base").forced().build();
        ImageDefinition child = child().onStale(StaleAction.REBUILD).build();
        ImageDefinition grandchild = named("grandchild")
                .parent("child")
                .base("registry.example.org/app/child:1")
                .onStale(StaleAction.REBUILD)
                .build();
        fresh(child);
        kept.baseNow("registry.example.org/app/child:1", Kept.THEN).built(grandchild);

        assertThat(kept.plan(base, child, grandchild))
                .extracting(planned -> planned.decision().reason())
                .containsExactly(
                        "a rebuild is forced",
                        "its base 'base' is built in this run",
                        "its base 'child' is built in this run");
    }

    @Test
    void aBaseThatIsNotInThisRunIsAskedForLikeAnyOther() {
        ImageDefinition child = child().build();
        ImageRecord image = fresh(child);

        assertThat(kept.decide(child)).isEqualTo(new Action.Skip(image, "the tag exists", Optional.empty()));
        assertThat(kept.asked()).contains("digest registry.example.org/app/base:1");
    }

    @Test
    void whatIsForcedIsAskedNothingAbout() {
        kept.plan(
                named("a").forced().upstreams("up").build(),
                named("b").forced().build(),
                child().forced().build());

        assertThat(kept.asked()).isEmpty();
    }

    @Test
    void thirtyImagesCostOneQuestionEachAndOneForEachBase() {
        List<ImageDefinition> requests = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ImageDefinition request =
                    named("i" + i).base("docker.io/library/debian:" + i % 3).build();
            kept.baseNow("docker.io/library/debian:" + i % 3, i % 3 == 0 ? Kept.NOW : Kept.THEN);
            kept.built(request);
            requests.add(request);
        }

        List<PlannedImage> plan = kept.planner().plan(requests);

        assertThat(plan)
                .extracting(planned -> planned.decision().doubt().isPresent())
                .isEqualTo(IntStream.range(0, 30).mapToObj(i -> i % 3 == 0).toList());
        assertThat(kept.asked()).hasSize(33).doesNotHaveDuplicates();
        assertThat(new HashSet<>(kept.asked()))
                .contains("digest docker.io/library/debian:0", "image registry.example.org/app/i29:1");
    }

    @Test
    void aBaseThatIsLookedForItselfIsAskedNoSecondQuestion() {
        ImageRecord base = kept.upstream("registry.example.org/app/base:1", Kept.digest("config"));
        ImageDefinition child = child().onStale(StaleAction.REBUILD).build();
        kept.built(child);

        assertThat(kept.decide(named("base").build(), child))
                .isEqualTo(new Action.Build("its base registry.example.org/app/base:1 was " + Kept.THEN
                        + " when it was built, and is " + base.digest().orElseThrow() + " now"));
        assertThat(kept.asked())
                .containsExactlyInAnyOrder(
                        "image registry.example.org/app/base:1", "image registry.example.org/app/child:1");
    }

    @Test
    void questionsAreAskedSideBySide() {
        CountDownLatch all = new CountDownLatch(3);
        Planner planner = new Planner(
                reference -> {
                    all.countDown();
                    assertThat(awaited(all)).isTrue();
                    return Optional.empty();
                },
                reference -> Optional.empty(),
                true);

        assertThat(planner.plan(List.of(named("a").build(), named("b").build(), child().build())))
                .hasSize(3);
    }

    @Test
    void whatCannotBeKnownOfOneImageIsAFailureOfThatOneAndOfThoseThatWouldBeBuiltOfIt() {
        FixableException refusal = new FixableException("401");
        kept.failing("registry.example.org/app/base:1", refusal);
        ImageRecord there =
                kept.labelled(named("there").parent("base").build(), Map.of("fdo.base_image", "gone.example.org/b:1"));

        List<PlannedImage> plan = kept.plan(
                named("base").build(),
                child().build(),
                child().name("forced").forced().build(),
                named("grandchild").parent("child").build(),
                named("there").parent("base").build(),
                named("other").build());

        assertThat(plan)
                .extracting(PlannedImage::decision)
                .containsExactly(
                        new Action.Unknown(refusal),
                        new Action.Blocked("base"),
                        new Action.Blocked("base"),
                        new Action.Blocked("child"),
                        new Action.Skip(there, "the tag exists", Optional.empty()),
                        new Action.Build("the tag does not exist"));
        assertThat(plan)
                .extracting(planned -> planned.decision().verb())
                .containsExactly("unknown", "fail", "fail", "fail", "skip", "build");
        assertThat(plan.get(0).decision().reason()).isEqualTo("401");
        assertThat(plan.get(1).decision().reason()).isEqualTo("its base 'base' fails");
    }

    @ParameterizedTest
    @EnumSource(names = {"REBUILD", "FAIL"})
    void aBaseOfOneImageThatDoesNotAnswerIsAFailureOfThatOneAlone(StaleAction action) {
        EnvironmentException failure = new EnvironmentException("no route to host");
        ImageDefinition a =
                named("a").base("far.example.org/b:1").onStale(action).build();
        ImageDefinition b =
                named("b").base("near.example.org/b:1").onStale(action).build();
        kept.failing("far.example.org/b:1", failure).baseNow("near.example.org/b:1", Kept.THEN);
        kept.built(a);
        ImageRecord fresh = kept.built(b);

        assertThat(kept.plan(a, b))
                .extracting(PlannedImage::decision)
                .containsExactly(
                        new Action.Unknown(failure), new Action.Skip(fresh, "the tag exists", Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsCopiedIsNotToBeStaleEither(StaleAction action) {
        ImageDefinitionBuilder request = named("a").upstreams("up").packages("curl git");
        ImageDefinition wanted = request.onStale(action).build();
        ImageDefinition before = named("a").packages("curl wget").build();
        String reference = "registry.example.org/up/debian/bookworm:1";
        ImageRecord upstream = kept.upstream(
                reference,
                Kept.NOW,
                Map.of(
                        "fdo.recipe_digest",
                        before.recipe().digest().toString(),
                        "fdo.recipe",
                        RecipeNote.of(before.recipe()).orElseThrow()));
        String what = "its recipe has changed, but not its tag (packages +git -wget)";
        String advice = "Give it another <tag>, or one with @recipe@ in it, which changes by itself.";

        assertThat(kept.decide(wanted))
                .isEqualTo(
                        switch (action) {
                            case WARN ->
                                new Action.Copy(
                                        upstream,
                                        reference + " exists",
                                        Optional.of("it is stale: " + what + ". " + advice));
                            case REBUILD -> new Action.Build(reference + " exists, but is stale: " + what);
                            case FAIL -> new Action.Fail(upstream, what, advice);
                            case IGNORE -> new Action.Copy(upstream, reference + " exists", Optional.empty());
                        });
    }

    @Test
    void ofWhatIsCopiedTheBaseIsLookedAtToo() {
        String base = "registry.example.org/up/base:1";
        kept.baseNow(base, Kept.NOW);
        ImageRecord upstream = kept.upstream(
                "registry.example.org/up/debian/bookworm:1",
                Kept.NOW,
                Map.of("fdo.base_image", base, "fdo.base_digest", Kept.THEN.toString()));

        assertThat(kept.decide(named("a").upstreams("up").build()))
                .isEqualTo(new Action.Copy(
                        upstream,
                        upstream.reference() + " exists",
                        stale("its base " + base + " was " + Kept.THEN + " when it was built, and is " + Kept.NOW
                                + " now")));
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            return false;
        }
    }
}
