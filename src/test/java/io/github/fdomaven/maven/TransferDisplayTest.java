package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.engine.ProgressListener.LayerState;
import io.github.fdomaven.engine.TransferProgress;
import io.github.fdomaven.maven.TransferDisplay.Mode;
import io.github.fdomaven.support.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.apache.maven.execution.DefaultMavenExecutionRequest;
import org.apache.maven.execution.MavenExecutionRequest;
import org.eclipse.aether.transfer.AbstractTransferListener;
import org.junit.jupiter.api.Test;

class TransferDisplayTest {

    private final RecordingLog recorder = new RecordingLog();
    private final Secrets secrets = new Secrets();
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final TerminalLine line = new TerminalLine(new PrintStream(written, true, StandardCharsets.UTF_8));
    private final MaskedLog log = new MaskedLog(recorder, secrets, line);
    private Instant now = Instant.parse("2026-11-24T10:00:00Z");

    private TransferDisplay display(Mode mode) {
        return new TransferDisplay(mode, line, () -> now);
    }

    private TransferProgress progress(TransferDisplay display, String image) {
        return new TransferProgress("pulling", "layers", changed -> display.update(changed, log.of(image)));
    }

    /** What the terminal showed, one line after the other. */
    private List<String> shown() {
        return Arrays.asList(written.toString(StandardCharsets.UTF_8).split("\r", -1));
    }

    private void transfer(TransferProgress progress, int seconds) {
        for (int second = 0; second <= seconds; second++) {
            progress.progress("a", LayerState.TRANSFERRING, second * 1_000_000L, 60_000_000);
            now = now.plusSeconds(1);
        }
    }

    @Test
    void writesALineToTheLogEveryTenSeconds() {
        TransferDisplay display = display(Mode.LOG);
        transfer(progress(display, "base"), 25);

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO [base] pulling: 0 of 1 layers, 10.0 of 60.0 MB",
                        "INFO [base] pulling: 0 of 1 layers, 20.0 of 60.0 MB");
        assertThat(written.size()).isZero();
    }

    @Test
    void writesNothingForAShortTransfer() {
        TransferDisplay display = display(Mode.LOG);
        for (int i = 0; i < 3; i++) {
            TransferProgress progress = progress(display, "base");
            transfer(progress, 9);
            display.end(progress);
        }

        assertThat(recorder.lines()).isEmpty();
    }

    @Test
    void showsNothingIfItIsNotWanted() {
        TransferDisplay display = display(Mode.NONE);
        TransferProgress progress = progress(display, "base");
        transfer(progress, 25);
        display.end(progress);

        assertThat(recorder.lines()).isEmpty();
        assertThat(written.size()).isZero();
    }

    @Test
    void rewritesTheLineOfTheTerminalAndRemovesItAtTheEnd() {
        TransferDisplay display = display(Mode.TERMINAL);
        TransferProgress progress = progress(display, "base");
        transfer(progress, 1);
        display.end(progress);

        String last = "[base] pulling: 0 of 1 layers, 1.0 of 60.0 MB";
        assertThat(shown())
                .containsExactly("[base] pulling: 0 of 1 layers, 0.0 of 60.0 MB", last, " ".repeat(last.length()), "");
        assertThat(recorder.lines()).isEmpty();
    }

    @Test
    void rewritesTheLineAtMostFiveTimesASecond() {
        TransferDisplay display = display(Mode.TERMINAL);
        TransferProgress progress = progress(display, "base");
        for (int i = 0; i < 100; i++) {
            progress.progress("a", LayerState.TRANSFERRING, i, 100);
            now = now.plusMillis(10);
        }

        assertThat(shown()).hasSize(5 + 1);
    }

    @Test
    void removesTheLineBeforeALineOfTheLog() {
        TransferDisplay display = display(Mode.TERMINAL);
        transfer(progress(display, "base"), 0);
        log.info("a line");
        log.info("another line");

        String text = "[base] pulling: 0 of 1 layers, 0.0 of 60.0 MB";
        assertThat(shown()).containsExactly(text, " ".repeat(text.length()), "");
        assertThat(recorder.lines()).hasSize(2);
    }

    @Test
    void showsAsManyTransfersAsFit() {
        TransferDisplay display = display(Mode.TERMINAL);
        for (String image : List.of("a", "b", "c")) {
            progress(display, image).progress("layer", LayerState.WAITING, 0, 0);
            now = now.plusSeconds(1);
        }

        assertThat(shown().get(2))
                .isEqualTo("[a] pulling: 0 of 1 layers  [b] pulling: 0 of 1 layers  +1")
                .hasSizeLessThan(80);
    }

    @Test
    void countsTransfersOfImagesWithLongNames() {
        TransferDisplay display = display(Mode.TERMINAL);
        transfer(progress(display, "a".repeat(80)), 0);

        assertThat(shown()).containsExactly("transferring 1 image", "");
    }

    @Test
    void masksTheName() {
        secrets.add("s3cret-value");
        TransferDisplay display = display(Mode.TERMINAL);
        transfer(progress(display, "s3cret-value"), 0);

        assertThat(shown().get(0)).startsWith("[***] pulling");
    }

    private final MavenExecutionRequest request = new DefaultMavenExecutionRequest().setInteractiveMode(true);

    private static final class QuietMavenTransferListener extends AbstractTransferListener {}

    private static final class Slf4jMavenTransferListener extends AbstractTransferListener {}

    @Test
    void usesTheTerminalIfThereIsOne() {
        assertThat(Mode.of(request, true, true)).isEqualTo(Mode.TERMINAL);
        assertThat(Mode.of(request, true, false)).isEqualTo(Mode.LOG);
    }

    @Test
    void usesTheLogInBatchMode() {
        request.setInteractiveMode(false);

        assertThat(Mode.of(request, true, true)).isEqualTo(Mode.LOG);
    }

    @Test
    void usesTheLogIfMavenWritesToAFile() {
        request.setTransferListener(new Slf4jMavenTransferListener());

        assertThat(Mode.of(request, true, true)).isEqualTo(Mode.LOG);
    }

    @Test
    void usesTheLogIfModulesAreBuiltInParallel() {
        request.setDegreeOfConcurrency(2);

        assertThat(Mode.of(request, true, true)).isEqualTo(Mode.LOG);
    }

    @Test
    void showsNothingIfMavenIsQuiet() {
        assertThat(Mode.of(request, false, true)).isEqualTo(Mode.NONE);
    }

    @Test
    void showsNothingWithoutTransferProgress() {
        request.setTransferListener(new QuietMavenTransferListener());

        assertThat(Mode.of(request, true, true)).isEqualTo(Mode.NONE);
        assertThat(Mode.of(request, true, false)).isEqualTo(Mode.NONE);
    }
}
