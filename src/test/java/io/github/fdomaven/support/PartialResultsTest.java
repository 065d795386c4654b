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

    private static String work(int item) {
        if (item % 3 == 0) {
            throw new FixableException("fix " + item);
        }
        if (item % 3 == 1) {
            throw new EnvironmentException("broken " + item);
        }
        return "done " + item;
    }

    @Property(tries = 30)
    void keepsTheOrderOfTheItems(@ForAll @IntRange(max = 40) int size) {
        PartialResults<String> results =
                PartialResults.of(IntStream.range(0, size).boxed().toList(), PartialResultsTest::work);

        assertThat(results.results())
                .isEqualTo(IntStream.range(0, size)
                        .filter(item -> item % 3 == 2)
                        .mapToObj(item -> "done " + item)
                        .toList());
        assertThat(results.failures())
                .extracting(FdoException::getMessage)
                .isEqualTo(IntStream.range(0, size)
                        .filter(item -> item % 3 != 2)
                        .mapToObj(item -> (item % 3 == 0 ? "fix " : "broken ") + item)
                        .toList());
    }

    @Test
    void throwsNothingIfNoItemFailed() {
        assertThatNoException()
                .isThrownBy(() -> PartialResults.of(List.of(2, 5), PartialResultsTest::work)
                        .check());
    }

    @Test
    void throwsASingleFailureAsItIs() {
        PartialResults<String> results = PartialResults.of(List.of(2, 4), PartialResultsTest::work);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(results::check)
                .isSameAs(results.failures().get(0));
    }

    @Test
    void joinsSeveralFailures() {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> PartialResults.of(List.of(1, 2, 3), PartialResultsTest::work)
                        .check())
                .withMessage("broken 1\nfix 3");
    }

    @Test
    void throwsOtherExceptions() {
        assertThatIllegalStateException()
                .isThrownBy(() -> PartialResults.of(List.of(1), item -> {
                    throw new IllegalStateException("defect");
                }))
                .withMessage("defect");
    }
}
