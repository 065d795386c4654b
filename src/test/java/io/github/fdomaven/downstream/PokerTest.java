package io.github.fdomaven.downstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.gitlab.GitLab;
import io.github.fdomaven.gitlab.GitLabAddress;
import io.github.fdomaven.gitlab.ProjectId;
import io.github.fdomaven.gitlab.stub.GitLabStub;
import io.github.fdomaven.gitlab.stub.StubAnswer;
import io.github.fdomaven.gitlab.stub.StubPipeline;
import io.github.fdomaven.http.Proxies;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PokerTest {

    private static final NamedImage BASE = named("base", "registry.example.com/group/base:1");
    private static final NamedImage TOOLS = named("tools", "registry.example.com/group/tools:1");

    private final RecordingPokeLog log = new RecordingPokeLog();
    private final Map<NamedImage, String> labels = new HashMap<>(Map.of(BASE, "101", TOOLS, "101"));

    private GitLabStub stub;
    private PokeChain chain = PokeChain.EMPTY;
    private Optional<String> pipelineId = Optional.of("101");
    private Optional<ProjectId> project = Optional.of(new ProjectId("group/base"));
    private final List<Poke> poked = Collections.synchronizedList(new ArrayList<>());
    private boolean force;

    private static NamedImage named(String name, String reference) {
        return new NamedImage(name, Reference.parse(reference), Optional.empty());
    }

    @BeforeEach
    void start() throws IOException {
        stub = new GitLabStub();
        stub.project("group/app").token(Dependents.TOKEN);
        stub.project("group/other").token(Dependents.TOKEN);
    }

    @AfterEach
    void stop() {
        stub.close();
    }

    private Pokes poke(Dependent... dependents) {
        return poke(new Poker.ModuleDependents(List.of(BASE, TOOLS), List.of(dependents)));
    }

    private Pokes poke(Poker.ModuleDependents... modules) {
        GitLab gitlab = new GitLab(
                GitLabAddress.parse(stub.url()), false, Proxies.none(), new Secrets(), (problem, pause) -> {});
        Function<NamedImage, Optional<String>> pipelineLabel = image -> {
            if (!labels.containsKey(image)) {
                throw new FixableException("There is no " + image.reference() + ".");
            }
            return Optional.of(labels.get(image));
        };
        Poker poker = new Poker(gitlab, pipelineLabel, log, Poker.PARALLELISM);
        Poker.Request request = new Poker.Request(List.of(modules), pipelineId, project, chain, force);
        return poker.poke(poker.select(request), poked::add);
    }

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
    void passesTheChainOn() {
        chain = PokeChain.parse("group/first");
        poke(Dependents.of("group/app"));

        assertThat(stub.pipelines())
                .singleElement()
                .extracting(StubPipeline::variables)
                .isEqualTo(Map.of("FDO_POKE_CHAIN", "group/first,group/base"));
    }

    @Test
    void passesNoChainWithoutAProject() {
        project = Optional.empty();
        poke(Dependents.of("group/app"));

        assertThat(stub.pipelines())
                .singleElement()
                .extracting(StubPipeline::variables)
                .isEqualTo(Map.of());
    }

    @Test
    void doesNotPokeInALoop() {
        chain = PokeChain.parse("group/App,group/third");

        Pokes pokes = poke(Dependents.of("group/app"), Dependents.of("group/base"), Dependents.of("group/other"));

        assertThat(pokes.pokes())
                .extracting(Poke::toString)
                .containsExactly(
                        "group/app (main): LOOP: Not poked, because this would be a loop: group/App → group/third →"
                                + " group/base → group/app.",
                        "group/base (main): LOOP: Not poked, because this would be a loop: group/App → group/third →"
                                + " group/base → group/base.",
                        "group/other (main): POKED");
        assertThat(pokes.failure()).isEmpty();
        assertThat(log.events()).contains(pokes.pokes().get(0).toString());
    }

    @Test
    void pokesAProjectNumberUntilThereIsALoop() {
        chain = PokeChain.parse("group/first");
        assertThat(poke(Dependents.of("1")).pokes()).extracting(Poke::outcome).containsExactly(Poke.Outcome.POKED);

        chain = PokeChain.parse("group/base,group/app");
        assertThat(poke(Dependents.of("1")).pokes())
                .extracting(Poke::toString)
                .containsExactly("1 (main): LOOP: Not poked, because there is a loop already: group/base →"
                        + " group/app → group/base. Project 1 may be in it. Replace its number in <project> by its path,"
                        + " so that loops can be detected.");
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
