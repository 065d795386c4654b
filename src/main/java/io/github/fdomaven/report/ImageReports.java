package io.github.fdomaven.report;

import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.oci.Digest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Writes what became of images: {@code images.json} for scripts. */
public final class ImageReports {

    private static final String FILE = "images.json";
    private static final double MILLIS = 1000;

    private final ReportDirectory directory;

    /**
     * Creates the reports of one directory, which need not be there yet.
     *
     * @param directory the directory of the reports
     * @param clean takes what is secret out of a text
     */
    public ImageReports(Path directory, UnaryOperator<String> clean) {
        this.directory = new ReportDirectory(directory, clean);
    }

    /**
     * Makes sure, before anything is done that would have to be reported, that it can be.
     *
     * @throws io.github.fdomaven.support.FixableException if the directory cannot be written to
     */
    public void prepare() {
        directory.prepare(FILE, DotenvReport.FILE);
        directory.delete(FILE);
    }

    /**
     * Writes {@code images.json}.
     *
     * @param results what became of each image
     * @throws io.github.fdomaven.support.EnvironmentException if the file cannot be written
     */
    public void write(List<ImageResult> results) {
        Map<String, Object> document =
                Map.of("images", results.stream().map(ImageReports::json).toList());
        directory.writeJson(FILE, document);
    }

    private static Map<String, Object> json(ImageResult result) {
        Map<String, Object> base = new LinkedHashMap<>();
        base.put("reference", emptyToNull(result.labels().get(FdoLabels.BASE_IMAGE)));
        base.put("digest", emptyToNull(result.labels().get(FdoLabels.BASE_DIGEST)));
        Map<String, Object> image = new LinkedHashMap<>();
        image.put("name", result.name());
        image.put("reference", result.reference().toString());
        image.put("digest", result.digest().map(Digest::toString).orElse(null));
        image.put("outcome", result.outcome().name());
        image.put("reason", result.reason());
        image.put("labels", new TreeMap<>(result.labels()));
        image.put("base", base);
        image.put("began", result.began().toString());
        image.put("seconds", result.took().toMillis() / MILLIS);
        image.put("size", result.size().orElse(null));
        return image;
    }

    private static String emptyToNull(String text) {
        return text == null || text.isEmpty() ? null : text;
    }
}
