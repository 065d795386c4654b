package io.github.fdomaven.report.page;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.fdomaven.builder.execute.BuildPhase;
import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.inspection.ImageDifference;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.packages.InstalledPackage;
import io.github.fdomaven.packages.OperatingSystem;
import io.github.fdomaven.packages.PackageFormat;
import io.github.fdomaven.packages.PackageList;
import io.github.fdomaven.store.ImageRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Results of builds for the tests of the page. */
public final class PageResults {

    /** A text that tries to leave each context that it can be in. */
    public static final String HOSTILE = "</script></style></title>--><!--end IMAGES--><img src=x onerror=alert(1)>"
            + "\" onmouseover='alert(2)' \u202Eevil\u202C \u0000\u001b[31m\u200B\uFFFE &lt;b&gt; ${x} \uD83D\uDE00 שלום \uD800";

    private static final Instant BEGAN = Instant.parse("2026-11-27T03:10:05.250Z");
    private static final String BASE_DIGEST = "sha256:" + "fedcba9876543210".repeat(4);
    private static final Platform AMD64 = Platform.parse("linux/amd64");

    private PageResults() {}

    /** A build in which much happens: images of several base images and platforms, with all outcomes. */
    public static List<ImageResult> results() {
        ImageDefinition debian = image("debian", "debian:bookworm").build();
        ImageDefinition java = image("java", "debian:bookworm").parent(debian).build();
        ImageDefinition maven = image("maven", "debian:bookworm").parent(java).build();
        ImageDefinition node = image("node", "debian:bookworm").parent(debian).build();
        ImageDefinition docs = image("docs", "debian:bookworm").parent(node).build();
        ImageDefinition tools = image("tools", "alpine:3.20").build();
        ImageResult rebuilt =
                built(debian, "a rebuild is forced: its base image has changed", 0, 48, packages("debian", 214));
        ImageResult before = built(debian, "a rebuild is forced", 0, 48, packages("debian", 209));
        return List.of(
                changed(
                        rebuilt,
                        ImageDifference.between(
                                before.found().orElseThrow(), rebuilt.found().orElseThrow())),
                built(java, "its base image 'debian' is built", 46, 34, packages("debian", 260)),
                failed(maven, 75, 12),
                built(node, "its base image 'debian' is built", 46, 21, packages("debian", 312)),
                ImageResult.failed(docs, "its base image 'node' fails", BEGAN.plusSeconds(67), Duration.ZERO),
                fedora(),
                new ImageResult(
                        tools,
                        Outcome.SKIPPED,
                        "the tag exists",
                        found(tools, Map.of(), Optional.of(packages("alpine", 40))),
                        BEGAN,
                        Duration.ofMillis(80),
                        Map.of()));
    }

    private static ImageResult fedora() {
        ImageDefinition fedora = image("fedora", "registry.example.org/mirror/with/a/long/path/fedora:41")
                .platforms("linux/amd64", "linux/arm64")
                .build();
        ImageResult amd64 = built(fedora.members().get(0), "the tag does not exist", 4, 61, packages("fedora", 160));
        ImageResult arm64 = built(fedora.members().get(1), "the tag does not exist", 4, 94, packages("fedora", 158));
        return new ImageResult(
                fedora,
                Outcome.BUILT,
                "the tag does not exist",
                found(fedora, Map.of(), Optional.empty()),
                BEGAN.plusSeconds(4),
                Duration.ofSeconds(97),
                Map.of(BuildPhase.PUSH, Duration.ofSeconds(2)),
                Optional.empty(),
                List.of(amd64, arm64));
    }

    /** The result of a build that has replaced another image. */
    static ImageResult changed(ImageResult result, ImageDifference difference) {
        return new ImageResult(
                result.image(),
                result.outcome(),
                result.reason(),
                result.found(),
                result.began(),
                result.took(),
                result.phases(),
                Optional.of(difference),
                List.of());
    }

    /** Many images, each with some packages, of which up to ten are in one chain. */
    public static List<ImageResult> many(int count) {
        List<ImageResult> results = new ArrayList<>();
        List<ImageDefinition> images = new ArrayList<>();
        PackageList packages = packages("debian", 50);
        for (int i = 0; i < count; i++) {
            ImageDefinitionBuilder image = image("image-" + i, "debian:bookworm");
            images.add((i % 10 == 0 ? image : image.parent(images.get(Math.max(i - i % 10, i - 1 - i % 3)))).build());
            results.add(built(images.get(i), "the tag does not exist", i, 5 + i % 17, packages));
        }
        return results;
    }

