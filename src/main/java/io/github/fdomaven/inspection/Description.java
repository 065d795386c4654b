package io.github.fdomaven.inspection;

import io.github.fdomaven.inspection.ImageDetails.Layer;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.support.OneLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Describes an image to a person. */
public final class Description {

    private static final double KILOBYTE = 1000;
    private static final double MEGABYTE = 1_000_000;

    private final Inspection inspection;
    private final List<String> lines = new ArrayList<>();

    private Description(Inspection inspection) {
        this.inspection = inspection;
    }

    /**
     * {@return the description, line by line}
     *
     * @param inspection what is known of the image
     */
    public static List<String> of(Inspection inspection) {
        return new Description(inspection).lines();
    }

    private List<String> lines() {
        ImageDetails details = inspection.details();
        lines.add(details.image().toString());
        line(
                "digest",
                details.digest().map(Object::toString).or(() -> Optional.of("none, for it is in the engine only")));
        line("media type", details.mediaType());
        line("platforms", Optional.of(platforms(details)));
        details.member().ifPresent(member -> line("shown below", Optional.of(member.toString())));
        line("created", details.config().created().map(Object::toString));
        line("size", Optional.of(size(details.size()) + " in " + count(details.layers())));
        details.layers().forEach(layer -> line("layer", Optional.of(text(layer))));
        line("base", Optional.of(base(inspection.base())));
        details.labels()
                .forEach((name, value) -> line("label", Optional.of(OneLine.of(name) + " = " + OneLine.of(value))));
        return lines;
    }

    private void line(String name, Optional<String> value) {
        value.filter(text -> !text.isEmpty())
                .ifPresent(text -> lines.add(String.format(Locale.ROOT, "  %-11s %s", name, text)));
    }

    private static String platforms(ImageDetails details) {
        return details.platforms().stream().map(Platform::toString).collect(Collectors.joining(", "));
    }

    private static String count(List<Layer> layers) {
        return layers.size() == 1 ? "1 layer" : layers.size() + " layers";
    }

    private static String text(Layer layer) {
        return layer.digest() + layer.size().map(size -> " " + size(size)).orElse("");
    }

    private static String size(long bytes) {
        return bytes < MEGABYTE - KILOBYTE
                ? String.format(Locale.ROOT, "%.1f kB", bytes / KILOBYTE)
                : String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
    }

    private static String base(BaseState base) {
        return OneLine.of(base.word() + ": " + base.sentence());
    }
}
