package io.github.fdomaven.builder.execute;

import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The results for all images.
 *
 * @param results the result for each image, in the order of the plan
 * @param failures why images failed; an image that failed because of its base image has no failure of its own
 */
public record ImageResults(List<ImageResult> results, List<FdoException> failures) {

    public ImageResults {
        results = List.copyOf(results);
        failures = List.copyOf(failures);
    }

    /** {@return the results if all images fail for the same reason} */
    public static ImageResults failed(
            List<ImageDefinition> images, FdoException failure, Instant began, Duration took) {
        return new ImageResults(
                images.stream()
                        .map(image -> ImageResult.failed(image, failure.getMessage(), began, took))
                        .toList(),
                List.of(failure));
    }

    /** {@return the results for the images that failed} */
    public List<ImageResult> failed() {
        return results.stream().filter(ImageResult::isFailed).toList();
    }

    /** {@return the results for the images that exist now} */
    public List<ImageResult> succeeded() {
        return results.stream().filter(result -> !result.isFailed()).toList();
    }

    /** {@return all failures in one exception, if there are any}: each with the names of its images, unless all failed for it */
    public Optional<FdoException> failure() {
        return FdoException.joined(failures.stream().map(this::named).toList());
    }

    /**
     * {@return the failure of a report, with the images that were built or copied nevertheless}
     *
     * @param failure why the report could not be written
     */
    public FdoException unreported(FdoException failure) {
        List<String> images = results.stream()
                .filter(result -> result.outcome() == Outcome.BUILT || result.outcome() == Outcome.COPIED)
                .map(result -> "  [" + result.name() + "] " + made(result))
                .toList();
        List<String> lines = new ArrayList<>(
                (failure.getMessage() + " The images are complete:").lines().toList());
        lines.addAll(images);
        return images.isEmpty() ? failure : new EnvironmentException(lines, failure);
    }

    private static String made(ImageResult result) {
        String what = result.outcome() == Outcome.COPIED ? "copied: " : "built and pushed: ";
        return result.digest()
                .map(digest -> what + result.reference() + "@" + digest)
                .orElseGet(() -> "built, in the engine only: " + result.reference());
    }

    private FdoException named(FdoException failure) {
        List<String> names = failed().stream()
                .filter(result -> result.reason().equals(failure.getMessage()))
                .map(ImageResult::name)
                .toList();
        return names.isEmpty() || names.size() == results.size()
                ? failure
                : failure.prefixed("[" + String.join(", ", names) + "] ");
    }
}
