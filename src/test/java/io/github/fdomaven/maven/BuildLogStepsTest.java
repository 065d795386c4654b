package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.config.StepOutput;
import io.github.fdomaven.support.Secrets;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which output of the steps the log of a build shows. */
class BuildLogStepsTest {

    private final RecordingLog recorder = new RecordingLog();

    private MavenBuildLog log(StepOutput output) {
        MaskedLog masked = new MaskedLog(recorder, new Secrets(), Displays.line());
        return new MavenBuildLog(masked, new LogColors(false), Displays.none(), output, line -> {});
    }

    @Test
    void showsTheStepsOnly() {
        MavenBuildLog steps = log(StepOutput.STEPS);
        steps.step("base", "install", "apt-get -y install curl");
        steps.output("base", "Reading package lists...");
        steps.step("base", "clean", "apt-get clean");

        assertThat(recorder.lines())
                .containsExactly("INFO [base] install: apt-get -y install curl", "INFO [base] clean: apt-get clean");
    }

    @Test
    void showsTheOutputOfAStepThatFails() {
        MavenBuildLog steps = log(StepOutput.STEPS);
        steps.step("base", "install", "apt-get -y install curl");
        steps.output("base", "Reading package lists...");
        steps.step("base", "exec", "make");
        steps.output("base", "error of base");
        steps.output("other", "output of other");
        steps.stepFailed("base");
        steps.stepFailed("without-output");

        assertThat(recorder.lines())
                .containsExactly(
                        "INFO [base] install: apt-get -y install curl",
                        "INFO [base] exec: make",
                        "INFO [base]   error of base");
    }

    @Test
    void keepsTheLastLinesOfALongStep() {
        MavenBuildLog steps = log(StepOutput.STEPS);
        IntStream.range(0, 1005).forEach(line -> steps.output("base", "line " + line));
        steps.stepFailed("base");

        assertThat(recorder.lines()).hasSize(1000).first().isEqualTo("INFO [base]   line 5");
    }

    @Test
    void keepsFewLongLinesOfAStep() {
        MavenBuildLog steps = log(StepOutput.STEPS);
        IntStream.range(0, 100).forEach(line -> steps.output("base", line + "x".repeat(50_000)));
        steps.output("base", "last");
        steps.stepFailed("base");

        assertThat(recorder.lines()).hasSize(11).last().isEqualTo("INFO [base]   last");
    }

    @Test
    void keepsALineThatIsTooLongForAllOthers() {
        MavenBuildLog steps = log(StepOutput.STEPS);
        steps.output("base", "before");
        steps.output("base", "x".repeat(600_000));
        steps.stepFailed("base");

        assertThat(recorder.lines()).singleElement().asString().hasSizeGreaterThan(600_000);
    }

    @Test
    void repeatsNoOutputThatWasShown() {
        MavenBuildLog all = log(StepOutput.ALL);
        all.output("base", "error");
        all.stepFailed("base");

        assertThat(recorder.lines()).containsExactly("INFO [base]   error");
    }
}
