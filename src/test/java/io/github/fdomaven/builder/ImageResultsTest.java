package io.github.fdomaven.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
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

    private static ImageDefinition request(String name) {
        return new ImageDefinitionBuilder().name(name).build();
    }

    private static ImageResult there(String name, Outcome outcome) {
        ImageRecord image = new ImageRecord(
                request(name).reference(), Optional.empty(), Optional.empty(), Optional.of(42L), Map.of("a", "1"));
        return ImageResult.of(request(name), outcome, image, "secret reason", BEGAN, TOOK);
    }

    private static ImageResult failed(String name) {
        return ImageResult.failed(request(name), "secret failure", BEGAN, TOOK);
    }

    @Test
    void whatFailedAndWhatIsThereAreToldApart() {
        ImageResult built = there("a", Outcome.BUILT);
        ImageResult skipped = there("c", Outcome.SKIPPED);
        ImageResult copied = there("d", Outcome.COPIED);
        ImageResults results = new ImageResults(List.of(built, failed("b"), skipped, copied), List.of());

        assertThat(results.succeeded()).containsExactly(built, skipped, copied);
        assertThat(results.failed()).containsExactly(failed("b"));
    }

    @Test
    void whereNothingCouldBePlannedAllFailForOneReason() {
        FixableException failure = new FixableException("401");

        ImageResults results = ImageResults.failed(List.of(request("a"), request("b")), failure, BEGAN, TOOK);

        assertThat(results.results())
                .containsExactly(
                        ImageResult.failed(request("a"), "401", BEGAN, TOOK),
                        ImageResult.failed(request("b"), "401", BEGAN, TOOK));
        assertThat(results.failure()).containsSame(failure);
    }

    @Test
    void nothingFailedWhereThereIsNoFailure() {
        assertThat(new ImageResults(List.of(there("a", Outcome.BUILT)), List.of()).failure())
                .isEmpty();
    }

    @Test
    void allFailuresAreSaidInOneAndTheOneToFixDecides() {
        ImageResults results =
                new ImageResults(List.of(), List.of(new EnvironmentException("503"), new FixableException("step")));

        assertThat(results.failure())
                .containsInstanceOf(FixableException.class)
                .map(FdoException::getMessage)
                .contains("503\nstep");
    }
}
