package io.github.fdomaven.downstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.gitlab.stub.StubAnswer;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PokerTest extends PokerTestCase {

    @Test
    void pokesADependentOnceForAllItsImages() {
        Pokes pokes = poke(Dependents.of("group/app"));

        assertThat(stub.pipelines()).hasSize(1);
        assertThat(pokes.failure()).isEmpty();
        assertThat(log.events())
                .containsExactly(
                        "base was built by this pipeline, 101",
                        "tools was built by this pipeline, 101",
                        "poking group/app (main) for [base, tools]",
                        "group/app (main): POKED " + stub.url() + "/group/app/-/pipelines/1001");
    }

    @Test
    void pokesNoDependentsOfImagesFromAnotherPipeline() {
        labels.put(BASE, "100");
        labels.put(TOOLS, "");

        assertThat(poke(Dependents.of("group/app")).pokes()).isEmpty();
        assertThat(stub.requests()).isEmpty();
        assertThat(log.events())
                .containsExactly(
                        "base was built by 100, not by 101",
                        "tools was built by an unknown pipeline, not by 101",
                        "nothing to poke");
    }

    @Test
    void pokesOnlyDependentsOfRebuiltImages() {
        labels.put(TOOLS, "100");

        Pokes pokes = poke(Dependents.of("group/other", "tools"), Dependents.of("group/app", "tools", "base"));

        assertThat(pokes.pokes()).extracting(Poke::toString).containsExactly("group/app (main): POKED");
        assertThat(log.events()).contains("poking group/app (main) for [base]");
    }

    @Test
    void pokesNothingOutsideAPipeline() {
        pipelineId = Optional.empty();
        labels.clear();

        Pokes pokes = poke(Dependents.withoutToken("group/app"));

        assertThat(pokes.pokes()).isEmpty();
        assertThat(pokes.failure()).isEmpty();
        assertThat(stub.requests()).isEmpty();
        assertThat(log.events()).containsExactly("outside a pipeline");
    }

    @Test
    void readsNoLabelOfAnImageWithoutDependents() {
        labels.remove(TOOLS);

        assertThat(poke(Dependents.of("group/app", "base")).failure()).isEmpty();
        assertThat(stub.pipelines()).hasSize(1);
        assertThat(log.events()).noneMatch(event -> event.contains("tools"));
    }

    @Test
    void needsTheTokensOfThoseDependentsOnlyThatArePoked() {
        labels.put(TOOLS, "100");
        chain = PokeChain.parse("group/third");

        Pokes pokes = poke(
                Dependents.withoutToken("group/other", "tools"),
                Dependents.withoutToken("group/third", "base"),
                Dependents.of("group/app", "base"));

        assertThat(pokes.pokes()).extracting(Poke::outcome).containsExactly(Poke.Outcome.LOOP, Poke.Outcome.POKED);
    }

    @Test
    void namesAllMissingTokensBeforeTheFirstPoke() {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> poke(
                        Dependents.of("group/app"),
                        Dependents.withoutToken("group/one"),
                        Dependents.withoutToken("group/two")))
                .withMessage("group/one has no token.\ngroup/two has no token.");
        assertThat(stub.requests()).isEmpty();
        assertThat(poked).isEmpty();
    }

    @Test
    void pokesAllDependentsWithForce() {
        pipelineId = Optional.empty();
        force = true;
        labels.put(TOOLS, " ");

        assertThat(poke(Dependents.of("group/app")).failure()).isEmpty();
        assertThat(stub.pipelines()).hasSize(1);
        assertThat(log.events())
                .startsWith("base was built by 101: forced", "tools was built by an unknown pipeline: forced");
    }

    @Test
    void pokesTheOtherDependentsIfAnImageIsMissing() {
        labels.remove(BASE);

        Pokes pokes = poke(Dependents.of("group/other", "base"), Dependents.of("group/app"));

        assertThat(pokes.pokes()).extracting(Poke::toString).containsExactly("group/app (main): POKED");
        assertThat(pokes.failure())
                .get()
                .isInstanceOf(FixableException.class)
                .extracting(Throwable::getMessage)
                .isEqualTo("Could not find out which pipeline built an image:\n"
                        + "  There is no registry.example.com/group/base:1.");
    }

    @Test
    void attemptsAllDependentsAndKeepsTheirOrder() {
        Dependent missing = Dependents.of("group/missing");
        stub.fail("POST /api/v4/projects/group%2Fother/", 1, StubAnswer.dropped());

        Pokes pokes = poke(missing, Dependents.of("group/other"), Dependents.of("group/app"));

        assertThat(pokes.pokes())
                .extracting(Poke::outcome)
                .containsExactly(Poke.Outcome.REFUSED, Poke.Outcome.UNKNOWN, Poke.Outcome.POKED);
        assertThat(pokes.failure()).get().isInstanceOf(FixableException.class);
        assertThat(pokes.failure().orElseThrow().getMessage())
                .startsWith("2 of 3 dependents could not be poked:\n  group/missing (main): REFUSED: POST " + stub.url()
                        + "/api/v4/projects/group%2Fmissing/trigger/pipeline: 404 Not Found. ")
                .contains("\n  group/other (main): UNKNOWN: POST ")
                .doesNotContain(Dependents.TOKEN);
        assertThat(log.events().toString() + pokes).doesNotContain(Dependents.TOKEN);
    }

    @Test
    void announcesAPokeAsUnknownBeforeTheRequest() {
        Pokes pokes = poke(Dependents.of("group/app"));

        assertThat(sent).containsExactly(0, 1);
        assertThat(poked)
                .extracting(Poke::toString)
                .containsExactly(
                        "group/app (main): UNKNOWN: The goal ended before GitLab answered. Look for a pipeline in the"
                                + " project before you poke it again.",
                        "group/app (main): POKED");
        assertThat(pokes.pokes()).containsExactly(poked.get(1));
    }

    @Test
    void announcesNoRequestOfADependentInALoop() {
        chain = PokeChain.parse("group/app");

        poke(Dependents.of("group/app"));

        assertThat(poked).extracting(Poke::outcome).containsExactly(Poke.Outcome.LOOP);
    }

    @Test
    void pokesSeveralDependentsInParallel() {
        Dependent[] all = IntStream.range(0, 100)
                .mapToObj(i -> "group/app" + i)
                .peek(path -> stub.project(path).token(Dependents.TOKEN))
                .map(Dependents::of)
                .toArray(Dependent[]::new);
        stub.holdUntil(Poker.PARALLELISM);

        Pokes pokes = poke(all);

        assertThat(pokes.failure()).isEmpty();
        assertThat(pokes.pokes()).extracting(Poke::dependent).containsExactly(all);
        assertThat(stub.pipelines()).hasSize(100);
        assertThat(stub.maxConcurrent()).isEqualTo(Poker.PARALLELISM);
    }

    @Test
    void pokesADependentOfSeveralModulesOnce() {
        Pokes pokes = poke(
                new Poker.ModuleDependents(List.of(BASE), List.of(Dependents.of("group/app"))),
                new Poker.ModuleDependents(
                        List.of(TOOLS), List.of(Dependents.of("Group/App"), Dependents.of("group/other"))));

        assertThat(pokes.pokes())
                .extracting(Poke::toString)
                .containsExactly("group/app (main): POKED", "group/other (main): POKED");
        assertThat(log.events())
                .contains("poking group/app (main) for [base, tools]", "poking group/other (main) for [tools]");
    }

    @Test
    void stopsIfInterrupted() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> poke(Dependents.of("group/app")))
                .withMessage("Interrupted. Part of the work may be done.");
        assertThat(Thread.interrupted()).isTrue();
    }
}
