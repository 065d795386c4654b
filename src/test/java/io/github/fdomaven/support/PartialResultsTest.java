package io.github.fdomaven.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class PartialResultsTest {

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
        PartialResults<String> attempts =
                PartialResults.of(IntStream.range(0, size).boxed().toList(), PartialResultsTest::work);

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
                .isThrownBy(() -> PartialResults.of(List.of(2, 5), PartialResultsTest::work)
                        .check());
    }

    @Test
    void theOneFailureIsThrownAsItIs() {
        PartialResults<String> attempts = PartialResults.of(List.of(2, 4), PartialResultsTest::work);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(attempts::check)
                .isSameAs(attempts.failures().get(0));
    }

    @Test
    void allFailuresAreSaidAndTheOneToFixDecides() {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> PartialResults.of(List.of(1, 2, 3), PartialResultsTest::work)
                        .check())
                .withMessage("broken 1\nfix 3");
    }

    @Test
    void aDefectIsNoFailureOfAnAttempt() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PartialResults.of(List.of(1), thing -> {
                    throw new IllegalStateException("defect");
                }))
                .withMessage("defect");
    }
}
