package io.github.fdomaven.downstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.gitlab.GitLabAddress;
import io.github.fdomaven.gitlab.GitLabListener;
import io.github.fdomaven.gitlab.HttpGitLab;
import io.github.fdomaven.gitlab.ProjectId;
import io.github.fdomaven.gitlab.stub.GitLabStub;
import io.github.fdomaven.gitlab.stub.StubAnswer;
import io.github.fdomaven.gitlab.stub.StubPipeline;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        HttpGitLab gitlab =
                new HttpGitLab(GitLabAddress.parse(stub.url()), false, new Secrets(), new GitLabListener() {});
        PipelineLabels known = image -> {
            if (!labels.containsKey(image)) {
                throw new FixableException("There is no " + image.reference() + ".");
            }
            return Optional.of(labels.get(image));
        };
        return new Poker(gitlab, known, log, Poker.PARALLELISM)
                .poke(
                        new PokeRequest(List.of(BASE, TOOLS), List.of(dependents), pipelineId, project, chain, force),
                        poked::add);
    }

    @Test
    void aDependentIsPokedOnceHoweverManyOfItsImagesWereRebuilt() {
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
    void nobodyIsPokedForWhatAnotherPipelineBuilt() {
        labels.put(BASE, "100");
        labels.put(TOOLS, "");

        assertThat(poke(Dependents.of("group/app")).pokes()).isEmpty();
        assertThat(stub.requests()).isEmpty();
        assertThat(log.events())
                .containsExactly(
                        "base was built by 100, not by 101", "tools was built by nobody knows whom, not by 101");
    }

    @Test
    void onlyThoseAreConcernedWhoseImagesWereRebuilt() {
        labels.put(TOOLS, "100");

        Pokes pokes = poke(Dependents.of("group/other", "tools"), Dependents.of("group/app", "tools", "base"));

        assertThat(pokes.pokes()).extracting(Poke::toString).containsExactly("group/app (main): POKED");
        assertThat(log.events()).contains("poking group/app (main) for [base]");
    }

    @Test
    void withoutAPipelineItIsNotKnown() {
        pipelineId = Optional.empty();

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> poke(Dependents.of("group/app")))
                .withMessage(
                        "CI_PIPELINE_ID is not set, so it cannot be known which images were built by this pipeline. Run"
                                + " the goal in a pipeline of GitLab, or poke the dependents whoever built the images:"
                                + " -Dfdo.poke.force=true.");
        assertThat(log.events()).isEmpty();
    }

    @Test
    void forceMakesItAllTheSame() {
        pipelineId = Optional.empty();
        force = true;
        labels.put(TOOLS, " ");

        assertThat(poke(Dependents.of("group/app")).failure()).isEmpty();
        assertThat(stub.pipelines()).hasSize(1);
        assertThat(log.events())
                .startsWith("base was built by 101: forced", "tools was built by nobody knows whom: forced");
    }

    @Test
    void anImageThatIsNotThereKeepsNobodyElseFromBeingPoked() {
        labels.remove(BASE);

        Pokes pokes = poke(Dependents.of("group/other", "base"), Dependents.of("group/app"));

        assertThat(pokes.pokes()).extracting(Poke::toString).containsExactly("group/app (main): POKED");
        assertThat(pokes.failure())
                .get()
                .isInstanceOf(FixableException.class)
                .extracting(Throwable::getMessage)
                .isEqualTo("It could not be found out which pipeline built an image:\n"
                        + "  There is no registry.example.com/group/base:1.");
    }

    @Test
    void anImageThatNobodyKnowsIsABadSetting() {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> poke(Dependents.of("group/other"), Dependents.of("group/app", "bse")))
                .withMessage(
                        "The dependent group/app names the image 'bse' in <images>, but there is none of that name. The images"
                                + " are: 'base', 'tools'.");
        assertThat(stub.requests()).isEmpty();
    }

    @Test
    void allAreAttemptedAndTheOrderIsTheirs() {
        Dependent nobody = Dependents.of("group/nobody");
        stub.fail("POST /api/v4/projects/group%2Fother/", 1, StubAnswer.dropped());

        Pokes pokes = poke(nobody, Dependents.of("group/other"), Dependents.of("group/app"));

        assertThat(pokes.pokes())
                .extracting(Poke::outcome)
                .containsExactly(PokeOutcome.REFUSED, PokeOutcome.UNKNOWN, PokeOutcome.POKED);
        assertThat(pokes.failure()).get().isInstanceOf(FixableException.class);
        assertThat(pokes.failure().orElseThrow().getMessage())
                .startsWith("2 of 3 dependents could not be poked:\n  group/nobody (main): REFUSED: POST " + stub.url()
                        + "/api/v4/projects/group%2Fnobody/trigger/pipeline: 404 Not Found. ")
                .contains("\n  group/other (main): UNKNOWN: POST ")
                .doesNotContain(Dependents.TOKEN);
        assertThat(log.events().toString() + pokes).doesNotContain(Dependents.TOKEN);
    }

    @Test
    void theChainIsHandedOn() {
        chain = PokeChain.parse("group/first");
        poke(Dependents.of("group/app"));

        assertThat(stub.pipelines())
                .singleElement()
                .extracting(StubPipeline::variables)
                .isEqualTo(Map.of("FDO_POKE_CHAIN", "group/first,group/base"));
    }

    @Test
    void withoutAProjectThereIsNothingToAdd() {
        project = Optional.empty();
        poke(Dependents.of("group/app"));

        assertThat(stub.pipelines())
                .singleElement()
                .extracting(StubPipeline::variables)
                .isEqualTo(Map.of());
    }

    @Test
    void aLoopIsNamedAndLeftOut() {
        chain = PokeChain.parse("group/App,group/third");

        Pokes pokes = poke(Dependents.of("group/app"), Dependents.of("group/base"), Dependents.of("group/other"));

        assertThat(pokes.pokes())
                .extracting(Poke::toString)
                .containsExactly(
                        "group/app (main): LOOP: Not poked, for that would go in a circle: group/App → group/third →"
                                + " group/base → group/app.",
                        "group/base (main): LOOP: Not poked, for that would go in a circle: group/App → group/third →"
                                + " group/base → group/base.",
                        "group/other (main): POKED");
        assertThat(pokes.failure()).isEmpty();
        assertThat(log.events()).contains(pokes.pokes().get(0).toString());
    }

    @Test
    void aNumberIsPokedUntilTheChainComesBack() {
        chain = PokeChain.parse("group/first");
        assertThat(poke(Dependents.of("1")).pokes()).extracting(Poke::outcome).containsExactly(PokeOutcome.POKED);

        chain = PokeChain.parse("group/base,group/app");
        assertThat(poke(Dependents.of("1")).pokes())
                .extracting(Poke::toString)
                .containsExactly("1 (main): LOOP: Not poked, for pokes have gone in a circle already: group/base →"
                        + " group/app → group/base. Project 1 may be part of that, which only its path would tell: give"
                        + " that instead of the number.");
    }

    @Test
    void manyArePokedAtATimeButNotTooMany() {
        Dependent[] all = IntStream.range(0, 100)
                .mapToObj(i -> "group/app" + i)
                .peek(path -> stub.project(path).token(Dependents.TOKEN))
                .map(Dependents::of)
                .toArray(Dependent[]::new);
        stub.delay(Duration.ofMillis(200));

        Pokes pokes = poke(all);

        assertThat(pokes.failure()).isEmpty();
        assertThat(pokes.pokes()).extracting(Poke::dependent).containsExactly(all);
        assertThat(stub.pipelines()).hasSize(100);
        assertThat(stub.mostAtOnce()).isEqualTo(8);
    }

    @Test
    void whoIsInterruptedPokesNoMore() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> poke(Dependents.of("group/app")))
                .withMessage("Interrupted. Part of the work may be done.");
        assertThat(Thread.interrupted()).isTrue();
    }
}
