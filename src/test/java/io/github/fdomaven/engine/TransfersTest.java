package io.github.fdomaven.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.fixture.InMemoryEngine;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TransfersTest {

    private static final Reference TAG = Reference.parse("registry.example.org/app/debian/bookworm:1");
    private static final EngineImage IMAGE = InMemoryEngine.image(InMemoryEngine.COMMITTED, Map.of());

    private final List<String> log = new ArrayList<>();
    private final TransferLog listener = new RecordingTransferLog();
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final InMemoryEngine engine = new InMemoryEngine(registry);
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private final Transfers transfers = new Transfers(listener, () -> now, this::pause);

    @BeforeEach
    void hasAnImage() {
        engine.with(TAG, IMAGE);
    }

    @Test
    void pushesOnceIfThatIsEnough() {
        transfers.push(engine, TAG, "base");

        assertThat(registry.has(TAG)).isTrue();
        assertThat(engine.events()).containsExactly("push " + TAG);
        assertThat(log).containsExactly("pushing " + TAG);
        assertThat(pauses).isEmpty();
    }

    @Test
    void pullsOnceIfThatIsEnough() {
        Optional<Platform> platform = Optional.of(Platform.parse("linux/arm64"));

        assertThat(transfers.pull(engine, TAG, platform, "base")).isEqualTo(IMAGE);

        assertThat(engine.events()).containsExactly("pull " + TAG + " for linux/arm64");
        assertThat(log).containsExactly("pulling " + TAG);
    }

    @Test
    void triesAgainWhereWhatStoodInTheWayPasses() {
        engine.fail("push", new EnvironmentException("503"));

        new Transfers(listener, () -> now, pause -> engine.heal()).push(engine, TAG, "base");

        assertThat(engine.events()).containsExactly("push " + TAG, "push " + TAG);
        assertThat(log).hasSize(3);
        assertThat(log.get(1)).matches("warning: 503 Trying again in \\d+\\.\\d s\\.");
    }

    @Test
    void givesUpAfterFiveTriesWithGrowingPauses() {
        EnvironmentException failure = new EnvironmentException("503");
        engine.fail("pull", failure);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> transfers.pull(engine, TAG, Optional.empty(), "base"))
                .withCause(failure);

        assertThat(engine.events()).hasSize(5);
        assertThat(pauses).hasSize(4);
        for (int i = 0; i < pauses.size(); i++) {
            long middle = 1000L << i;
            assertThat(pauses.get(i).toMillis()).isBetween(middle / 2, middle * 3 / 2);
        }
    }

    @Test
    void givesUpAMinuteAfterTheFirstFailure() {
        engine.fail("push", new EnvironmentException("503"));
        Transfers slow = new Transfers(listener, () -> now, pause -> now = now.plusSeconds(30));

        assertThatExceptionOfType(EnvironmentException.class).isThrownBy(() -> slow.push(engine, TAG, "base"));
        assertThat(engine.events()).hasSize(3);
    }

    @Test
    void pullsOnlyOnceForThoseWhoCanDoWithout() {
        EnvironmentException failure = new EnvironmentException("no route to host");
        engine.fail("pull", failure);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> transfers.pullOnce(engine, TAG, Optional.empty(), "base"))
                .isSameAs(failure);
        assertThat(engine.events()).hasSize(1);
    }

    @Test
    void acceptsARefusal() {
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
        Transfers interrupted = new Transfers(listener, () -> now, pause -> {
            throw new InterruptedException();
        });

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> interrupted.push(engine, TAG, "base"))
                .withMessage("Interrupted before another try: 503");
        assertThat(Thread.interrupted()).isTrue();
        assertThat(engine.events()).hasSize(1);
    }

    private void pause(Duration pause) {
        pauses.add(pause);
        now = now.plus(pause);
    }

    /** Records the events of transfers. */
    private final class RecordingTransferLog implements TransferLog {

        @Override
        public void pulling(String image, Reference reference) {
            log.add("pulling " + reference);
        }

        @Override
        public void pushing(String image, Reference reference) {
            log.add("pushing " + reference);
        }

        @Override
        public void progress(String image, String text) {
            log.add("progress: " + text);
        }

        @Override
        public void warning(String image, String text) {
            log.add("warning: " + text);
        }
    }
}
