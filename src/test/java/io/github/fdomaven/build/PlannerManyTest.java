package io.github.fdomaven.build;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.failure.EnvironmentException;
import io.github.fdomaven.failure.FixableException;
import io.github.fdomaven.recipe.RecipeNote;
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

    private static Requests named(String name) {
        return new Requests().name(name).reference("registry.example.org/app/" + name + ":1");
    }

    private static Requests child() {
        return named("child").parent("base").base("registry.example.org/app/base:1");
    }

    private static Optional<String> stale(String what) {
        return Optional.of("it is stale: " + what + ". " + REBUILD);
    }

    /** The child was built of the base as it is in the registry. */
    private StoredImage fresh(ImageRequest child) {
        kept.baseNow("registry.example.org/app/base:1", Kept.THEN);
        return kept.built(child);
    }

    @Test
    void eachHasItsDecisionInTheOrderOfTheRequests() {
        StoredImage b = kept.labelled(named("b").build(), Map.of());

        List<Planned> plan = kept.plan(
                named("a").build(), named("b").build(), named("c").forced().build());

        assertThat(plan)
                .containsExactly(
                        new Planned(named("a").build(), new Decision.Build("the tag does not exist")),
                        new Planned(named("b").build(), new Decision.Skip(b, "the tag exists", Optional.empty())),
                        new Planned(named("c").forced().build(), new Decision.Build("a rebuild is forced")));
    }

    @ParameterizedTest
    @EnumSource
    void anImageIsStaleWhoseBaseIsBuiltInThisRun(StaleAction action) {
        ImageRequest child = child().onStale(action).build();
        StoredImage image = fresh(child);
        String what = "its base 'base' is built in this run";

        assertThat(kept.decide(named("base").forced().build(), child))
                .isEqualTo(
                        switch (action) {
                            case WARN -> new Decision.Skip(image, "the tag exists", stale(what));
                            case REBUILD -> new Decision.Build(what);
                            case FAIL -> new Decision.Fail(image, what, REBUILD);
                            case IGNORE -> new Decision.Skip(image, "the tag exists", Optional.empty());
                        });
    }

    @Test
    void anImageIsStaleWhoseBaseIsBuiltEvenWhereNoBaseHasADigest() {
        ImageRequest child = child().onStale(StaleAction.REBUILD).build();
        kept.labelled(child, Map.of("fdo.base_image", "localhost/app/base:1"));

        assertThat(kept.decide(named("base").build(), child))
                .isEqualTo(new Decision.Build("its base 'base' is built in this run"));
    }

    @Test
    void anImageWithoutLabelsIsNotStaleWhateverBecomesOfItsBase() {
        ImageRequest child = child().onStale(StaleAction.REBUILD).build();
        StoredImage image = kept.labelled(child, Map.of("fdo.pipeline_id", "1"));

        assertThat(kept.decide(named("base").build(), child))
                .isEqualTo(new Decision.Skip(image, "the tag exists", Optional.empty()));
    }

    @Test
    void anImageIsStaleWhoseBaseIsReplacedByACopy() {
        ImageRequest child = child().build();
        StoredImage image = fresh(child);
        kept.upstream("registry.example.org/up/debian/bookworm:1", Kept.NOW);

        assertThat(kept.decide(named("base").upstreams("up").build(), child))
                .isEqualTo(new Decision.Skip(image, "the tag exists", stale("its base 'base' is copied in this run")));
    }

    @Test
    void anImageIsFreshWhoseBaseIsCopiedAsItWas() {
        ImageRequest child = child().build();
        StoredImage upstream = kept.upstream("registry.example.org/up/debian/bookworm:1", Kept.NOW);
        StoredImage image = kept.labelled(
                child,
                Map.of(
                        "fdo.base_image",
                        "registry.example.org/app/base:1",
                        "fdo.base_digest",
                        upstream.digest().orElseThrow().toString()));

        assertThat(kept.decide(named("base").upstreams("up").build(), child))
                .isEqualTo(new Decision.Skip(image, "the tag exists", Optional.empty()));
    }

    @Test
    void anImageIsFreshWhoseBaseIsSkipped() {
        ImageRequest base = named("base").build();
        ImageRequest child = child().onStale(StaleAction.FAIL).build();
        kept.labelled(base, Map.of());
        StoredImage image = fresh(child);

        assertThat(kept.decide(base, child)).isEqualTo(new Decision.Skip(image, "the tag exists", Optional.empty()));
    }

    @Test
    void stalenessGoesOnAsFarAsImagesAreBuilt() {
        ImageRequest base = named("base").forced().build();
        ImageRequest child = child().onStale(StaleAction.REBUILD).build();
        ImageRequest grandchild = named("grandchild")
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
        ImageRequest child = child().build();
        StoredImage image = fresh(child);

        assertThat(kept.decide(child)).isEqualTo(new Decision.Skip(image, "the tag exists", Optional.empty()));
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
        List<ImageRequest> requests = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            ImageRequest request =
                    named("i" + i).base("docker.io/library/debian:" + i % 3).build();
            kept.baseNow("docker.io/library/debian:" + i % 3, i % 3 == 0 ? Kept.NOW : Kept.THEN);
            kept.built(request);
            requests.add(request);
        }

        List<Planned> plan = kept.planner().plan(requests);

        assertThat(plan)
                .extracting(planned -> planned.decision().doubt().isPresent())
                .isEqualTo(IntStream.range(0, 30).mapToObj(i -> i % 3 == 0).toList());
        assertThat(kept.asked()).hasSize(33).doesNotHaveDuplicates();
        assertThat(new HashSet<>(kept.asked()))
                .contains("digest docker.io/library/debian:0", "image registry.example.org/app/i29:1");
    }

    @Test
    void aBaseThatIsLookedForItselfIsAskedNoSecondQuestion() {
        StoredImage base = kept.upstream("registry.example.org/app/base:1", Kept.digest("config"));
        ImageRequest child = child().onStale(StaleAction.REBUILD).build();
        kept.built(child);

        assertThat(kept.decide(named("base").build(), child))
                .isEqualTo(new Decision.Build("its base registry.example.org/app/base:1 was " + Kept.THEN
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
        StoredImage there =
                kept.labelled(named("there").parent("base").build(), Map.of("fdo.base_image", "gone.example.org/b:1"));

        List<Planned> plan = kept.plan(
                named("base").build(),
                child().build(),
                child().name("forced").forced().build(),
                named("grandchild").parent("child").build(),
                named("there").parent("base").build(),
                named("other").build());

        assertThat(plan)
                .extracting(Planned::decision)
                .containsExactly(
                        new Decision.Unknown(refusal),
                        new Decision.Blocked("base"),
                        new Decision.Blocked("base"),
                        new Decision.Blocked("child"),
                        new Decision.Skip(there, "the tag exists", Optional.empty()),
                        new Decision.Build("the tag does not exist"));
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
        ImageRequest a = named("a").base("far.example.org/b:1").onStale(action).build();
        ImageRequest b = named("b").base("near.example.org/b:1").onStale(action).build();
        kept.failing("far.example.org/b:1", failure).baseNow("near.example.org/b:1", Kept.THEN);
        kept.built(a);
        StoredImage fresh = kept.built(b);

        assertThat(kept.plan(a, b))
                .extracting(Planned::decision)
                .containsExactly(
                        new Decision.Unknown(failure), new Decision.Skip(fresh, "the tag exists", Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsCopiedIsNotToBeStaleEither(StaleAction action) {
        Requests request = named("a").upstreams("up").packages("curl git");
        ImageRequest wanted = request.onStale(action).build();
        ImageRequest before = named("a").packages("curl wget").build();
        String reference = "registry.example.org/up/debian/bookworm:1";
        StoredImage upstream = kept.upstream(
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
                                new Decision.Copy(
                                        upstream,
                                        reference + " exists",
                                        Optional.of("it is stale: " + what + ". " + advice));
                            case REBUILD -> new Decision.Build(reference + " exists, but is stale: " + what);
                            case FAIL -> new Decision.Fail(upstream, what, advice);
                            case IGNORE -> new Decision.Copy(upstream, reference + " exists", Optional.empty());
                        });
    }

    @Test
    void ofWhatIsCopiedTheBaseIsLookedAtToo() {
        String base = "registry.example.org/up/base:1";
        kept.baseNow(base, Kept.NOW);
        StoredImage upstream = kept.upstream(
                "registry.example.org/up/debian/bookworm:1",
                Kept.NOW,
                Map.of("fdo.base_image", base, "fdo.base_digest", Kept.THEN.toString()));

        assertThat(kept.decide(named("a").upstreams("up").build()))
                .isEqualTo(new Decision.Copy(
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
