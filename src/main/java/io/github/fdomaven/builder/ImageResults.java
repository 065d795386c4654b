package io.github.fdomaven.builder;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.support.FdoException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of all images.
 *
 * @param results what became of each, in the order of the plan
 * @param failures why some could not be brought about; those that were not even begun have none of their own
 */
public record ImageResults(List<ImageResult> results, List<FdoException> failures) {

    /**
     * Takes copies.
     *
     * @param results what became of each
     * @param failures why some could not be brought about
     */
    public ImageResults {
        results = List.copyOf(results);
        failures = List.copyOf(failures);
    }

    /**
     * {@return what became of images when nothing could even be planned}
     *
     * @param requests the images that were wanted
     * @param failure why
     * @param began when that was begun
     * @param took how long it took
     */
    public static ImageResults failed(
            List<ImageDefinition> requests, FdoException failure, Instant began, Duration took) {
        return new ImageResults(
                requests.stream()
                        .map(request -> ImageResult.failed(request, failure.getMessage(), began, took))
                        .toList(),
                List.of(failure));
    }

    /** {@return those that failed} */
    public List<ImageResult> failed() {
        return results.stream()
                .filter(result -> result.outcome() == Outcome.FAILED)
                .toList();
    }

    /** {@return those that are there now} */
    public List<ImageResult> succeeded() {
        return results.stream()
                .filter(result -> result.outcome() != Outcome.FAILED)
                .toList();
    }

    /** {@return what is to be said of all that failed, if anything did} */
    public Optional<FdoException> failure() {
        return FdoException.joined(failures);
    }
}
