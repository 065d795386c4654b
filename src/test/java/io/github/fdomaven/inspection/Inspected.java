package io.github.fdomaven.inspection;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.packages.PackageFilter;
import io.github.fdomaven.store.ImageRecord;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An inspected image, and the states of its base image. */
public final class Inspected {

    public static final NamedImage IMAGE =
            new NamedImage("base", Reference.parse("registry.example.org/app/base:1"), Optional.empty());

    public static final PackageFilter ALL_PACKAGES = new PackageFilter(List.of());

    public static final Reference BASE = Reference.parse("docker.io/library/debian:bookworm");

    /** The digest of the base image when the image was built. */
    public static final Digest THEN = Digest.parse("sha256:" + "a".repeat(64));

    /** The digest of the base image now. */
    public static final Digest NOW = Digest.parse("sha256:" + "b".repeat(64));

    public static final Instant CREATED = Instant.parse("2026-11-24T00:02:03Z");

    public static final BaseState FRESH = BaseState.compare(BASE, THEN, THEN);
    public static final BaseState STALE = BaseState.compare(BASE, THEN, NOW);
    public static final BaseState UNKNOWN = BaseState.unknown(Map.of(), "not known");

    private static final ImageManifest MANIFEST = InMemoryRegistry.manifest(THEN);

    public static final Digest DIGEST = MANIFEST.digest();

    private Inspected() {}

    /** An image of a registry with some labels. */
    public static Inspection image(Map<String, String> labels, BaseState base) {
        Platform platform = Platform.parse("linux/amd64");
        ImageRecord.Content content = new ImageRecord.Content(
                Optional.empty(),
                5_000_000_000L,
                List.of(layer(THEN, 1_500_000), layer(NOW, 1_200)),
                ImageConfig.of(CREATED.toString(), Optional.of(platform), labels));
        return inspection(ImageRecord.inRegistry(IMAGE.reference(), MANIFEST, () -> content), base);
    }

    /** An image of an engine that says little about it. */
    public static Inspection inEngine(long size, BaseState base) {
        EngineImage image = new EngineImage(
                NOW.toString(),
                Optional.empty(),
                size,
                List.of(),
                List.of(),
                new ImageConfig(Optional.empty(), Optional.empty(), Map.of()),
                List.of(THEN));
        return inspection(ImageRecord.inEngine(IMAGE.reference(), image), base);
    }

    private static Inspection inspection(ImageRecord image, BaseState base) {
        return new Inspection(IMAGE, image, base, List.of(ImagePackages.of(Optional.empty(), image, ALL_PACKAGES)));
    }

    /** The labels of an image that was built from the base image as it was. */
    public static Map<String, String> baseLabels() {
        return baseLabels(BASE.toString(), THEN.toString());
    }

    public static Map<String, String> baseLabels(String base, String digest) {
        return Map.of("fdo.base_image", base, "fdo.base_digest", digest);
    }

    private static ImageRecord.Layer layer(Digest digest, long size) {
        return new ImageRecord.Layer(digest, Optional.of(size));
    }
}
