package io.github.fdomaven.builder.execute;

import static io.github.fdomaven.builder.execute.ExecutionFixture.child;
import static io.github.fdomaven.builder.execute.ExecutionFixture.install;
import static io.github.fdomaven.builder.execute.ExecutionFixture.named;
import static io.github.fdomaven.builder.execute.ExecutionFixture.outcomes;
import static io.github.fdomaven.builder.execute.ExecutionFixture.result;
import static io.github.fdomaven.builder.execute.ExecutionFixture.tag;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.definition.StaleAction;
import io.github.fdomaven.fixture.InMemoryEngine;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(120)
class ExecutionFailureTest {

    private final ExecutionFixture images = new ExecutionFixture();

    @Test
    void failsTheChildrenOfAnImageThatFailsAndFinishesTheOthers() {
        images.engine().fail(install("b"), new FixableException("no package b"));

        ImageResults results =
                images.run(named("a"), child("b", "a"), child("c", "b"), child("d", "c"), child("e", "a"));

        assertThat(outcomes(results)).containsExactly("a BUILT", "b FAILED", "c FAILED", "d FAILED", "e BUILT");
        assertThat(results.failed())
                .extracting(ImageResult::reason)
                .containsExactly("no package b", "its base image 'b' failed", "its base image 'c' failed");
        assertThat(results.failures()).extracting(FdoException::getMessage).containsExactly("no package b");
        images.assertNothingLeftBut(tag("a"), tag("e"));
    }

    @Test
    void buildsNothingIfAVariableOfAnExecIsNotSet() {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> images.run(
                        named("a"), child("b", "a").exec("deploy now").execEnvironment("UNSET_TOKEN")))
                .withMessageContainingAll("[b] <execEnvironment>", "the variable UNSET_TOKEN is not set");

