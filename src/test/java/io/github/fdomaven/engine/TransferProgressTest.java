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
    void logsNothingInTheFirstFiveSeconds() {
        progress.progress("a", 1_000_000, 2_000_000);
        advance(4_999);
        progress.progress("a", 2_000_000, 2_000_000);

        assertThat(lines).isEmpty();
    }

    @Test
    void logsOneLineInFiveSeconds() {
        for (int i = 0; i < 200; i++) {
            advance(100);
            progress.progress("a", i, 200);
        }

        assertThat(lines).hasSize(4);
    }

    @Test
    void addsUpTheLayers() {
        progress.progress("a", 1_000_000, 2_000_000);
        progress.progress("b", 500_000, 8_250_000);
        advance(5_000);
        progress.progress("a", 1_600_000, 2_000_000);

        assertThat(lines).containsExactly("pulling debian: 2.1 of 10.3 MB");
    }

    @Test
    void neverDecreasesWhenALayerIsExtracted() {
        progress.progress("a", 2_000_000, 2_000_000);
        advance(5_000);
        progress.progress("a", 1_000_000, 2_000_000);

        assertThat(lines).containsExactly("pulling debian: 2.0 of 2.0 MB");
    }

    @Test
    void neverExceedsTheTotal() {
        advance(5_000);
        progress.progress("a", 3_000_000, 2_000_000);

        assertThat(lines).containsExactly("pulling debian: 2.0 of 2.0 MB");
    }

    @Test
    void ignoresLayersOfUnknownSize() {
        advance(5_000);
        progress.progress("a", 0, 0);

        assertThat(lines).isEmpty();
    }

    @Test
    void keepsTheProgressOfACompleteLayer() {
        progress.progress("a", 2_000_000, 2_000_000);
        advance(5_000);
        progress.progress("a", 0, 0);

        assertThat(lines).containsExactly("pulling debian: 2.0 of 2.0 MB");
    }

    private void advance(long millis) {
        now = now.plus(Duration.ofMillis(millis));
    }
}
