package io.github.fdomaven.builder;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.store.ImageRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * What became of an image.
 *
 * @param name what the image is called in this build
 * @param reference the image's reference
 * @param digest the digest of its manifest, if it is in a registry
 * @param outcome what became of it
 * @param reason why
 * @param labels its labels
 * @param began when work on it began
 * @param took how long that took
 * @param size in bytes, if it is known
 */
public record ImageResult(
        String name,
        Reference reference,
        Optional<Digest> digest,
        Outcome outcome,
        String reason,
        Map<String, String> labels,
        Instant began,
        Duration took,
        Optional<Long> size) {

    static ImageResult of(
            ImageDefinition request, Outcome outcome, ImageRecord image, String reason, Instant began, Duration took) {
        return new ImageResult(
                request.name(),
                request.reference(),
                image.digest(),
                outcome,
                reason,
                image.labels(),
                began,
                took,
                image.size());
    }

    /**
     * {@return the result for an image that could not be brought about}
     *
     * @param request the image that was wanted
     * @param reason why it failed
     * @param began when work on it began
     * @param took how long that took
     */
    public static ImageResult failed(ImageDefinition request, String reason, Instant began, Duration took) {
        return new ImageResult(
                request.name(),
                request.reference(),
                Optional.empty(),
                Outcome.FAILED,
                reason,
                Map.of(),
                began,
                took,
                Optional.empty());
    }
}
