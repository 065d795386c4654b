package io.github.fdomaven.inspection;

import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The description of an image for the console, line by line. */
public final class Description {

    private static final double KILOBYTE = 1000;
    private static final double MEGABYTE = 1_000_000;

    private final List<String> lines = new ArrayList<>();

    private Description() {}

    /**
     * {@return the lines}
     *
     * @param inspection the image
     */
    public static List<String> of(Inspection inspection) {
        Description description = new Description();
        description.add(inspection);
        return description.lines;
    }

    private void add(Inspection inspection) {
        ImageRecord found = inspection.found();
        ImageRecord.Content content = found.content();
        lines.add(inspection.image().toString());
        line("digest", found.digest().map(Object::toString).orElse("none, the image is in the engine only"));
        found.manifest().ifPresent(manifest -> line("media type", manifest.mediaType()));
        line("platforms", found.platforms().stream().map(Platform::toString).collect(Collectors.joining(", ")));
        content.member().ifPresent(member -> line("shown below", member.toString()));
        content.config().created().ifPresent(created -> line("created", created.toString()));
        int count = content.layers().size();
        line("size", size(content.size()) + " in " + count + (count == 1 ? " layer" : " layers"));
        for (ImageRecord.Layer layer : content.layers()) {
            line(
                    "layer",
                    layer.digest() + layer.size().map(size -> " " + size(size)).orElse(""));
        }
        line(
                "base",
                OneLine.of(inspection.base().status() + ": " + inspection.base().sentence()));
        found.labels().forEach((name, value) -> line("label", OneLine.of(name) + " = " + OneLine.of(value)));
    }

    private void line(String name, String value) {
        if (!value.isEmpty()) {
            lines.add(String.format(Locale.ROOT, "  %-11s %s", name, value));
        }
    }

    private static String size(long bytes) {
        return bytes < MEGABYTE - KILOBYTE
                ? String.format(Locale.ROOT, "%.1f kB", bytes / KILOBYTE)
                : String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
    }
}
