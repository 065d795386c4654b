package io.github.fdomaven.inspection;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Images as they are looked at, for tests. */
public final class Inspected {

    /** The image of them all. */
    public static final NamedImage IMAGE =
            new NamedImage("base", Reference.parse("registry.example.org/app/base:1"), Optional.empty());

    /** What the image was built FROM. */
    public static final Reference BASE = Reference.parse("docker.io/library/debian:bookworm");

    /** The digest of the image. */
    public static final Digest DIGEST = Digest.parse("sha256:" + "0123456789abcdef".repeat(4));

    /** The digest that the base had. */
    public static final Digest THEN = Digest.parse("sha256:" + "a".repeat(64));

    /** The digest that the base has. */
    public static final Digest NOW = Digest.parse("sha256:" + "b".repeat(64));

    /** When the image was made. */
    public static final Instant CREATED = Instant.parse("2026-11-24T00:02:03Z");

    private Inspected() {}

    /** {@return an image of a registry with some labels} */
    public static ImageDetails image(Map<String, String> labels) {
        return new ImageDetails(
                IMAGE,
                Optional.of(DIGEST),
                Optional.of(MediaTypes.OCI_MANIFEST),
                List.of(Platform.parse("linux/amd64")),
                Optional.empty(),
                5_000_000_000L,
                List.of(layer(THEN, 1_500_000), layer(NOW, 1_200)),
                new ImageConfig(Optional.of(CREATED), Optional.of(Platform.parse("linux/amd64")), labels));
    }

    /** {@return an image of which no more is known than that it is in the engine} */
    public static ImageDetails inEngine() {
        return new ImageDetails(
                IMAGE,
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                0,
                List.of(new ImageDetails.Layer(THEN, Optional.empty())),
                new ImageConfig(Optional.empty(), Optional.empty(), Map.of()));
    }

    /** {@return the labels of an image that was built FROM the base as it was} */
    public static Map<String, String> baseLabels() {
        return baseLabels(BASE.toString(), THEN.toString());
    }

    /** {@return the labels that name a base, and the digest that it had} */
    public static Map<String, String> baseLabels(String base, String digest) {
        return Map.of("fdo.base_image", base, "fdo.base_digest", digest);
    }

    private static ImageDetails.Layer layer(Digest digest, long size) {
        return new ImageDetails.Layer(digest, Optional.of(size));
    }
}
