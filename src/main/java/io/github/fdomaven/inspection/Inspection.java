package io.github.fdomaven.inspection;

import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * An image that exists, and the state of its base image.
 *
 * @param found the image as the registry or the engine has it, its content fetched
 * @param packages the packages of the image; of an index those of each of its images
 */
public record Inspection(NamedImage image, ImageRecord found, BaseState base, List<ImagePackages> packages) {

    private static final double KILOBYTE = 1000;
    private static final double MEGABYTE = 1_000_000;

    public Inspection {
        packages = List.copyOf(packages);
    }

    /** {@return the lines that describe the image on the console} */
    public List<String> description() {
        List<String> lines = new ArrayList<>(List.of(image.toString()));
        ImageRecord.Content content = found.content();
        line(lines, "digest", found.digest().map(Object::toString).orElse("none, the image is in the engine only"));
        found.manifest().ifPresent(manifest -> line(lines, "media type", manifest.mediaType()));
        line(
                lines,
                "platforms",
                found.platforms().stream().map(Platform::toString).collect(Collectors.joining(", ")));
        found.platformImages().forEach((platform, image) -> line(lines, "image", platform + " " + image));
        content.member().ifPresent(member -> line(lines, "shown below", member.toString()));
        content.config().created().ifPresent(created -> line(lines, "created", created.toString()));
        int count = content.layers().size();
        line(lines, "size", size(content.size()) + " in " + count + (count == 1 ? " layer" : " layers"));
        for (ImageRecord.Layer layer : content.layers()) {
            String size = layer.size().map(bytes -> " " + size(bytes)).orElse("");
            line(lines, "layer", layer.digest() + size);
        }
        line(lines, "base", OneLine.of(base.status() + ": " + base.sentence()));
        packages.forEach(listed -> line(
                lines,
                "packages",
                listed.platform().map(platform -> platform + " ").orElse("") + listed.summary()));
        found.labels().forEach((name, value) -> {
            if (!name.equals(FdoLabels.PACKAGES)) {
                line(lines, "label", OneLine.of(name) + " = " + OneLine.of(value));
            }
        });
        return lines;
    }

    private static void line(List<String> lines, String name, String value) {
        if (!value.isEmpty()) {
            lines.add(String.format(Locale.ROOT, "  %-11s %s", name, value));
        }
    }

    static String size(long bytes) {
        return bytes < MEGABYTE - KILOBYTE
                ? String.format(Locale.ROOT, "%.1f kB", bytes / KILOBYTE)
                : String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
    }
}
