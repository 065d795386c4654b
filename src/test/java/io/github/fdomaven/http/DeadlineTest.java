package io.github.fdomaven.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private static final long SHORT = 1;
    private static final long LONG = Duration.ofHours(1).toNanos();

    private final ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1);

    private final Semaphore runs = new Semaphore(0);
    private final Deadline deadline = new Deadline(runs::release, executor);

    @AfterEach
    void stop() {
        executor.shutdownNow();
    }

    @Test
    void runsTheActionAtItsEnd() throws Exception {
        deadline.set(SHORT);

        runs.acquire();
        assertThat(deadline.clear()).isFalse();
    }

    @Test
    void endsBeforeAnEarlierWaitWouldHaveEnded() throws Exception {
        deadline.set(LONG);
        assertThat(deadline.clear()).isTrue();
        deadline.set(SHORT);

        runs.acquire();
        assertThat(deadline.clear()).isFalse();
    }

    @Test
    void startsOneTimerForManyWaits() {
        for (int i = 0; i < 1000; i++) {
            deadline.set(LONG);
            assertThat(deadline.clear()).isTrue();
        }

        assertThat(executor.getQueue()).hasSize(1);
    }

    /** The timer of the first wait is late: it runs in the second wait. */
    @Test
    void doesNotEndBeforeItsTime() throws Exception {
        CountDownLatch isLate = new CountDownLatch(1);
        executor.execute(() -> await(isLate));
        deadline.set(SHORT);
        assertThat(deadline.clear()).isTrue();
        deadline.set(LONG);
        isLate.countDown();
        executor.schedule(() -> {}, SHORT, TimeUnit.MILLISECONDS).get();

        assertThat(deadline.clear()).isTrue();
        assertThat(runs.availablePermits()).isZero();
        assertThat(executor.getQueue()).hasSize(1);
    }

    @Test
    void doesNotEndAfterItIsCleared() throws Exception {
        CountDownLatch isLate = new CountDownLatch(1);
        executor.execute(() -> await(isLate));
        deadline.set(SHORT);
        assertThat(deadline.clear()).isTrue();
        isLate.countDown();
        executor.schedule(() -> {}, SHORT, TimeUnit.MILLISECONDS).get();

        assertThat(runs.availablePermits()).isZero();
        assertThat(executor.getQueue()).isEmpty();
    }

    @Test
    void stopsItsTimerWhenItIsCancelled() {
        executor.setRemoveOnCancelPolicy(true);
        deadline.set(LONG);

        deadline.cancel();

        assertThat(executor.getQueue()).isEmpty();
        assertThat(deadline.clear()).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
