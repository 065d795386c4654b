package io.github.fdomaven.builder.execute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ImageResultsTest {

    private static final Instant BEGAN = Instant.parse("2026-11-24T10:00:00Z");
    private static final Duration TOOK = Duration.ofSeconds(3);

    private static ImageDefinition image(String name) {
        return new ImageDefinitionBuilder().name(name).build();
    }

    private static ImageResult succeeded(String name, Outcome outcome) {
        return new ImageResult(image(name), outcome, "a reason", Optional.empty(), BEGAN, TOOK, Map.of());
    }

    private static ImageResult failed(String name) {
        return ImageResult.failed(image(name), "a failure", BEGAN, TOOK);
    }

    @Test
    void separatesFailedImagesFromTheOthers() {
        ImageResult built = succeeded("a", Outcome.BUILT);
        ImageResult skipped = succeeded("c", Outcome.SKIPPED);
        ImageResult copied = succeeded("d", Outcome.COPIED);
        ImageResults results = new ImageResults(List.of(built, failed("b"), skipped, copied), List.of());

        assertThat(results.succeeded()).containsExactly(built, skipped, copied);
        assertThat(results.failed()).containsExactly(failed("b"));
    }

    @Test
    void failsAllImagesForOneReason() {
        FixableException failure = new FixableException("401");

        ImageResults results = ImageResults.failed(List.of(image("a"), image("b")), failure, BEGAN, TOOK);

        assertThat(results.results())
                .containsExactly(
                        ImageResult.failed(image("a"), "401", BEGAN, TOOK),
                        ImageResult.failed(image("b"), "401", BEGAN, TOOK));
        assertThat(results.failure()).containsSame(failure);
    }

    @Test
    void namesTheImagesOfAReportThatCannotBeWritten() {
        ImageRecord found = InMemoryRegistry.record(image("a").reference(), Map.of());
        ImageResult pushed = new ImageResult(image("a"), Outcome.BUILT, "", Optional.of(found), BEGAN, TOOK, Map.of());
        ImageResult copied = new ImageResult(image("b"), Outcome.COPIED, "", Optional.of(found), BEGAN, TOOK, Map.of());
        ImageResult local = succeeded("c", Outcome.BUILT);
        FdoException failure = new EnvironmentException("Could not write images.json: No space left on device.");

        FdoException unreported = new ImageResults(
                        List.of(pushed, copied, local, succeeded("d", Outcome.SKIPPED), failed("e")), List.of())
                .unreported(failure);

        String image = pushed.reference() + "@" + found.digest().orElseThrow();
        assertThat(unreported)
                .isInstanceOf(EnvironmentException.class)
                .hasMessage("Could not write images.json: No space left on device. The images are complete:"
                        + "\n  [a] built and pushed: " + image
                        + "\n  [b] copied: " + image
                        + "\n  [c] built, in the engine only: " + pushed.reference());
    }

    @Test
    void keepsTheFailureOfAReportIfNothingWasDone() {
        FdoException failure = new EnvironmentException("Could not write images.json.");
        ImageResults results = new ImageResults(List.of(succeeded("a", Outcome.SKIPPED), failed("b")), List.of());

        assertThat(results.unreported(failure)).isSameAs(failure);
    }

    @Test
    void hasNoFailureIfNoImageFailed() {
        assertThat(new ImageResults(List.of(succeeded("a", Outcome.BUILT)), List.of()).failure())
                .isEmpty();
    }

    @Test
    void joinsAllFailuresInOneThatTheUserCanFix() {
        ImageResults results =
                new ImageResults(List.of(), List.of(new EnvironmentException("503"), new FixableException("step")));

        assertThat(results.failure())
                .containsInstanceOf(FixableException.class)
                .map(FdoException::getMessage)
                .contains("503\nstep");
    }
}