    /** An image all of whose texts are hostile. */
    public static ImageResult hostile(String text) {
        ImageDefinition image = new ImageDefinitionBuilder()
                .name(text)
                .reference("registry.example.org/app/hostile:1")
                .build();
        PackageList packages = new PackageList(
                PackageFormat.DEB,
                new OperatingSystem("debian", "12"),
                List.of(visible(text).isEmpty() ? installed("a", "1") : installed(visible(text), visible(text))));
        return new ImageResult(
                image,
                Outcome.FAILED,
                text + "\n" + text,
                found(image, Map.of(text, text, "fdo.base_image", text), Optional.of(packages)),
                BEGAN,
                Duration.ofSeconds(1),
                Map.of());
    }

    /** A package cannot have control characters. */
    private static String visible(String text) {
        return text.replaceAll("[\\u0000-\\u001f\\u007f]", "");
    }

    private static ImageDefinitionBuilder image(String name, String base) {
        return new ImageDefinitionBuilder()
                .name(name)
                .base(base)
                .reference("registry.example.org/group/project/" + name + "/bookworm:2026.11");
    }

    private static ImageResult built(
            ImageDefinition image, String reason, int second, int seconds, PackageList packages) {
        return new ImageResult(
                image,
                Outcome.BUILT,
                reason,
                found(image, Map.of("maintainer", "Müller & Söhne <mueller@example.org>"), Optional.of(packages)),
                BEGAN.plusSeconds(second),
                Duration.ofSeconds(seconds),
                phases(seconds * 1000));
    }

    private static Map<BuildPhase, Duration> phases(int millis) {
        Map<BuildPhase, Duration> phases = new EnumMap<>(BuildPhase.class);
        int[] parts = {12, 2, 1, 15, 28, 16, 1, 2, 9, 10};
        for (BuildPhase phase : BuildPhase.values()) {
            phases.put(phase, Duration.ofMillis((long) millis * parts[phase.ordinal()] / 100));
        }
        return phases;
    }

    private static ImageResult failed(ImageDefinition image, int second, int seconds) {
        return new ImageResult(
                image,
                Outcome.FAILED,
                "The step exec failed with status 2, in the image maven.\n"
                        + "  + mvn -B -q dependency:go-offline\n"
                        + "  [ERROR] Unknown lifecycle phase \"go\". You must specify a valid lifecycle phase.\n"
                        + "Fix the script, then run the goal again.",
                Optional.empty(),
                BEGAN.plusSeconds(second),
                Duration.ofSeconds(seconds),
                new EnumMap<>(Map.of(BuildPhase.PULL, Duration.ofSeconds(1), BuildPhase.EXEC, Duration.ofSeconds(10))));
    }

    private static Optional<ImageRecord> found(
            ImageDefinition image, Map<String, String> own, Optional<PackageList> packages) {
        Map<String, String> labels = new TreeMap<>(Map.of(
                "fdo.base_image",
                "docker.io/library/debian:bookworm",
                "fdo.base_digest",
                BASE_DIGEST,
                "fdo.pipeline_id",
                "4711",
                "fdo.recipe_digest",
                "sha256:" + "0123456789abcdef".repeat(4)));
        labels.putAll(own);
        packages.flatMap(PackageList::label).ifPresent(label -> labels.put("fdo.packages", label));
        Platform platform = image.platform().orElse(AMD64);
        ImageRecord.Content content = new ImageRecord.Content(
                Optional.empty(),
                118_400_000L,
                List.of(),
                new ImageConfig(Optional.empty(), Optional.of(platform), labels));
        return Optional.of(ImageRecord.inRegistry(
                image.reference(),
                InMemoryRegistry.manifest(Digest.sha256(image.name().getBytes(UTF_8))),
                () -> content));
    }

    private static PackageList packages(String system, int count) {
        List<InstalledPackage> packages = new ArrayList<>();
        packages.add(installed("openssl", "3.0.15-1~deb12u1"));
        packages.add(installed("git", "1:2.39.5-0+deb12u2"));
        for (int i = 2; i < count; i++) {
            packages.add(installed("lib" + Integer.toString(i * 7919, 36), i % 9 + "." + i % 7 + "-" + i));
        }
        return new PackageList(PackageFormat.DEB, new OperatingSystem(system, "12"), packages);
    }

    private static InstalledPackage installed(String name, String version) {
        return new InstalledPackage(name, version, "amd64", name, version);
    }
}
