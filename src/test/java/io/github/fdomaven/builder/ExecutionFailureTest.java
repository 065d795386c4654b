package io.github.fdomaven.builder;

import static io.github.fdomaven.builder.ManyImages.child;
import static io.github.fdomaven.builder.ManyImages.install;
import static io.github.fdomaven.builder.ManyImages.named;
import static io.github.fdomaven.builder.ManyImages.outcomes;
import static io.github.fdomaven.builder.ManyImages.result;
import static io.github.fdomaven.builder.ManyImages.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.definition.StaleAction;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ExecutionFailureTest {

    private final ManyImages images = new ManyImages();

    @AfterEach
    void end() {
        images.close();
    }

    private void assertThatNothingIsLeftBut(String... tags) {
        assertThat(images.engine().running()).isZero();
        assertThat(images.engine().untagged()).isEmpty();
        assertThat(images.engine().tags().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(Stream.of(ImageDefinitionBuilder.BASE.toString()), Stream.of(tags))
                                .toList());
    }

    @Test
    void anImageThatFailsFailsWhatIsFromItAndLetsTheOthersFinish() {
        images.engine().failing(install("b"), new FixableException("no package b"));

        ImageResults results =
                images.bringAbout(named("a"), child("b", "a"), child("c", "b"), child("d", "c"), child("e", "a"));

        assertThat(outcomes(results)).containsExactly("a BUILT", "b FAILED", "c FAILED", "d FAILED", "e BUILT");
        assertThat(results.failed())
                .extracting(ImageResult::reason)
                .containsExactly("no package b", "its base 'b' failed", "its base 'c' failed");
        assertThat(results.failures()).extracting(FdoException::getMessage).containsExactly("no package b");
        assertThatNothingIsLeftBut(tag("a"), tag("e"));
    }

    @Test
    void everyFailureOfItsOwnIsKept() {
        images.engine()
                .failing(install("a"), new FixableException("no package a"))
                .failing(install("c"), new EnvironmentException("the engine is gone"));

        ImageResults results = images.bringAbout(named("a"), named("b"), named("c"));

        assertThat(outcomes(results)).containsExactly("a FAILED", "b BUILT", "c FAILED");
        assertThat(results.failure())
                .containsInstanceOf(FixableException.class)
                .map(FdoException::getMessage)
                .contains("no package a\nthe engine is gone");
    }

    @Test
    void aBaseThatDoesNotGetToItsRegistryFailsTheChildThatWaitsForIt() {
        CountDownLatch done = new CountDownLatch(2);
        images.engine()
                .when("run mkdir -p /app", done::countDown)
                .when("push " + tag("base"), () -> ManyImages.await(done))
                .failing("push " + tag("base"), new FixableException("denied"));

        ImageResults results = images.bringAbout(named("base"), child("child", "base"), child("grandchild", "child"));

        assertThatOnlyTheBaseIsToBlame(results);
    }

    @Test
    void aBaseThatDoesNotGetToItsRegistryEndsWhatRunsInItsChild() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch removed = new CountDownLatch(2);
        images.engine()
                .when(install("child"), () -> {
                    begun.countDown();
                    // It would run for ever, if its container were not removed.
                    ManyImages.await(removed);
                })
                .when("remove container", removed::countDown)
                .when("push " + tag("base"), () -> ManyImages.await(begun))
                .failing("push " + tag("base"), new FixableException("denied"));

        ImageResults results = images.bringAbout(named("base"), child("child", "base"), child("grandchild", "child"));

        assertThatOnlyTheBaseIsToBlame(results);
        assertThat(images.engine().events())
                .filteredOn(event -> event.equals("run mkdir -p /app"))
                .as("steps after the one that was ended")
                .hasSize(1);
    }

    @Test
    void aBaseThatDoesNotGetToItsRegistryEndsAChildWhoseContainerIsJustBeingMade() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch pushing = new CountDownLatch(1);
        CountDownLatch failed = new CountDownLatch(1);
        images.engine()
                .when("start from " + FakeEngine.COMMITTED, () -> {
                    begun.countDown();
                    ManyImages.await(pushing);
                    pause();
                    failed.countDown();
                })
                .when("push " + tag("base"), () -> {
                    ManyImages.await(begun);
                    pushing.countDown();
                })
                .failing("push " + tag("base"), new FixableException("denied"));

        ImageResults results = images.bringAbout(named("base"), child("child", "base"), child("grandchild", "child"));

        assertThat(failed.getCount()).isZero();
        assertThatOnlyTheBaseIsToBlame(results);
        assertThat(images.engine().events()).doesNotContain(install("child"));
    }

    /** Long enough for the push to have failed. */
    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void assertThatOnlyTheBaseIsToBlame(ImageResults results) {
        assertThat(outcomes(results)).containsExactly("base FAILED", "child FAILED", "grandchild FAILED");
        assertThat(images.log().finished()).as("what is told").containsExactly("base", "child", "grandchild");
        assertThat(results.failed())
                .extracting(ImageResult::reason)
                .containsExactly("denied", "its base 'base' failed", "its base 'child' failed");
        assertThat(results.failures()).extracting(FdoException::getMessage).containsExactly("denied");
        assertThat(images.registry().has(Reference.parse(tag("base")))).isFalse();
        assertThat(images.registry().has(Reference.parse(tag("child")))).isFalse();
        assertThat(images.log().events()).noneMatch(event -> event.startsWith("warning"));
        assertThatNothingIsLeftBut();
    }

    @Test
    void whatCannotBeKnownOfOneImageLetsTheOthersFinish() {
        FixableException refusal = new FixableException("401");
        images.registry().failing(tag("base"), refusal);

        ImageResults results = images.bringAbout(named("base"), child("child", "base"), named("other"));

        assertThat(outcomes(results)).containsExactly("base FAILED", "child FAILED", "other BUILT");
        assertThat(results.failed()).extracting(ImageResult::reason).containsExactly("401", "its base 'base' failed");
        assertThat(results.failures()).containsExactly(refusal);
    }

    @Test
    void aBaseThatDoesNotGetToItsRegistryFailsTheChildThatHasNotBegun() {
        images.parallelism(1).engine().failing("push " + tag("base"), new FixableException("denied"));

        ImageResults results = images.bringAbout(named("base"), child("child", "base"));

        assertThat(results.failed())
                .extracting(ImageResult::reason)
                .containsExactly("denied", "its base 'base' failed");
        assertThat(images.engine().events()).doesNotContain(install("child"));
        assertThatNothingIsLeftBut();
    }

    @Test
    void whoFailsFastBeginsNothingMore() {
        images.parallelism(1).failFast().engine().failing(install("b"), new FixableException("no package b"));

        ImageResults results = images.bringAbout(named("a"), named("b"), named("c"), child("d", "b"));

        assertThat(outcomes(results)).containsExactly("a BUILT", "b FAILED", "c FAILED", "d FAILED");
        assertThat(results.failed())
                .extracting(ImageResult::reason)
                .containsExactly("no package b", "not begun, because another image failed", "its base 'b' failed");
        assertThat(results.failures()).hasSize(1);
        assertThat(images.engine().events()).doesNotContain(install("c"), install("d"));
    }

    @Test
    void whoFailsFastLetsFinishWhatHasBegun() {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch failed = new CountDownLatch(1);
        images.parallelism(2)
                .failFast()
                .engine()
                .when("run apt-get -y install", () -> {
                    begun.countDown();
                    ManyImages.await(begun);
                })
                .when("remove container", failed::countDown)
                .when("run apt-get clean", () -> ManyImages.await(failed))
                .failing(install("b"), new FixableException("no package b"));

        assertThat(outcomes(images.bringAbout(named("a"), named("b")))).containsExactly("a BUILT", "b FAILED");
    }

    @Test
    void aStaleImageFailsWhereItIsToFailAndTheOthersAreBroughtAbout() {
        ImageDefinitionBuilder stale = named("a").onStale(StaleAction.FAIL);
        images.registry().put(Reference.parse(tag("a")), Map.of("fdo.recipe_digest", Kept.THEN.toString()));

        ImageResults results = images.bringAbout(stale, named("b"), child("c", "a"));

        assertThat(outcomes(results)).containsExactly("a FAILED", "b BUILT", "c FAILED");
        assertThat(result(results, "a").reason())
                .isEqualTo("registry.example.org/app/a:1 is stale: its recipe has changed, but not its tag. Give it"
                        + " another <tag>, or one with @recipe@ in it, which changes by itself.");
        assertThat(results.failure()).containsInstanceOf(FixableException.class);
    }

    @Test
    void aStaleImageIsBuiltAnewWhereItIsToBe() {
        ImageDefinitionBuilder stale = named("a").onStale(StaleAction.REBUILD);
        images.registry().put(Reference.parse(tag("a")), Map.of("fdo.recipe_digest", Kept.THEN.toString()));

        ImageResults results = images.bringAbout(stale);

        assertThat(outcomes(results)).containsExactly("a BUILT");
        assertThat(result(results, "a").reason()).isEqualTo("its recipe has changed, but not its tag");
        assertThat(result(results, "a").labels())
                .containsEntry(
                        "fdo.recipe_digest", stale.build().recipe().digest().toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aDefectIsThrownOnceAllAreDoneAndNobodyWaitsForEver(int parallelism) {
        IllegalStateException defect = new IllegalStateException("defect");
        images.parallelism(parallelism).engine().failing(install("a"), defect);

        assertThatIllegalStateException()
                .isThrownBy(() -> images.bringAbout(named("a"), child("b", "a"), named("c")))
                .isSameAs(defect);

        assertThat(images.registry().has(Reference.parse(tag("c")))).isTrue();
        assertThatNothingIsLeftBut(tag("c"));
    }

    @Test
    void aDefectWhileABaseIsPushedIsThrownTooAndItsChildEnds() {
        IllegalStateException defect = new IllegalStateException("defect");
        images.engine().failing("push " + tag("base"), defect);

        assertThatIllegalStateException()
                .isThrownBy(() -> images.bringAbout(named("base"), child("child", "base")))
                .isSameAs(defect);
        assertThatNothingIsLeftBut();
    }

    @Test
    void aDefectOfWhoListensIsThrownToo() {
        IllegalStateException defect = new IllegalStateException("defect");
        RecordingLog deaf = new RecordingLog();
        try (ManyImages many = new ManyImages(deaf)) {
            deaf.failing(defect);
            many.engine().failing(install("a"), new FixableException("no package a"));

            assertThatIllegalStateException()
                    .isThrownBy(() -> many.bringAbout(named("a"), child("b", "a")))
                    .isSameAs(defect);
        }
    }

    @Test
    void whatHappensIsToldOfEach() {
        images.parallelism(1).engine().failing(install("a"), new FixableException("no package a"));

        images.bringAbout(named("a"), child("b", "a"), named("c"));

        List<String> events = images.log().events();
        assertThat(events)
                .containsSubsequence("planned: a, b, c", "finished: FAILED", "finished: BUILT", "ended: a, b, c");
        assertThat(events).filteredOn("finished: FAILED"::equals).hasSize(2);
        assertThat(events).filteredOn(event -> event.startsWith("Build: ")).hasSize(2);
    }
}
