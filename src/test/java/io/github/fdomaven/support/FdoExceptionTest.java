package io.github.fdomaven.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FdoExceptionTest {

    private static final Throwable CAUSE = new IllegalStateException("cause");

    @Test
    void hasTwoKinds() {
        assertThat(FdoException.class.getPermittedSubclasses())
                .containsExactlyInAnyOrder(FixableException.class, EnvironmentException.class);
    }

    @Test
    void keepsItsMessageAndItsCause() {
        List<FdoException> failures =
                List.of(new FixableException("message", CAUSE), new EnvironmentException("message", CAUSE));

        assertThat(failures)
                .allSatisfy(failure -> assertThat(failure).hasMessage("message").hasCause(CAUSE));
    }

    @Test
    void hasNoCauseByDefault() {
        List<FdoException> failures = List.of(new FixableException("message"), new EnvironmentException("message"));

        assertThat(failures)
                .allSatisfy(failure -> assertThat(failure).hasMessage("message").hasNoCause());
    }

    @Test
    void joinsNothingToNothing() {
        assertThat(FdoException.joined(List.of())).isEmpty();
    }

    @Test
    void keepsASingleFailureAsItIs() {
        FdoException fixable = new FixableException("one", CAUSE);
        FdoException broken = new EnvironmentException("two");

        assertThat(FdoException.joined(List.of(fixable))).get().isSameAs(fixable);
        assertThat(FdoException.joined(List.of(broken))).get().isSameAs(broken);
    }

    @Test
    void joinsMessagesLineByLine() {
        FdoException first = new EnvironmentException(List.of("one", "  and more"));

        FdoException joined = FdoException.joined(
                        List.of(first, new EnvironmentException("two"), new EnvironmentException("three")))
                .orElseThrow();

        assertThat(joined)
                .isInstanceOf(EnvironmentException.class)
                .hasMessage("one\n  and more\ntwo\nthree")
                .hasCause(first);
    }

    @Test
    void isFixableIfOneOfTheFailuresIs() {
        FdoException fixable = new FixableException("fix it");
        FdoException broken = new EnvironmentException("broken");

        assertThat(FdoException.joined(List.of(broken, fixable)).orElseThrow())
                .isInstanceOf(FixableException.class)
                .hasMessage("broken\nfix it")
                .hasCause(broken);
        assertThat(FdoException.joined(List.of(fixable, broken)).orElseThrow())
                .isInstanceOf(FixableException.class)
                .hasMessage("fix it\nbroken")
                .hasCause(fixable);
    }
}
