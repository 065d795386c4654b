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

@Timeout(120)
class MemoizerTest {

    private final ConcurrentLinkedQueue<String> computed = new ConcurrentLinkedQueue<>();

    private Memoizer<String, Integer> memoizer(Function<String, Integer> function) {
        return new Memoizer<>(key -> {
            computed.add(key);
            return function.apply(key);
        });
    }

    @Test
    void computesEachKeyOnce() {
        Memoizer<String, Integer> memoizer = memoizer(String::length);

        assertThat(List.of(memoizer.apply("a"), memoizer.apply("bb"), memoizer.apply("a")))
                .containsExactly(1, 2, 1);
        assertThat(computed).containsExactly("a", "bb");
    }

    @Test
    void remembersFailures() {
        FixableException failure = new FixableException("401");
        Memoizer<String, Integer> memoizer = memoizer(key -> {
            throw failure;
        });

        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(FixableException.class)
                    .isThrownBy(() -> memoizer.apply("a"))
                    .isSameAs(failure);
        }
        assertThat(computed).containsExactly("a");
    }

    @Test
    void waitsForAResultThatIsBeingComputed() {
        Memoizer<String, Integer> memoizer = memoizer(key -> {
            Thread.yield();
            return key.length();
        });

        assertThat(new Parallel(8).map(Collections.nCopies(200, "abc"), memoizer))
                .containsOnly(3);
        assertThat(computed).containsExactly("abc");
    }

    @Test
    void computesDifferentKeysInParallel() {
        CountDownLatch both = new CountDownLatch(2);
        Memoizer<String, Boolean> memoizer = new Memoizer<>(key -> {
            both.countDown();
            try {
                return both.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                return false;
            }
        });

        assertThat(new Parallel(2).map(List.of("a", "b"), memoizer)).containsExactly(true, true);
    }

    @Test
    void throwsErrors() {
        AssertionError defect = new AssertionError("defect");
        Memoizer<String, Integer> memoizer = memoizer(key -> {
            throw defect;
        });

        assertThatIllegalStateException().isThrownBy(() -> memoizer.apply("a")).withCause(defect);
    }

    @Test
    void endsAnInterruptedWait() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        Memoizer<String, Boolean> memoizer = new Memoizer<>(key -> {
            started.countDown();
            try {
                return end.await(60, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                return false;
            }
        });
        Thread other = new Thread(() -> memoizer.apply("a"));
        other.start();
        started.await();

        Thread.currentThread().interrupt();

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> memoizer.apply("a"))
                .withMessage("Interrupted while waiting for a result.");
        assertThat(Thread.interrupted()).isTrue();
        end.countDown();
        other.join();
    }
}
