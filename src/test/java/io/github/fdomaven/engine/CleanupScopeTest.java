package io.github.fdomaven.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class CleanupScopeTest {

    private final List<String> released = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final CleanupScope scope = new CleanupScope(warnings::add);

    @Test
    void releasesInReverseOrder() {
        assertThat(acquire("image")).isEqualTo("image");
        acquire("tag");
        assertThat(released).isEmpty();

        scope.close();

        assertThat(released).containsExactly("tag", "image");
        assertThat(warnings).isEmpty();
    }

    @Test
    void keepsTheFirstFailureIfAReleaseFailsToo() {
        RuntimeException failure = new FixableException("no such network");
        EnvironmentException second = new EnvironmentException("no answer");

        CleanupScope.releaseAfter(failure, () -> {
            throw second;
        });
        CleanupScope.releaseAfter(failure, () -> released.add("volume"));

        assertThat(failure).hasSuppressedException(second);
        assertThat(released).containsExactly("volume");
    }

    @Test
    void keepsWhatIsCommitted() {
        acquire("image");
        scope.commit();

        scope.close();

        assertThat(released).isEmpty();
    }

    @Test
    void releasesWhatIsAcquiredAfterACommit() {
        acquire("image");
        scope.commit();
        acquire("tag");

        scope.close();

        assertThat(released).containsExactly("tag");
    }

    @Test
    void releasesNothingIfAcquiringFails() {
        EnvironmentException failure = new EnvironmentException("disk full");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> scope.<String>acquire(
                        () -> {
                            throw failure;
                        },
                        released::add))
                .isSameAs(failure);
        scope.close();

        assertThat(released).isEmpty();
    }

    @Test
    void reportsAnInterruptionInsteadOfTheFailureThatItCauses() {
        FixableException failure = new FixableException("The step exec failed: it ended with status 137.");

        assertThatThrownBy(() -> scope.run(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThatThrownBy(() -> scope.run(() -> {
                    scope.close();
                    throw failure;
                }))
                .isInstanceOf(EnvironmentException.class)
                .hasMessage("Interrupted.")
                .hasCause(failure);
    }

    @Test
    void releasesTheRestIfAReleaseFails() {
        acquire("image");
        scope.acquire(() -> "tag", tag -> {
            throw new EnvironmentException("the engine is gone");
        });
        acquire("container");

        scope.close();

        assertThat(released).containsExactly("container", "image");
        assertThat(warnings).containsExactly("the engine is gone");
    }

    @Test
    void releasesOnlyOnce() {
        acquire("image");

        scope.close();
        scope.close();

        assertThat(released).containsExactly("image");
    }

    @Test
    void acquiresNothingAfterAnInterruption() {
        scope.close();

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> acquire("image"))
                .withMessage("Interrupted.");
        assertThat(released).isEmpty();
    }

    /** Limits so long that only the end of the work can end a shutdown. */
    private static final CleanupScope.Limits PATIENT =
            new CleanupScope.Limits(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMinutes(1));

    @Test
    @Timeout(60)
    void waitsAtShutdownUntilAResourceIsAcquired() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch reported = new CountDownLatch(1);
        CleanupScope patient = new CleanupScope(text -> reported.countDown(), PATIENT);
        patient.acquire(() -> "container", released::add);
        CompletableFuture<?> work = CompletableFuture.runAsync(() -> patient.finish(() -> {
            working.countDown();
            await(reported);
            return released.add("commit");
        }));
        working.await();

        patient.cleanUpAtShutdown();

        assertThat(released).containsExactly("commit", "container");
        work.join();
        assertThatThrownBy(() -> patient.finish(() -> "more")).hasMessage("Interrupted.");
        patient.close();
    }

    @Test
    @Timeout(60)
    void tellsAtShutdownWhatItWaitsForAndGivesUpAtTheLimit() throws Exception {
        CountDownLatch working = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        CleanupScope impatient = new CleanupScope(
                warnings::add,
                new CleanupScope.Limits(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(1)));
        CompletableFuture<?> work = CompletableFuture.runAsync(() -> impatient.finish(() -> {
            working.countDown();
            return await(ended);
        }));
        working.await();

        impatient.cleanUpAtShutdown();

        assertThat(warnings)
                .containsExactly(
                        "Interrupted. Waiting up to 0 s for the engine, to remove what it is creating.",
                        "The engine does not respond. Containers or images of this run may remain in it."
                                + " The next build on this engine removes them.");
        ended.countDown();
        work.join();
        impatient.close();
    }

    private static boolean await(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private String acquire(String resource) {
        return scope.acquire(() -> resource, released::add);
    }
}
