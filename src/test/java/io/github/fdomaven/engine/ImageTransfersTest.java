package io.github.fdomaven.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.fixture.EngineImages;
import io.github.fdomaven.fixture.InMemoryEngine;
import io.github.fdomaven.http.FakeTime;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageTransfersTest {

    private static final Reference TAG = Reference.parse("registry.example.org/app/debian/bookworm:1");
    private static final EngineImage IMAGE = EngineImages.image(InMemoryEngine.COMMITTED, Map.of());

    private final InMemoryEngine engine = new InMemoryEngine().with(TAG, IMAGE);
    private final FakeTime time = new FakeTime();
    private final RecordingTransferLog log = new RecordingTransferLog();
    private final ImageTransfers transfers = new ImageTransfers(log, time);

    @Test
    void pushesOnceIfThePushSucceeds() {
        transfers.push(engine, TAG, "base");

        assertThat(engine.events()).containsExactly("push " + TAG);
        assertThat(log.events()).containsExactly("pushing " + TAG);
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void pullsThePlatform() {
        assertThat(transfers.pull(engine, TAG, Optional.of(Platform.parse("linux/arm64")), "base"))
                .isEqualTo(IMAGE);

        assertThat(engine.events()).containsExactly("pull " + TAG + " for linux/arm64");
        assertThat(log.events()).containsExactly("pulling " + TAG);
    }

    @Test
    void reportsTheEndOfEachTransfer() {
        transfers.pull(engine, TAG, Optional.empty(), "base");
        engine.fail("push", new FixableException("denied"));
        assertThatExceptionOfType(FixableException.class).isThrownBy(() -> transfers.push(engine, TAG, "base"));

        assertThat(log.ended()).isEqualTo(2);
        assertThat(log.running()).isEmpty();
    }

    @Test
    void retriesAFailureOfTheEnvironment() {
        engine.fail("push", new EnvironmentException("503"));
        log.onWarning(engine::heal);

        transfers.push(engine, TAG, "base");

        assertThat(engine.events()).hasSize(2);
        assertThat(log.events())
                .containsExactly("pushing " + TAG, "warning: 503 Trying again in 1.0 s.", "pushing " + TAG);
    }

    @Test
    void givesUpAfterFiveAttemptsWithGrowingPauses() {
        EnvironmentException failure = new EnvironmentException("503");
        engine.fail("pull", failure);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> transfers.pull(engine, TAG, Optional.empty(), "base"))
                .withMessage("503 Gave up after 5 attempts.")
                .withCause(failure);

        assertThat(engine.events()).hasSize(5);
        assertThat(time.pauses()).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L);
    }

    @Test
    void givesUpAMinuteAfterTheFirstFailure() {
        engine.fail("push", new EnvironmentException("503"));
        engine.when("push", () -> sleep(Duration.ofSeconds(30)));

        assertThatExceptionOfType(EnvironmentException.class).isThrownBy(() -> transfers.push(engine, TAG, "base"));

        assertThat(engine.events()).hasSize(3);
    }

    @Test
    void doesNotRetryAPullThatIsNotRequired() {
        EnvironmentException failure = new EnvironmentException("no route to host");
        engine.fail("pull", failure);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> transfers.pullOnce(engine, TAG, Optional.empty(), "base"))
                .isSameAs(failure);

        assertThat(engine.events()).hasSize(1);
    }

    @Test
    void doesNotRetryWhatTheRegistryRefuses() {
        FixableException refusal = new FixableException("denied");
        engine.fail("push", refusal);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> transfers.push(engine, TAG, "base"))
                .isSameAs(refusal);

        assertThat(engine.events()).hasSize(1);
    }

    @Test
    void stopsWhenItIsInterrupted() {
        engine.fail("push", new EnvironmentException("503"));
        time.interrupt();

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> transfers.push(engine, TAG, "base"))
                .withMessage("Interrupted while waiting for the next attempt: 503");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(engine.events()).hasSize(1);
    }

    private void sleep(Duration pause) {
        try {
            time.sleep(pause);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
