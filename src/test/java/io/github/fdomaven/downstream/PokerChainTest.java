package io.github.fdomaven.downstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.gitlab.stub.StubPipeline;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The chain of pokes, and loops in it. */
class PokerChainTest extends PokerTestCase {

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
}
