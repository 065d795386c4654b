package io.github.fdomaven.report;

import io.github.fdomaven.inspection.BaseState;
import io.github.fdomaven.inspection.CheckedBase;
import io.github.fdomaven.oci.Digest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes whether the bases of images are still the same: {@code bases.json} for scripts. */
public final class BaseReport {

    private static final String FILE = "bases.json";

    private final ReportDirectory directory;

    /**
     * Creates the report of one directory, which need not be there yet.
     *
     * @param directory the directory of the reports
     * @param clean takes what is secret out of a text
     */
    public BaseReport(Path directory, UnaryOperator<String> clean) {
        this.directory = new ReportDirectory(directory, clean);
    }

    /**
     * Makes sure that it can be written.
     *
     * @throws io.github.fdomaven.support.FixableException if the directory cannot be written to
     */
    public void prepare() {
        directory.prepare(FILE, DotenvReport.FILE);
        directory.delete(FILE);
    }

    /**
     * Writes {@code bases.json}.
     *
     * @param checked each image, and whether its base is still the same
     * @throws io.github.fdomaven.support.EnvironmentException if the file cannot be written
     */
    public void write(List<CheckedBase> checked) {
        directory.writeJson(
                FILE, Map.of("images", checked.stream().map(BaseReport::json).toList()));
    }

    private static Map<String, Object> json(CheckedBase checked) {
        BaseState state = checked.state();
        Map<String, Object> base = new LinkedHashMap<>();
        base.put("reference", state.base().orElse(null));
        base.put("built", state.built().map(Digest::toString).orElse(null));
        base.put("now", state.now().map(Digest::toString).orElse(null));
        Map<String, Object> image = new LinkedHashMap<>();
        image.put("name", checked.image().name());
        image.put("reference", checked.image().reference().toString());
        image.put("state", state.status().name());
        image.put("reason", state.sentence());
        image.put("base", base);
        return image;
    }
}
