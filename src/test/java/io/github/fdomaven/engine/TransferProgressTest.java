package io.github.fdomaven.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransferProgressTest {

    private final List<String> lines = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");
    private final TransferProgress progress = new TransferProgress("pulling debian", lines::add, () -> now);

    @Test
    void saysNothingInTheFirstSeconds() {
        progress.progress("a", "Downloading", 1_000_000, 2_000_000);
        after(4_999);
        progress.progress("a", "Downloading", 2_000_000, 2_000_000);

        assertThat(lines).isEmpty();
    }

    @Test
    void saysOneLineInFiveSecondsHoweverMuchItIsTold() {
        for (int i = 0; i < 200; i++) {
            after(100);
            progress.progress("a", "Downloading", i, 200);
        }

        assertThat(lines).hasSize(4);
    }

    @Test
    void sumsUpTheLayers() {
        progress.progress("a", "Downloading", 1_000_000, 2_000_000);
        progress.progress("b", "Downloading", 500_000, 8_250_000);
        after(5_000);
        progress.progress("a", "Downloading", 1_600_000, 2_000_000);

        assertThat(lines).containsExactly("pulling debian: 2.1 of 10.3 MB");
    }

    @Test
    void neverGoesBeyondTheEnd() {
        after(5_000);
        progress.progress("a", "Pushing", 3_000_000, 2_000_000);

        assertThat(lines).containsExactly("pulling debian: 2.0 of 2.0 MB");
    }

    @Test
    void passesOverWhatHasNoSize() {
        after(5_000);
        progress.progress("a", "Waiting", 0, 0);

        assertThat(lines).isEmpty();
    }

    @Test
    void keepsWhatItKnowsOfALayerThatIsDone() {
        progress.progress("a", "Downloading", 2_000_000, 2_000_000);
        after(5_000);
        progress.progress("a", "Pull complete", 0, 0);

        assertThat(lines).containsExactly("pulling debian: 2.0 of 2.0 MB");
    }

    private void after(long millis) {
        now = now.plus(Duration.ofMillis(millis));
    }
}
