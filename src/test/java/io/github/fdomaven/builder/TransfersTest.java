package io.github.fdomaven.builder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.Transfers;
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
    private static final EngineImage IMAGE = FakeEngine.image(FakeEngine.COMMITTED, Map.of());

    private final RecordingLog log = new RecordingLog();
    private final FakeRegistry registry = new FakeRegistry();
    private final FakeEngine engine = new FakeEngine(registry);
    private final List<Duration> pauses = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private final Transfers transfers = new Transfers(log, () -> now, this::pause);

    @BeforeEach
    void hasAnImage() {
        engine.with(TAG, IMAGE);
    }

    @Test
    void pushesOnceIfThatIsEnough() {
        transfers.push(engine, TAG, "base");

        assertThat(registry.has(TAG)).isTrue();
        assertThat(engine.events()).containsExactly("push " + TAG);
        assertThat(log.events()).containsExactly("pushing " + TAG);
        assertThat(pauses).isEmpty();
    }

    @Test
    void pullsOnceIfThatIsEnough() {
        Optional<Platform> platform = Optional.of(Platform.parse("linux/arm64"));

        assertThat(transfers.pull(engine, TAG, platform, "base")).isEqualTo(IMAGE);

        assertThat(engine.events()).containsExactly("pull " + TAG + " for linux/arm64");
        assertThat(log.events()).containsExactly("pulling " + TAG);
    }

    @Test
    void triesAgainWhereWhatStoodInTheWayPasses() {
        engine.failing("push", new EnvironmentException("503"));

        new Transfers(log, () -> now, pause -> engine.healed()).push(engine, TAG, "base");

        assertThat(engine.events()).containsExactly("push " + TAG, "push " + TAG);
        assertThat(log.events()).hasSize(3);
        assertThat(log.events().get(1)).matches("warning: 503 Trying again in \\d+\\.\\d s\\.");
    }

    @Test
    void givesUpAfterFiveTriesWithGrowingPauses() {
        EnvironmentException failure = new EnvironmentException("503");
        engine.failing("pull", failure);

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
        engine.failing("push", new EnvironmentException("503"));
        Transfers slow = new Transfers(log, () -> now, pause -> now = now.plusSeconds(30));

        assertThatExceptionOfType(EnvironmentException.class).isThrownBy(() -> slow.push(engine, TAG, "base"));
        assertThat(engine.events()).hasSize(3);
    }

    @Test
    void pullsOnlyOnceForThoseWhoCanDoWithout() {
        EnvironmentException failure = new EnvironmentException("no route to host");
        engine.failing("pull", failure);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> transfers.pullOnce(engine, TAG, Optional.empty(), "base"))
                .isSameAs(failure);
        assertThat(engine.events()).hasSize(1);
    }

    @Test
    void acceptsARefusal() {
        FixableException refusal = new FixableException("denied");
        engine.failing("push", refusal);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> transfers.push(engine, TAG, "base"))
                .isSameAs(refusal);
        assertThat(engine.events()).hasSize(1);
    }

    @Test
    void stopsWhenItIsInterrupted() {
        engine.failing("push", new EnvironmentException("503"));
        Transfers interrupted = new Transfers(log, () -> now, pause -> {
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
}
