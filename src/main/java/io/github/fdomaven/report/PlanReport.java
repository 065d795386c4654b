package io.github.fdomaven.report;

import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.definition.ImageDefinition;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Writes what is to be done for images: {@code plan.json} for scripts, and {@code plan.md}, a graph that GitLab draws. */
public final class PlanReport {

    private static final String JSON = "plan.json";
    private static final String GRAPH = "plan.md";

    private final ReportDirectory directory;

    /**
     * Creates the report of one directory, which need not be there yet.
     *
     * @param directory the directory of the reports
     * @param clean takes what is secret out of a text
     */
    public PlanReport(Path directory, UnaryOperator<String> clean) {
        this.directory = new ReportDirectory(directory, clean);
    }

    /**
     * Makes sure that it can be written.
     *
     * @throws io.github.fdomaven.support.FixableException if the directory cannot be written to
     */
    public void prepare() {
        directory.prepare(JSON, GRAPH);
        directory.delete(JSON);
        directory.delete(GRAPH);
    }

    /**
     * Writes both files.
     *
     * @param plan what is to be done for each image, each after the one that it is FROM
     * @throws io.github.fdomaven.support.EnvironmentException if a file cannot be written
     */
    public void write(List<PlannedImage> plan) {
        directory.writeJson(
                JSON, Map.of("images", plan.stream().map(PlanReport::json).toList()));
        directory.write(GRAPH, new MermaidGraph(plan).text());
    }

    private static Map<String, Object> json(PlannedImage planned) {
        Map<String, Object> image = new LinkedHashMap<>();
        image.put("name", planned.image().name());
        image.put("reference", planned.image().reference().toString());
        image.put("plan", planned.action().verb());
        image.put("reason", planned.action().reason());
        image.put("doubt", planned.action().warning().orElse(null));
        image.put("base", planned.image().recipe().base().text());
        image.put("parent", planned.image().parent().map(ImageDefinition::name).orElse(null));
        return image;
    }
}
