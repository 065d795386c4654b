package io.github.fdomaven.maven;

import static io.github.fdomaven.maven.PlannedImages.STALE;
import static io.github.fdomaven.maven.PlannedImages.built;
import static io.github.fdomaven.maven.PlannedImages.found;
import static io.github.fdomaven.maven.PlannedImages.image;
import static io.github.fdomaven.maven.PlannedImages.skipped;
import static io.github.fdomaven.maven.PlannedImages.stale;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.builder.execute.BuildPhase;
import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.config.StepOutput;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.inspection.ImageDifference;
import io.github.fdomaven.support.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RebuildLogTest {

    private final RecordingLog recorder = new RecordingLog();
    private final MavenBuildLog log = new MavenBuildLog(
            new MaskedLog(recorder, new Secrets(), Displays.line()),
            new LogColors(false),
            Displays.none(),
            StepOutput.ALL,
            line -> {});

    /** The base image is built first, and then it is known whether the image is stale. */
    @Test
    void warnsLaterAboutAnImageThatDependsOnTheBuildOfItsBaseImage() {
        PlannedImage undecided = new PlannedImage(
                image("c"), stale("c").action(), Optional.of(skipped("c").action()));
        log.planned(List.of(built("b"), undecided));
        int lines = recorder.lines().size();
        assertThat(recorder.lines()).noneMatch(line -> line.startsWith("WARN"));

        log.started(undecided.image(), undecided.action());

        assertThat(recorder.lines().subList(lines, lines + 1)).containsExactly("WARN [c] " + STALE);
    }

    @Test
    void explainsWhyAnImageIsKept() {
        ImageResult kept = new ImageResult(
                image("b"),
                Outcome.SKIPPED,
                "nothing changed",
                Optional.of(found("b")),
                Instant.EPOCH,
                Duration.ofMillis(61_250),
                Map.of(BuildPhase.INSTALL, Duration.ofSeconds(1)));
        log.planned(List.of(built("b"), skipped("c")));

        log.finished(kept);

        assertThat(recorder.lines())
                .contains(
                        "INFO [b] SKIPPED r.example/b:1@" + found("b").digest().orElseThrow() + ": nothing changed");
    }

    @Test
    void showsTheBeginningOfALongDifference() {
        Map<String, String> labels = new HashMap<>();
        for (int i = 10; i < 40; i++) {
            labels.put("label-" + i, "\u001b[31m" + "x".repeat(100) + "\nnext");
        }
        ImageDifference difference = ImageDifference.between(
                found("b"), InMemoryRegistry.record(image("b").reference(), labels));

        log.finished(new ImageResult(
                image("b"),
                Outcome.BUILT,
                "a reason",
                Optional.of(found("b")),
                Instant.EPOCH,
                Duration.ZERO,
                Map.of(),
                Optional.of(difference),
                List.of()));

        List<String> lines = recorder.lines();
        assertThat(lines.get(1)).isEqualTo("INFO [b] Compared with " + found("b") + ": packages unknown, size 1.0 kB");
        assertThat(lines.get(3)).startsWith("INFO [b]   VALUE ");
        assertThat(lines.get(4))
                .startsWith("INFO [b]   label label-10  none    [31mxxxx")
                .endsWith("x…")
                .hasSizeLessThan(150);
        assertThat(lines).hasSize(4 + 20 + 1);
        assertThat(lines.get(24)).isEqualTo("INFO [b]   … and 10 more, in diff.md");
    }
}
