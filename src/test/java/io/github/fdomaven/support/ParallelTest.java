package io.github.fdomaven.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class ParallelTest {

    @Property(tries = 50)
    void keepsTheOrderOfTheItems(@ForAll @IntRange(min = 1, max = 9) int limit, @ForAll List<Integer> items) {
        assertThat(new Parallel(limit).map(items, item -> "" + item))
                .isEqualTo(items.stream().map(item -> "" + item).toList());
    }

    @Test
    void usesTheWholeLimit() {
        CyclicBarrier all = new CyclicBarrier(3);

        assertThat(new Parallel(3).map(List.of(1, 2, 3), item -> met(all))).containsExactly(true, true, true);
    }

    @Test
    void staysWithinTheLimit() {
        AtomicInteger working = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();

        new Parallel(2).map(IntStream.range(0, 50).boxed().toList(), item -> {
            most.accumulateAndGet(working.incrementAndGet(), Math::max);
            Thread.yield();
            return working.decrementAndGet();
        });

        assertThat(most).hasValueLessThanOrEqualTo(2);
    }

    @Test
    void refusesALimitBelowOne() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Parallel(0))
                .withMessage("The parallelism must be at least 1, not 0.");
    }

    @Test
    void throwsTheFirstFailureAfterAllItemsAreDone() {
        AtomicInteger done = new AtomicInteger();
        FixableException failure = new FixableException("2");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> new Parallel(1).map(List.of(1, 2, 3, 4), item -> {
                    done.incrementAndGet();
                    if (item == 2) {
                        throw failure;
                    }
                    if (item == 3) {
                        throw new FixableException("3");
                    }
                    return item;
                }))
                .isSameAs(failure);
        assertThat(done).hasValue(4);
    }

    @Test
    void reportsAndKeepsAnInterruption() {
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> new Parallel(1).map(List.of(1), item -> met(new CyclicBarrier(2))))
                .withMessage("Interrupted. Part of the work may be done.");
        assertThat(Thread.interrupted()).isTrue();
    }

    private static boolean met(CyclicBarrier barrier) {
        try {
            barrier.await(60, TimeUnit.SECONDS);
            return true;
        } catch (InterruptedException | BrokenBarrierException | TimeoutException e) {
            return false;
        }
    }
}
