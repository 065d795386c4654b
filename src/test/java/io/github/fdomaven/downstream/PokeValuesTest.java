package io.github.fdomaven.downstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.fdomaven.gitlab.GitLabToken;
import io.github.fdomaven.gitlab.ProjectId;
import io.github.fdomaven.gitlab.Ref;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PokeValuesTest {

    private static Dependent with(String variable) {
        return new Dependent(
                new ProjectId("group/app"),
                new Ref("main"),
                () -> GitLabToken.trigger("t"),
                Set.of(),
                Map.of(variable, "x"));
    }

    @Test
    void refusesTheVariableOfTheChain() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("FDO_POKE_CHAIN"))
                .withMessage("The plugin itself sets the variable FDO_POKE_CHAIN to detect loops. Remove it from"
                        + " <variables>.");
    }

    @Test
    void refusesAnInvalidVariable() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> with("A B"))
                .withMessageStartingWith("'A B' is not the name");
    }

    @Test
    void toStringOfADependentLeavesOutTheToken() {
        assertThat(Dependents.of("group/app")).hasToString("group/app (main)");
        assertThat(Dependents.poked("group/app", 7)).hasToString("group/app (main): POKED");
        assertThat(Dependents.notPoked("group/app", Poke.Outcome.FAILED, "no"))
                .hasToString("group/app (main): FAILED: no");
    }

    @Test
    void dependsOnAllImagesOrOnSome() {
        assertThat(Dependents.of("group/app").dependsOn("base")).isTrue();
        assertThat(Dependents.of("group/app", "base").dependsOn("base")).isTrue();
        assertThat(Dependents.of("group/app", "base").dependsOn("tools")).isFalse();
    }

    @Test
    void comparesThePipelinesOfDependents() {
        assertThat(Dependents.of("group/app", "base").hasSamePipelineAs(Dependents.of("Group/App", "tools")))
                .isTrue();
        assertThat(Dependents.of("group/app").hasSamePipelineAs(Dependents.of("group/other")))
                .isFalse();
        assertThat(Dependents.of("group/app").hasSamePipelineAs(with("A"))).isFalse();
    }

    @Test
    void parsesAndExtendsAChain() {
        PokeChain chain = PokeChain.parse(" a/b ,, c/d");

        assertThat(chain).hasToString("a/b,c/d");
        assertThat(chain.and(new ProjectId("e/f"))).hasToString("a/b,c/d,e/f");
        assertThat(chain.contains(new ProjectId("C/D"))).isTrue();
        assertThat(chain.contains(new ProjectId("c/d/e"))).isFalse();
        assertThat(PokeChain.parse("")).isEqualTo(PokeChain.EMPTY);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> PokeChain.parse("a/b,c d"))
                .withMessageStartingWith("'c d' is not a GitLab project");
    }

    @Test
    void aPokeHasEitherAPipelineOrAMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Dependents.notPoked("group/app", Poke.Outcome.POKED, "no"));
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Poke(Dependents.of("group/app"), Poke.Outcome.LOOP, Optional.empty(), Optional.empty()));
    }

    @Test
    void listsAllFailuresInOneMessage() {
        Pokes pokes = new Pokes(
                List.of(
                        Dependents.notPoked("a/a", Poke.Outcome.UNKNOWN, "POST x: the connection broke."),
                        Dependents.poked("a/b", 7),
                        Dependents.notPoked("a/c", Poke.Outcome.LOOP, "a → b → a"),
                        Dependents.notPoked("a/d", Poke.Outcome.REFUSED, "POST y: 404 Not Found.")),
                List.of());

        assertThat(pokes.failure())
                .get()
                .isInstanceOf(FixableException.class)
                .hasToString(FixableException.class.getName()
                        + ": 2 of 4 dependents could not be poked:\n"
                        + "  a/a (main): UNKNOWN: POST x: the connection broke.\n"
                        + "  a/d (main): REFUSED: POST y: 404 Not Found.");
    }

    @Test
    void aFailureThatTheUserCanFixDecidesOnTheType() {
        Poke failed = Dependents.notPoked("a/a", Poke.Outcome.FAILED, "no");
        Poke unknown = Dependents.notPoked("a/b", Poke.Outcome.UNKNOWN, "no");
        FdoException broken = new EnvironmentException("The registry broke.");

        assertThat(new Pokes(List.of(failed, unknown), List.of(broken)).failure())
                .get()
                .isInstanceOf(EnvironmentException.class);
        assertThat(new Pokes(List.of(failed), List.of(broken, new FixableException("x"))).failure())
                .get()
                .isInstanceOf(FixableException.class);
        assertThat(new Pokes(
                                List.of(Dependents.poked("a/a", 1), Dependents.notPoked("a/b", Poke.Outcome.LOOP, "l")),
                                List.of())
                        .failure())
                .isEmpty();
    }

    @Test
    void listsUnreadableImages() {
        Pokes pokes = new Pokes(List.of(), List.of(new FixableException("There is no r.example/a:1.")));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> {
                    throw pokes.failure().orElseThrow();
                })
                .withMessage("Could not find out which pipeline built an image:\n  There is no r.example/a:1.")
                .withCause(pokes.unreadableImages().get(0));
    }
}
