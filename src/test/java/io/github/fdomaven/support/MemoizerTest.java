package io.github.fdomaven.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class MemoizerTest {

    private final ConcurrentLinkedQueue<String> asked = new ConcurrentLinkedQueue<>();

    private Memoizer<String, Integer> once(Function<String, Integer> question) {
        return new Memoizer<>(about -> {
            asked.add(about);
            return question.apply(about);
        });
    }

    @Test
    void eachQuestionIsAskedOnce() {
        Memoizer<String, Integer> once = once(String::length);

        assertThat(List.of(once.apply("a"), once.apply("bb"), once.apply("a"))).containsExactly(1, 2, 1);
        assertThat(asked).containsExactly("a", "bb");
    }

    @Test
    void aFailureIsAnAnswerToo() {
        FixableException failure = new FixableException("401");
        Memoizer<String, Integer> once = once(about -> {
            throw failure;
        });

        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(FixableException.class)
                    .isThrownBy(() -> once.apply("a"))
                    .isSameAs(failure);
        }
        assertThat(asked).containsExactly("a");
    }

    @Test
    void whoAsksWhatIsBeingAskedWaitsForThatAnswer() {
        Memoizer<String, Integer> once = once(about -> {
            Thread.yield();
            return about.length();
        });

        assertThat(new Parallel(8).map(Collections.nCopies(200, "abc"), once)).containsOnly(3);
        assertThat(asked).containsExactly("abc");
    }

    @Test
    void differentQuestionsAreAskedSideBySide() {
        CountDownLatch both = new CountDownLatch(2);
        Memoizer<String, Boolean> once = new Memoizer<>(about -> {
            both.countDown();
            try {
                return both.await(10, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                return false;
            }
        });

        assertThat(new Parallel(2).map(List.of("a", "b"), once)).containsExactly(true, true);
    }

    @Test
    void aDefectIsNotSwallowed() {
        AssertionError defect = new AssertionError("defect");
        Memoizer<String, Integer> once = once(about -> {
            throw defect;
        });

        assertThatIllegalStateException().isThrownBy(() -> once.apply("a")).withCause(defect);
    }
}
