package io.github.fdomaven.report;

import io.github.fdomaven.builder.execute.BuildPhase;
import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.inspection.Inspection;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.packages.InstalledPackage;
import io.github.fdomaven.store.ImageRecord;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Images in JSON, as {@code images.json} and {@code inspect.json} have them. */
final class ImageJson {

    private static final double MILLIS = 1000;

    private ImageJson() {}

    /** The result of a build. */
    static Map<String, Object> image(ImageResult result) {
        return object(
                "name", result.name(),
                "reference", result.reference(),
                "digest", result.digest(),
                "outcome", result.outcome().name(),
                "reason", result.reason(),
                "labels", labels(result.labels()),
                "base",
                        object(
                                "reference", FdoLabels.value(result.labels(), FdoLabels.BASE_IMAGE),
                                "digest", FdoLabels.value(result.labels(), FdoLabels.BASE_DIGEST)),
                "began", result.began(),
                "seconds", seconds(result.took()),
                "phases", phases(result.phases()),
                "size", result.size(),
                "packages", result.packages().map(list -> packages(list.packages())),
                "platforms", result.platforms(),
                "images", result.members().stream().map(ImageJson::member).toList());
    }

    private static Map<String, Object> member(ImageResult result) {
        return object(
                "platform", result.image().platform(),
                "reference", result.reference(),
                "digest", result.digest(),
                "outcome", result.outcome().name(),
                "reason", result.reason(),
                "began", result.began(),
                "seconds", seconds(result.took()),
                "phases", phases(result.phases()),
                "size", result.size(),
                "packages", result.packages().map(list -> packages(list.packages())));
    }

    /** The labels without the compressed list of packages, which is a member of its own. */
    private static Map<String, String> labels(Map<String, String> labels) {
        Map<String, String> shown = new TreeMap<>(labels);
        shown.remove(FdoLabels.PACKAGES);
        return shown;
    }

    /** The packages of an image, or of the image for one platform; none if they are unknown. */
    private static Optional<List<Map<String, Object>>> packages(Inspection inspection, Optional<Platform> platform) {
        return inspection.packages().stream()
                .filter(packages -> packages.platform().equals(platform))
                .filter(packages -> packages.list().isPresent())
                .findFirst()
                .map(packages -> packages(packages.shown()));
    }

    private static List<Map<String, Object>> packages(List<InstalledPackage> packages) {
        return packages.stream()
                .map(installed -> object(
                        "name", installed.name(),
                        "version", installed.version(),
                        "architecture", installed.architecture(),
                        "source", installed.source(),
                        "sourceVersion", installed.sourceVersion()))
                .toList();
    }

    private static Map<String, Object> phases(Map<BuildPhase, Duration> phases) {
        Map<String, Object> seconds = new LinkedHashMap<>();
        phases.forEach((phase, took) -> seconds.put(phase.id(), seconds(took)));
        return seconds;
    }

    static Map<String, Object> inspection(Inspection inspection) {
        ImageRecord found = inspection.found();
        ImageRecord.Content content = found.content();
        return object(
                "name", inspection.image().name(),
                "reference", inspection.image().reference(),
                "digest", found.digest(),
                "mediaType", found.manifest().map(Manifest::mediaType),
                "created", content.config().created(),
                "platforms", found.platforms(),
                "images",
                        found.platformImages().entrySet().stream()
                                .map(image -> object(
                                        "platform", image.getKey(),
                                        "reference", image.getValue(),
                                        "packages", packages(inspection, Optional.of(image.getKey()))))
                                .toList(),
                "labels", labels(found.labels()),
                "base",
                        object(
                                "reference", found.label(FdoLabels.BASE_IMAGE),
                                "digest", found.label(FdoLabels.BASE_DIGEST),
                                "now", inspection.base().now(),
                                "state", inspection.base().status().name()),
                "size", content.size(),
                "packages", packages(inspection, Optional.empty()),
                "layers",
                        content.layers().stream()
                                .map(layer -> object("digest", layer.digest(), "size", layer.size()))
                                .toList());
    }

    /** Returns a JSON object of names and values, in this order. */
    static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
    }

    static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS;
    }
}
