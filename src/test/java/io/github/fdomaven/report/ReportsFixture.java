package io.github.fdomaven.report;

import io.github.fdomaven.builder.execute.BuildPhase;
import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.store.ImageRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Results of images for the tests of reports. */
final class ReportsFixture {

    static final String BASE_DIGEST = "sha256:" + "fedcba9876543210".repeat(4);

    private static final ImageManifest MANIFEST = InMemoryRegistry.manifest(Digest.parse(BASE_DIGEST));

    static final String DIGEST = MANIFEST.digest().toString();

    private static final Instant BEGAN = Instant.parse("2026-11-24T10:11:12.345Z");

    private ReportsFixture() {}

    static ImageResult built(String name) {
        ImageDefinition image = image(name, name.toLowerCase(Locale.ROOT).replace(' ', '-'));
        Map<String, String> labels = Map.of(
                "b", "größe \"5\"",
                "a", "1",
                "fdo.base_image", "docker.io/library/debian:bookworm",
                "fdo.base_digest", BASE_DIGEST);
        ImageRecord.Content content = new ImageRecord.Content(
                Optional.empty(),
                5_000_000_000L,
                List.of(),
                new ImageConfig(Optional.empty(), Optional.empty(), labels));
        return new ImageResult(
                image,
                Outcome.BUILT,
                "the tag does not exist",
                Optional.of(ImageRecord.inRegistry(image.reference(), MANIFEST, () -> content)),
                BEGAN,
                Duration.ofMillis(1234),
                new EnumMap<>(
                        Map.of(BuildPhase.INSTALL, Duration.ofMillis(900), BuildPhase.PULL, Duration.ofMillis(50))));
    }

    static ImageResult failed(String name) {
        return ImageResult.failed(image(name, name), "The step exec failed.\n    its last line", BEGAN, Duration.ZERO);
    }

    private static ImageDefinition image(String name, String path) {
        return new ImageDefinitionBuilder()
                .name(name)
                .reference("registry.example.org/app/" + path + ":1")
                .build();
    }
}
