package io.github.fdomaven.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.http.FakeTime;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageTransfersTest {

    private static final Reference TAG = Reference.parse("registry.example.org/app/debian/bookworm:1");
    private static final EngineImage IMAGE = new EngineImage(
            "sha256:1",
            Optional.empty(),
            42,
            List.of(),
            List.of(),
            new ImageConfig(Optional.empty(), Optional.empty(), Map.of()),
            List.of());

    private final List<String> calls = new ArrayList<>();
    private final Deque<RuntimeException> failures = new ArrayDeque<>();
    private final FakeTime time = new FakeTime();
    private final RecordingTransferLog log = new RecordingTransferLog();
    private final ImageTransfers transfers = new ImageTransfers(log, time);

    /** Records each pull and push, and fails as often as there are failures. */
    private final Engine engine = (Engine) Proxy.newProxyInstance(
            Engine.class.getClassLoader(), new Class<?>[] {Engine.class}, (proxy, method, arguments) -> {
                calls.add(method.getName() + " "
                        + Arrays.asList(arguments).subList(0, arguments.length - 1).stream()
                                .map(Object::toString)
                                .toList());
                if (!failures.isEmpty()) {
                    throw failures.pop();
                }
                return method.getName().equals("pull") ? IMAGE : null;
            });

    @Test
    void pushesOnceIfThePushSucceeds() {
        transfers.push(engine, TAG, "base");

        assertThat(calls).containsExactly("push [" + TAG + "]");
        assertThat(log.events).containsExactly("pushing " + TAG);
        assertThat(time.pauses()).isEmpty();
    }

    @Test
    void pullsThePlatform() {
        Optional<Platform> platform = Optional.of(Platform.parse("linux/arm64"));

        assertThat(transfers.pull(engine, TAG, platform, "base")).isEqualTo(IMAGE);

        assertThat(calls).containsExactly("pull [" + TAG + ", " + platform + "]");
        assertThat(log.events).containsExactly("pulling " + TAG);
    }

    @Test
    void retriesAFailureOfTheEnvironment() {
        fail(1, new EnvironmentException("503"));

        transfers.push(engine, TAG, "base");

        assertThat(calls).hasSize(2);
        assertThat(log.events)
                .containsExactly("pushing " + TAG, "warning: 503 Trying again in 1.0 s.", "pushing " + TAG);
    }

    @Test
    void givesUpAfterFiveAttemptsWithGrowingPauses() {
        EnvironmentException failure = new EnvironmentException("503");
        fail(5, failure);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> transfers.pull(engine, TAG, Optional.empty(), "base"))
                .withMessage("503 Gave up after 5 attempts.")
                .withCause(failure);

        assertThat(calls).hasSize(5);
        assertThat(time.pauses()).extracting(Duration::toSeconds).containsExactly(1L, 2L, 4L, 8L);
    }

    @Test
    void givesUpAMinuteAfterTheFirstFailure() throws InterruptedException {
        Engine slow = (Engine) Proxy.newProxyInstance(
                Engine.class.getClassLoader(), new Class<?>[] {Engine.class}, (proxy, method, arguments) -> {
                    calls.add(method.getName());
                    time.sleep(Duration.ofSeconds(30));
                    throw new EnvironmentException("503");
                });

        assertThatExceptionOfType(EnvironmentException.class).isThrownBy(() -> transfers.push(slow, TAG, "base"));

        assertThat(calls).hasSize(3);
    }

    @Test
    void doesNotRetryAPullThatIsNotRequired() {
        EnvironmentException failure = new EnvironmentException("no route to host");
        fail(1, failure);

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> transfers.pullOnce(engine, TAG, Optional.empty(), "base"))
                .isSameAs(failure);

        assertThat(calls).hasSize(1);
    }

    @Test
    void doesNotRetryWhatTheRegistryRefuses() {
        FixableException refusal = new FixableException("denied");
        fail(1, refusal);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> transfers.push(engine, TAG, "base"))
                .isSameAs(refusal);

        assertThat(calls).hasSize(1);
    }

    @Test
    void stopsWhenItIsInterrupted() {
        fail(1, new EnvironmentException("503"));
        time.interrupt();

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> transfers.push(engine, TAG, "base"))
                .withMessage("Interrupted while waiting for the next attempt: 503");

        assertThat(Thread.interrupted()).isTrue();
        assertThat(calls).hasSize(1);
    }

    private void fail(int times, RuntimeException failure) {
        for (int i = 0; i < times; i++) {
            failures.add(failure);
        }
    }

    private static final class RecordingTransferLog implements TransferLog {

        private final List<String> events = new ArrayList<>();

        @Override
        public void pulling(String image, Reference reference) {
            events.add("pulling " + reference);
        }

        @Override
        public void pushing(String image, Reference reference) {
            events.add("pushing " + reference);
        }

        @Override
        public void progress(String image, String text) {
            events.add(text);
        }

        @Override
        public void warning(String image, String text) {
            events.add("warning: " + text);
        }
    }
}
