package io.github.fdomaven.parallel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.github.fdomaven.failure.EnvironmentException;
import io.github.fdomaven.failure.FdoException;
import io.github.fdomaven.failure.FixableException;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class AttemptsTest {

    private static String work(int thing) {
        if (thing % 3 == 0) {
            throw new FixableException("fix " + thing);
        }
        if (thing % 3 == 1) {
            throw new EnvironmentException("broken " + thing);
        }
        return "done " + thing;
    }

    @Property(tries = 30)
    void resultsAndFailuresAreInTheOrderOfTheThings(@ForAll @IntRange(max = 40) int size) {
        Attempts<String> attempts = Attempts.of(IntStream.range(0, size).boxed().toList(), AttemptsTest::work);

        assertThat(attempts.results())
                .isEqualTo(IntStream.range(0, size)
                        .filter(thing -> thing % 3 == 2)
                        .mapToObj(thing -> "done " + thing)
                        .toList());
        assertThat(attempts.failures())
                .extracting(FdoException::getMessage)
                .isEqualTo(IntStream.range(0, size)
                        .filter(thing -> thing % 3 != 2)
                        .mapToObj(thing -> (thing % 3 == 0 ? "fix " : "broken ") + thing)
                        .toList());
    }

    @Test
    void nothingIsThrownIfNothingFailed() {
        assertThatNoException()
                .isThrownBy(() -> Attempts.of(List.of(2, 5), AttemptsTest::work).check());
    }

    @Test
    void theOneFailureIsThrownAsItIs() {
        Attempts<String> attempts = Attempts.of(List.of(2, 4), AttemptsTest::work);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(attempts::check)
                .isSameAs(attempts.failures().get(0));
    }

    @Test
    void allFailuresAreSaidAndTheOneToFixDecides() {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(
                        () -> Attempts.of(List.of(1, 2, 3), AttemptsTest::work).check())
                .withMessage("broken 1\nfix 3");
    }

    @Test
    void aDefectIsNoFailureOfAnAttempt() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Attempts.of(List.of(1), thing -> {
                    throw new IllegalStateException("defect");
                }))
                .withMessage("defect");
    }
}
