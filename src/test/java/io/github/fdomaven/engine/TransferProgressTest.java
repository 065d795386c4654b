package io.github.fdomaven.engine;

import static io.github.fdomaven.engine.ProgressListener.LayerState.EXTRACTING;
import static io.github.fdomaven.engine.ProgressListener.LayerState.TRANSFERRED;
import static io.github.fdomaven.engine.ProgressListener.LayerState.TRANSFERRING;
import static io.github.fdomaven.engine.ProgressListener.LayerState.WAITING;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TransferProgressTest {

    private final List<TransferProgress> changes = new ArrayList<>();
    private final TransferProgress progress = new TransferProgress("pulling", "layers", changes::add);

    @Test
    void reportsEachChange() {
        progress.progress("a", WAITING, 0, 0);
        progress.progress("a", TRANSFERRED, 0, 0);

        assertThat(changes).containsExactly(progress, progress);
    }

    @Test
    void sumsUpTheLayers() {
        progress.progress("a", TRANSFERRING, 1_000_000, 2_000_000);
        progress.progress("b", TRANSFERRING, 500_000, 8_250_000);
        progress.progress("c", TRANSFERRED, 0, 0);
        progress.progress("a", TRANSFERRING, 1_600_000, 2_000_000);

        assertThat(progress.text()).isEqualTo("pulling: 1 of 3 layers, 2.1 of 10.3 MB");
    }

    @Test
    void showsNoSizesIfTheyAreUnknown() {
        progress.progress("a", WAITING, 0, 0);

        assertThat(progress.text()).isEqualTo("pulling: 0 of 1 layers");
    }

    @Test
    void countsAllBytesOfATransferredLayer() {
        progress.progress("a", TRANSFERRING, 1_000_000, 2_000_000);
        progress.progress("a", TRANSFERRED, 0, 0);

        assertThat(progress.text()).isEqualTo("pulling: 1 of 1 layers, 2.0 of 2.0 MB");
    }

    @Test
    void neverDecreasesWhileALayerIsExtracted() {
        progress.progress("a", TRANSFERRING, 2_000_000, 2_000_000);
        progress.progress("a", TRANSFERRED, 0, 0);
        progress.progress("a", EXTRACTING, 1_000, 2_000_000);

        assertThat(progress.text()).isEqualTo("pulling: 1 of 1 layers, 2.0 of 2.0 MB, extracting");

        progress.progress("a", TRANSFERRED, 0, 0);
        progress.progress("a", WAITING, 0, 0);

        assertThat(progress.text()).isEqualTo("pulling: 1 of 1 layers, 2.0 of 2.0 MB");
    }

    @Test
    void extractsNothingWhileALayerIsTransferred() {
        progress.progress("a", EXTRACTING, 1_000, 2_000_000);
        progress.progress("b", TRANSFERRING, 0, 2_000_000);

        assertThat(progress.text()).isEqualTo("pulling: 1 of 2 layers, 2.0 of 4.0 MB");
    }

    @Test
    void neverExceedsTheTotal() {
        progress.progress("a", TRANSFERRING, 3_000_000, 2_000_000);

        assertThat(progress.text()).isEqualTo("pulling: 0 of 1 layers, 2.0 of 2.0 MB");
    }
}
