package io.github.fdomaven.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class LazyTest {

    private final AtomicInteger computed = new AtomicInteger();
    private final Lazy<Integer> counted = new Lazy<>(computed::incrementAndGet);

    @Test
    void computesTheValueOnce() {
        assertThat(counted.isComputed()).isFalse();
        assertThat(counted.get()).isEqualTo(1);
        assertThat(counted.get()).isEqualTo(1);
    }

    @Test
    void computesInTheBackgroundWithoutAGet() throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);

        new Lazy<>(() -> {
                    done.countDown();
                    return 1;
                })
                .inBackground("test");

        done.await();
    }

    @Test
    void computesOnceInBackgroundAndForeground() {
        assertThat(counted.inBackground("test").get()).isEqualTo(1);
        assertThat(counted.inBackground("test").get()).isEqualTo(1);
    }

    @Test
    void throwsAFailureOfTheBackgroundWhenTheValueIsNeeded() {
        FixableException failure = new FixableException("no engine");
        Lazy<Integer> failing = new Lazy<>(() -> {
            throw failure;
        });

        failing.inBackground("test");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(failing::get)
                .isSameAs(failure);
    }

    @Test
    void takesOnlyAValueThatWasComputed() {
        assertThat(counted.take()).isEmpty();
        assertThatIllegalStateException().isThrownBy(counted::get);
        assertThat(computed).hasValue(0);
    }

    @Test
    void takesTheValueOnce() {
        counted.get();

        assertThat(counted.take()).contains(1);
        assertThat(counted.take()).isEmpty();
    }
}
