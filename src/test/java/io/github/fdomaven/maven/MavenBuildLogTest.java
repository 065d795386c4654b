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
import io.github.fdomaven.builder.execute.ImageResults;
import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.config.StepOutput;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MavenBuildLogTest {

    private final RecordingLog recorder = new RecordingLog();
    private final Secrets secrets = new Secrets();
    private final List<String> quietOutput = new ArrayList<>();
    private final MavenBuildLog log = log(false);

    private MavenBuildLog log(boolean hasColors) {
        MaskedLog masked = new MaskedLog(recorder, secrets, Displays.line());
        return new MavenBuildLog(masked, new LogColors(hasColors), Displays.none(), StepOutput.ALL, quietOutput::add);
    }

    private static ImageResult result(String name, Outcome outcome, String reason) {
        return new ImageResult(
                image(name),
                outcome,
                reason,
                Optional.of(found(name)),
                Instant.EPOCH,
                Duration.ofMillis(61_250),
                Map.of());
    }

    private static ImageResults results(List<? extends FdoException> failures, ImageResult... results) {
        return new ImageResults(List.of(results), List.copyOf(failures));
    }

    @Test
    void showsThePlanOfSeveralImagesAsATable() {
        log.planned(List.of(
                skipped("base"),
                built("long-name"),
                new PlannedImage(
                        image("c"), new Action.Fail(image("c").reference(), "its base image has changed", "Do it.")),
                new PlannedImage(image("d"), new Action.Unknown(new FixableException("GET d: 401."))),
                new PlannedImage(image("e"), new Action.Blocked("d", true))));

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO   IMAGE      PLAN     REFERENCE              REASON",
                        "INFO   base       skip     r.example/base:1       the tag exists",
                        "INFO   long-name  build    r.example/long-name:1  the tag does not exist",
                        "INFO   c          fail     r.example/c:1          its base image has changed",
                        "INFO   d          unknown  r.example/d:1          a lookup failed",
                        "INFO   e          fail     r.example/e:1          its base image 'd' fails");
    }

    @Test
    void warnsAboutStaleImagesOnceAfterTheTable() {
        log.planned(List.of(stale("b"), built("c")));
        List.of(stale("b"), built("c")).forEach(planned -> log.started(planned.image(), planned.action()));

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO   IMAGE  PLAN   REFERENCE      REASON",
                        "INFO   b      skip   r.example/b:1  the tag exists",
                        "INFO   c      build  r.example/c:1  the tag does not exist",
                        "WARN [b] " + STALE,
                        "INFO [c] build r.example/c:1");
    }

    @Test
    void showsASkippedImageInALineAndAWarning() {
        log.planned(List.of(stale("b")));
        log.started(stale("b").image(), stale("b").action());
        log.finished(result("b", Outcome.SKIPPED, "the tag exists"));

        assertThat(recorder.lines()).hasSize(2).first().isEqualTo("WARN [b] " + STALE);
        assertThat(recorder.lines().get(1))
                .startsWith("INFO [b] SKIPPED r.example/b:1")
                .endsWith(": the tag exists");
    }

    @Test
    void showsTheResultsOfSeveralImagesAsATable() {
        log.ended(results(
                List.of(),
                result("base", Outcome.BUILT, "the tag does not exist"),
                result("b", Outcome.SKIPPED, "the tag exists")));

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO   IMAGE  OUTCOME  SECONDS  REFERENCE",
                        "INFO   base   BUILT    61.3     r.example/base:1",
                        "INFO   b      SKIPPED  61.3     r.example/b:1");
    }

    @Test
    void leavesErrorsToMaven() {
        String error = "The step exec failed.\n    its last line";
        log.finished(result("b", Outcome.FAILED, error));
        log.ended(results(
                List.of(new FixableException(error.lines().toList())),
                result("b", Outcome.FAILED, error),
                result("c", Outcome.FAILED, "its base image 'b' failed")));

        assertThat(recorder.lines())
                .containsExactly(
                        "ERROR [b] FAILED r.example/b:1 in 61.3 s",
                        "INFO   IMAGE  OUTCOME  SECONDS  REFERENCE      REASON",
                        "INFO   b      FAILED   61.3     r.example/b:1  see the error below",
                        "INFO   c      FAILED   61.3     r.example/c:1  its base image 'b' failed");
    }

    @Test
    void showsNoResultsIfNothingWasDone() {
        log.ended(results(
                List.of(),
                result("a", Outcome.SKIPPED, "the tag exists"),
                result("b", Outcome.SKIPPED, "the tag exists")));

        assertThat(recorder.lines()).isEmpty();
    }

    @Test
    void showsNoTableForOneImageOrNone() {
        log.planned(List.of(built("base")));
        log.ended(results(List.of(), result("base", Outcome.BUILT, "the tag does not exist")));
        log.planned(List.of());
        log.ended(results(List.of()));

        assertThat(recorder.lines()).isEmpty();
    }

    @Test
    void beginsEachLineOfAnImageWithItsNameAndShowsTheEngineOnce() {
        log.foundEngine("Docker 27.1");
        log.foundEngine("Docker 27.1");
        log.pulling("base", image("base").reference());
        log.step("base", "install", "apt-get -y install curl");
        log.output("base", "Reading package lists...");
        log.step("base", "exec", "export A='1'\nmake");
        log.pushing("base", image("base").reference());
        log.progress("base", "pushing: 1.0 of 2.0 MB");
        log.warning("base", "something\nis odd");

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO Using Docker 27.1",
                        "INFO [base] pull r.example/base:1",
                        "INFO [base] install: apt-get -y install curl",
                        "INFO [base]   Reading package lists...",
                        "INFO [base] exec: export A='1'",
                        "INFO [base]   make",
                        "INFO [base] push r.example/base:1",
                        "INFO [base] pushing: 1.0 of 2.0 MB",
                        "WARN [base] something is odd");
    }

    @Test
    void showsTheDigestOfAFinishedImage() {
        log.finished(result("base", Outcome.BUILT, "the tag does not exist"));
        log.finished(new ImageResult(
                image("base"), Outcome.BUILT, "", Optional.empty(), Instant.EPOCH, Duration.ofMillis(50), Map.of()));

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO [base] BUILT r.example/base:1@"
                                + found("base").digest().orElseThrow() + " in 61.3 s",
                        "INFO [base] BUILT r.example/base:1 (in the engine only) in 0.1 s");
    }

    @Test
    void showsThePhasesOfAnImageThatWasBuiltOrFailed() {
        Map<BuildPhase, Duration> phases = new EnumMap<>(
                Map.of(BuildPhase.PUSH, Duration.ofSeconds(4), BuildPhase.PULL, Duration.ofMillis(1_250)));

        log.finished(new ImageResult(
                image("base"), Outcome.BUILT, "", Optional.empty(), Instant.EPOCH, Duration.ofSeconds(6), phases));
        log.finished(new ImageResult(
                image("base"), Outcome.FAILED, "", Optional.empty(), Instant.EPOCH, Duration.ofSeconds(6), phases));

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO [base] Phases: pull 1.3 s, push 4.0 s",
                        "INFO [base] BUILT r.example/base:1 (in the engine only) in 6.0 s",
                        "INFO [base] Phases: pull 1.3 s, push 4.0 s",
                        "ERROR [base] FAILED r.example/base:1 in 6.0 s");
    }

    @Test
    void colorsPlanAndOutcome() {
        MavenBuildLog colored = log(true);
        colored.planned(List.of(skipped("skip"), built("b")));
        colored.ended(
                results(List.of(), result("b", Outcome.BUILT, ""), result("skip", Outcome.SKIPPED, "the tag exists")));

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO   IMAGE  PLAN   REFERENCE         REASON",
                        "INFO   skip   \u001B[1;33mskip\u001B[m   r.example/skip:1  the tag exists",
                        "INFO   b      \u001B[1;32mbuild\u001B[m  r.example/b:1     the tag does not exist",
                        "INFO   IMAGE  OUTCOME  SECONDS  REFERENCE",
                        "INFO   b      \u001B[1;32mBUILT\u001B[m    61.3     r.example/b:1",
                        "INFO   skip   \u001B[1;33mSKIPPED\u001B[m  61.3     r.example/skip:1");
    }

    @Test
    void printsBuiltImagesIfTheLogIsQuiet() {
        recorder.beQuiet();
        log.finished(result("base", Outcome.BUILT, "the tag does not exist"));
        log.finished(result("other", Outcome.SKIPPED, "the tag exists"));

        assertThat(recorder.lines()).isEmpty();
        assertThat(quietOutput)
                .containsExactly("[base] BUILT r.example/base:1@"
                        + found("base").digest().orElseThrow() + " in 61.3 s");
    }

    @Test
    void printsNothingIfTheLogIsShown() {
        log.finished(result("base", Outcome.BUILT, "the tag does not exist"));

        assertThat(quietOutput).isEmpty();
    }

    @Test
    void masksSecretsAndAlignsTheTable() {
        secrets.add("a-very-long-secret");
        secrets.add("first line\nsecond line");
        log.planned(List.of(
                built("a-very-long-secret"),
                new PlannedImage(image("b"), new Action.Build("because of first line\nsecond line", true))));
        log.output("base", "+ curl -H 'token: a-very-long-secret'");
        log.warning("base", "refused first line\nsecond line");

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO   IMAGE  PLAN   REFERENCE        REASON",
                        "INFO   ***    build  r.example/***:1  the tag does not exist",
                        "INFO   b      build  r.example/b:1    because of ***",
                        "INFO [base]   + curl -H 'token: ***'",
                        "WARN [base] refused ***");
    }
}
