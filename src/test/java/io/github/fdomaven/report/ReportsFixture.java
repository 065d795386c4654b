package io.github.fdomaven.report;

import io.github.fdomaven.builder.ImageResult;
import io.github.fdomaven.builder.Outcome;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Results of images as reports get them. */
final class ReportsFixture {

    static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
    static final String BASE_DIGEST = "sha256:" + "fedcba9876543210".repeat(4);

    private static final Instant BEGAN = Instant.parse("2026-11-24T10:11:12.345Z");

    private ReportsFixture() {}

    static ImageResult built(String name) {
        return new ImageResult(
                name,
                Reference.parse("registry.example.org/app/"
                        + name.toLowerCase(Locale.ROOT).replace(' ', '-') + ":1"),
                Optional.of(Digest.parse(DIGEST)),
                Outcome.BUILT,
                "the tag does not exist",
                Map.of(
                        "b",
                        "größe \"5\"",
                        "a",
                        "1",
                        "fdo.base_image",
                        "docker.io/library/debian:bookworm",
                        "fdo.base_digest",
                        BASE_DIGEST),
                BEGAN,
                Duration.ofMillis(1234),
                Optional.of(5_000_000_000L));
    }

    static ImageResult failed(String name) {
        return new ImageResult(
                name,
                Reference.parse("registry.example.org/app/" + name + ":1"),
                Optional.empty(),
                Outcome.FAILED,
                "The step exec failed.\n    its last line",
                Map.of(),
                BEGAN,
                Duration.ZERO,
                Optional.empty());
    }
}