        assertThat(images.engine().events()).isEmpty();
    }

    @Test
    void needsNoVariablesForAnImageThatExists() {
        ImageDefinitionBuilder image = named("a").exec("deploy now").execEnvironment("TOKEN");
        images.variables(Map.of("TOKEN", "s3cret")).run(image);

        assertThat(outcomes(images.variables(Map.of()).run(image))).containsExactly("a SKIPPED");
    }

    @Test
    void collectsAllFailures() {
        images.engine()
                .fail(install("a"), new FixableException("no package a"))
                .fail(install("c"), new EnvironmentException("the engine is gone"));

        ImageResults results = images.run(named("a"), named("b"), named("c"));

        assertThat(outcomes(results)).containsExactly("a FAILED", "b BUILT", "c FAILED");
        assertThat(results.failure())
                .containsInstanceOf(FixableException.class)
                .map(FdoException::getMessage)
                .contains("[a] no package a\n[c] the engine is gone");
    }

    @Test
    void failsAChildThatWaitsForAFailedPush() {
        CountDownLatch done = new CountDownLatch(2);
        images.engine()
                .when("run mkdir -p /app", done::countDown)
                .when("push " + tag("base"), () -> ExecutionFixture.await(done))
                .fail("push " + tag("base"), new FixableException("denied"));

        ImageResults results = images.run(named("base"), child("child", "base"), child("grandchild", "child"));

        assertOnlyTheBaseHasAFailure(results);
    }

    @Test
    void endsTheStepsOfAChildAfterAFailedPush() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch removed = new CountDownLatch(2);
        images.engine()
                .when(install("child"), () -> {
                    begun.countDown();
                    // The program ends only when its container is removed.
                    ExecutionFixture.await(removed);
                })
                .when("remove container", removed::countDown)
                .when("push " + tag("base"), () -> ExecutionFixture.await(begun))
                .fail("push " + tag("base"), new FixableException("denied"));

        ImageResults results = images.run(named("base"), child("child", "base"), child("grandchild", "child"));

        assertOnlyTheBaseHasAFailure(results);
        assertThat(images.engine().events())
                .filteredOn(event -> event.equals("run mkdir -p /app"))
                .as("steps after the one that was ended")
                .hasSize(1);
    }

    @Test
    void endsAChildWhoseContainerStartsDuringAFailedPush() {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch failed = new CountDownLatch(1);
        images.log().onFinished(result -> failed.countDown());
        images.engine()
                .when("start from " + InMemoryEngine.COMMITTED, () -> {
                    begun.countDown();
                    ExecutionFixture.await(failed);
                })
                .when("push " + tag("base"), () -> ExecutionFixture.await(begun))
                .fail("push " + tag("base"), new FixableException("denied"));

        ImageResults results = images.run(named("base"), child("child", "base"), child("grandchild", "child"));

        assertOnlyTheBaseHasAFailure(results);
    }

    private void assertOnlyTheBaseHasAFailure(ImageResults results) {
        assertThat(outcomes(results)).containsExactly("base FAILED", "child FAILED", "grandchild FAILED");
        assertThat(images.log().finished()).as("reported results").containsExactly("base", "child", "grandchild");
        assertThat(results.failed())
                .extracting(ImageResult::reason)
                .containsExactly("denied", "its base image 'base' failed", "its base image 'child' failed");
        assertThat(results.failures()).extracting(FdoException::getMessage).containsExactly("denied");
        assertThat(images.registry().has(Reference.parse(tag("base")))).isFalse();
        assertThat(images.registry().has(Reference.parse(tag("child")))).isFalse();
        assertThat(images.log().events()).noneMatch(event -> event.startsWith("warning"));
        images.assertNothingLeftBut();
    }

    @Test
    void failsAnImageWhoseTagIsRemovedDuringTheBuild() {
        images.engine().afterTag(() -> images.engine().untag(Reference.parse(tag("a"))));

        ImageResults results = images.run(named("a"), named("b"));

        assertThat(outcomes(results)).containsExactly("a FAILED", "b BUILT");
        assertThat(result(results, "a").reason()).startsWith("Could not find " + tag("a") + " after its build: ");
        images.assertNothingLeftBut(tag("b"));
    }

    @Test
    void finishesTheOtherImagesAfterALookupError() {
        FixableException refusal = new FixableException("401");
        images.registry().fail(tag("base"), refusal);

        ImageResults results = images.run(named("base"), child("child", "base"), named("other"));

        assertThat(outcomes(results)).containsExactly("base FAILED", "child FAILED", "other BUILT");
        assertThat(results.failed())
                .extracting(ImageResult::reason)
                .containsExactly("401", "its base image 'base' failed");
        assertThat(results.failures()).containsExactly(refusal);
    }

    @Test
    void failsAChildThatHasNotStartedAfterAFailedPush() {
        images.parallelism(1).engine().fail("push " + tag("base"), new FixableException("denied"));

        ImageResults results = images.run(named("base"), child("child", "base"));

        assertThat(results.failed())
                .extracting(ImageResult::reason)
                .containsExactly("denied", "its base image 'base' failed");
        assertThat(images.engine().events()).doesNotContain(install("child"));
        images.assertNothingLeftBut();
    }

    @Test
    void startsNoFurtherImageIfItFailsFast() {
        images.parallelism(1).failFast().engine().fail(install("b"), new FixableException("no package b"));

        ImageResults results = images.run(named("a"), named("b"), named("c"), child("d", "b"));

        assertThat(outcomes(results)).containsExactly("a BUILT", "b FAILED", "c FAILED", "d FAILED");
        assertThat(results.failed())
                .extracting(ImageResult::reason)
                .containsExactly(
                        "no package b", "not started, because another image failed", "its base image 'b' failed");
        assertThat(results.failures()).hasSize(1);
        assertThat(images.engine().events()).doesNotContain(install("c"), install("d"));
    }

    @Test
    void finishesStartedImagesIfItFailsFast() {
        CountDownLatch begun = new CountDownLatch(2);
        CountDownLatch failed = new CountDownLatch(1);
        images.parallelism(2)
                .failFast()
                .engine()
                .when("run apt-get -y install", () -> {
                    begun.countDown();
                    ExecutionFixture.await(begun);
                })
                .when("remove container", failed::countDown)
                .when("run apt-get clean", () -> ExecutionFixture.await(failed))
                .fail(install("b"), new FixableException("no package b"));

        assertThat(outcomes(images.run(named("a"), named("b")))).containsExactly("a BUILT", "b FAILED");
    }

    @Test
    void failsAStaleImageAndFinishesTheOthers() {
        ImageDefinitionBuilder stale = named("a").onStale(StaleAction.FAIL);
        images.registry().put(Reference.parse(tag("a")), Map.of("fdo.recipe_digest", "sha256:another"));

        ImageResults results = images.run(stale, named("b"), child("c", "a"));

        assertThat(outcomes(results)).containsExactly("a FAILED", "b BUILT", "c FAILED");
        assertThat(result(results, "a").reason())
                .contains("registry.example.org/app/a:1 is stale: its recipe has changed", "<tag>");
        assertThat(results.failure()).containsInstanceOf(FixableException.class);
    }

    @Test
    void rebuildsAStaleImage() {
        ImageDefinitionBuilder stale = named("a").onStale(StaleAction.REBUILD);
        images.registry().put(Reference.parse(tag("a")), Map.of("fdo.recipe_digest", "sha256:another"));

        ImageResults results = images.run(stale);

        assertThat(outcomes(results)).containsExactly("a BUILT");
        assertThat(result(results, "a").reason()).isEqualTo("its recipe has changed, but not its tag");
        assertThat(result(results, "a").labels())
                .containsEntry(
                        "fdo.recipe_digest", stale.build().recipe().digest().toString());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void throwsABugAfterAllImagesHaveEnded(int parallelism) {
        IllegalStateException bug = new IllegalStateException("bug");
        images.parallelism(parallelism).engine().fail(install("a"), bug);

        assertThatIllegalStateException()
                .isThrownBy(() -> images.run(named("a"), child("b", "a"), named("c")))
                .isSameAs(bug);

        assertThat(images.registry().has(Reference.parse(tag("c")))).isTrue();
        images.assertNothingLeftBut(tag("c"));
    }

    @Test
    void throwsABugDuringAPushAfterTheChildHasEnded() {
        IllegalStateException bug = new IllegalStateException("bug");
        images.engine().fail("push " + tag("base"), bug);

        assertThatIllegalStateException()
                .isThrownBy(() -> images.run(named("base"), child("child", "base")))
                .isSameAs(bug);
        images.assertNothingLeftBut();
    }

    @Test
    void throwsABugOfTheLog() {
        IllegalStateException bug = new IllegalStateException("bug");
        images.log().onFinished(result -> {
            throw bug;
        });
        images.engine().fail(install("a"), new FixableException("no package a"));

        assertThatIllegalStateException()
                .isThrownBy(() -> images.run(named("a"), child("b", "a")))
                .isSameAs(bug);
    }

    @Test
    void logsEachImage() {
        images.parallelism(1).engine().fail(install("a"), new FixableException("no package a"));

        images.run(named("a"), child("b", "a"), named("c"));

        List<String> events = images.log().events();
        assertThat(events)
                .containsSubsequence("planned: a, b, c", "finished: FAILED", "finished: BUILT", "ended: a, b, c");
        assertThat(events).filteredOn("finished: FAILED"::equals).hasSize(2);
        assertThat(events).filteredOn(event -> event.startsWith("build: ")).hasSize(2);
    }
}
