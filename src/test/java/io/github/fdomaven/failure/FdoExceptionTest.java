package io.github.fdomaven.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FdoExceptionTest {

    private static final Throwable CAUSE = new IllegalStateException("cause");

    @Test
    void isEitherFixableOrOfTheEnvironment() {
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
    void needsNoCause() {
        List<FdoException> failures = List.of(new FixableException("message"), new EnvironmentException("message"));

        assertThat(failures)
                .allSatisfy(failure -> assertThat(failure).hasMessage("message").hasNoCause());
    }
}
