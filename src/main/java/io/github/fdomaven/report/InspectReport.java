package io.github.fdomaven.report;

import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.inspection.Inspection;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.store.ImageRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes what is known of images: {@code inspect.json} for scripts, of the shape of {@code images.json}. */
public final class InspectReport {

    private static final String FILE = "inspect.json";

    private final ReportDirectory directory;

    /**
     * Creates the report of one directory, which need not be there yet.
     *
     * @param directory the directory of the reports
     * @param clean takes what is secret out of a text
     */
    public InspectReport(Path directory, UnaryOperator<String> clean) {
        this.directory = new ReportDirectory(directory, clean);
    }

    /**
     * Makes sure that it can be written.
     *
     * @throws io.github.fdomaven.support.FixableException if the directory cannot be written to
     */
    public void prepare() {
        directory.prepare(FILE);
        directory.delete(FILE);
    }

    /**
     * Writes {@code inspect.json}.
     *
     * @param inspections what is known of each image
     * @throws io.github.fdomaven.support.EnvironmentException if the file cannot be written
     */
    public void write(List<Inspection> inspections) {
        directory.writeJson(
                FILE,
                Map.of("images", inspections.stream().map(InspectReport::json).toList()));
    }

    private static Map<String, Object> json(Inspection inspection) {
        ImageRecord found = inspection.found();
        ImageRecord.Content content = found.content();
        Map<String, Object> image = new LinkedHashMap<>();
        image.put("name", inspection.image().name());
        image.put("reference", inspection.image().reference().toString());
        image.put("digest", found.digest().map(Digest::toString).orElse(null));
        image.put("mediaType", found.manifest().map(Manifest::mediaType).orElse(null));
        image.put("created", content.config().created().map(Instant::toString).orElse(null));
        image.put(
                "platforms", found.platforms().stream().map(Platform::toString).toList());
        image.put("labels", found.labels());
        image.put("base", base(inspection));
        image.put("size", content.size());
        image.put("layers", content.layers().stream().map(InspectReport::json).toList());
        return image;
    }

    private static Map<String, Object> base(Inspection inspection) {
        Map<String, Object> base = new LinkedHashMap<>();
        base.put("reference", inspection.found().label(FdoLabels.BASE_IMAGE).orElse(null));
        base.put("digest", inspection.found().label(FdoLabels.BASE_DIGEST).orElse(null));
        base.put("now", inspection.base().now().map(Digest::toString).orElse(null));
        base.put("state", inspection.base().status().name());
        return base;
    }

    private static Map<String, Object> json(ImageRecord.Layer layer) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("digest", layer.digest().toString());
        json.put("size", layer.size().orElse(null));
        return json;
    }
}
