package io.github.fdomaven.report;

import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.command.RunResult;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.downstream.Poke;
import io.github.fdomaven.gitlab.Pipeline;
import io.github.fdomaven.inspection.BaseState;
import io.github.fdomaven.inspection.CheckedBase;
import io.github.fdomaven.inspection.CheckedPackages;
import io.github.fdomaven.inspection.ImageDifference;
import io.github.fdomaven.inspection.Inspection;
import io.github.fdomaven.inspection.PackageState;
import io.github.fdomaven.retention.Deletion;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.JsonText;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The reports of all goals in one directory. The members of the JSON files have a fixed order. */
public final class Reports {

    /** The report of generate-pipeline. */
    public static final String PIPELINE_FILE = "pipeline.yml";

    private final ReportDirectory directory;
    private final UnaryOperator<String> redact;

    /**
     * Creates the reports of one directory, which may not exist yet. The function masks secrets, which a registry or GitLab
     * may have repeated in an answer.
     */
    public Reports(Path directory, UnaryOperator<String> redact) {
        this.directory = new ReportDirectory(directory);
        this.redact = redact;
    }

    /**
     * {@return {@code images.json} of build-image, {@code gl-sbom-<name>.cdx.json} of each image with a list of packages, and
     * {@code diff.json} and {@code diff.md} if an image was compared with another one}
     */
    public Report<List<ImageResult>> images() {
        return json("images.json", list("images", ImageJson::image), true)
                .with(results -> SbomFiles.ofResults(results, this::sbom), true)
                .withOptional(Map.of(
                        "diff.json", this::differencesJsonOf,
                        "diff.md", this::markdownOf));
    }

    private Optional<String> differencesJsonOf(List<ImageResult> results) {
        List<ImageDifference> differences = differences(results);
        return differences.isEmpty() ? Optional.empty() : Optional.of(differencesJson(differences));
    }

    private Optional<String> markdownOf(List<ImageResult> results) {
        List<ImageDifference> differences = differences(results);
        return differences.isEmpty() ? Optional.empty() : Optional.of(markdown(differences));
    }

    private static List<ImageDifference> differences(List<ImageResult> results) {
        List<ImageDifference> differences = new ArrayList<>();
        for (ImageResult result : results) {
            differences.addAll(result.differences());
        }
        return differences;
    }

    private String markdown(List<ImageDifference> differences) {
        return new DifferenceReport(redact).markdown(differences);
    }

    /** {@return the page {@code index.html}} The consumer gets the problem if the page cannot be written. */
    public PageReport page(Consumer<FdoException> warnings) {
        return new PageReport(directory, redact, warnings);
    }

    /**
     * {@return {@code inspect.json} of inspect-image, and {@code gl-sbom-<name>.cdx.json} of each image with a list of packages} The
     * SBOMs of other images, from an earlier goal, are kept.
     */
    public Report<List<Inspection>> inspections() {
        return json("inspect.json", list("images", ImageJson::inspection), false)
                .with(inspections -> SbomFiles.ofInspections(inspections, this::sbom), false);
    }

    /** In one line, because GitLab limits the size of the file. */
    private String sbom(CycloneDx sbom) {
        return JsonText.write(plain(sbom.document())) + "\n";
    }

    /** {@return {@code diff.json} and {@code diff.md} of diff-image} */
    public Report<List<ImageDifference>> differences() {
        Map<String, Function<List<ImageDifference>, String>> files = new LinkedHashMap<>();
        files.put("diff.json", this::differencesJson);
        files.put("diff.md", this::markdown);
        return new Report<>(directory, files, false);
    }

    private String differencesJson(List<ImageDifference> differences) {
        return text(DifferenceReport.json(differences));
    }

    /** {@return {@code bases.json} of check-base} */
    public Report<List<CheckedBase>> bases() {
        return json("bases.json", list("images", Reports::base), true);
    }

    /** {@return {@code packages.json} of check-packages} */
    public Report<List<CheckedPackages>> packages() {
        return json("packages.json", list("images", Reports::packages), true);
    }

    /** {@return {@code plan.json} and {@code plan.md}, a graph that GitLab draws, of plan} */
    public Report<List<PlannedImage>> plan() {
        Map<String, Function<List<PlannedImage>, String>> files = new LinkedHashMap<>();
        files.put("plan.json", plan -> text(list("images", Reports::planned).apply(plan)));
        files.put("plan.md", plan -> new MermaidGraph(plan).text());
        return new Report<>(directory, files, false);
    }

    /** {@return {@code pipeline.yml} of generate-pipeline, whose text has no secrets} */
    public Report<String> pipeline() {
        return new Report<>(directory, Map.of(PIPELINE_FILE, text -> text), false);
    }

    /** {@return {@code pokes.json} of poke-dependents} */
    public Report<List<Poke>> pokes() {
        return json("pokes.json", list("pokes", Reports::poke), false);
    }

    /** {@return {@code convert.xml} of convert} */
    public Report<String> conversion() {
        return new Report<>(directory, Map.of("convert.xml", redact), false);
    }

    /** {@return {@code deletions.json} of delete-images} */
    public Report<List<Deletion>> deletions() {
        return json("deletions.json", list("deletions", Reports::deletion), false);
    }

    /** {@return {@code run.json} of run} */
    public Report<RunResult> run() {
        return json("run.json", Reports::run, false);
    }

    private static Map<String, Object> base(CheckedBase checked) {
        BaseState state = checked.state();
        return ImageJson.object(
                "name", checked.image().name(),
                "reference", checked.image().reference(),
                "state", state.status().name(),
                "reason", state.sentence(),
                "base", ImageJson.object("reference", state.base(), "built", state.built(), "now", state.now()));
    }

    private static Map<String, Object> packages(CheckedPackages checked) {
        List<Map<String, Object>> images = new ArrayList<>();
        checked.platforms().forEach((platform, state) -> {
            Map<String, Object> image = ImageJson.object("platform", platform);
            image.putAll(packages(state));
            images.add(image);
        });
        Map<String, Object> all = ImageJson.object(
                "name", checked.image().name(), "reference", checked.image().reference());
        all.putAll(packages(checked.state()));
        all.put("images", images);
        return all;
    }

    private static Map<String, Object> packages(PackageState state) {
        return ImageJson.object(
                "state", state.status().name(),
                "reason", state.sentence(),
                "updates",
                        state.updates().stream()
                                .map(update -> ImageJson.object(
                                        "package", update.name(),
                                        "installed", update.installed(),
                                        "available", update.available(),
                                        "security", update.security()))
                                .toList());
    }

    private static Map<String, Object> planned(PlannedImage planned) {
        return ImageJson.object(
                "name", planned.image().name(),
                "reference", planned.image().reference(),
                "plan", planned.action().verb(),
                "reason", planned.action().reason(),
                "warning", planned.action().warning(),
                "base", planned.image().recipe().base().text(),
                "parent", planned.image().parent().map(ImageDefinition::name),
                "platforms", planned.image().platforms(),
                "images",
                        planned.parts().stream()
                                .filter(part -> part != planned)
                                .map(Reports::plannedMember)
                                .toList());
    }

    private static Map<String, Object> plannedMember(PlannedImage planned) {
        return ImageJson.object(
                "platform", planned.image().platform(),
                "reference", planned.image().reference(),
                "plan", planned.action().verb(),
                "reason", planned.action().reason());
    }

    private static Map<String, Object> poke(Poke poke) {
        return ImageJson.object(
                "project", poke.dependent().project().value(),
                "ref", poke.dependent().ref().value(),
                "outcome", poke.outcome().name(),
                "pipelineId", poke.pipeline().map(Pipeline::id),
                "webUrl", poke.pipeline().flatMap(Pipeline::webUrl),
                "message", poke.message());
    }

    private static Map<String, Object> deletion(Deletion deletion) {
        return ImageJson.object(
                "reference", deletion.reference(),
                "digest", deletion.digest(),
                "outcome", deletion.outcome().name(),
                "reason", deletion.reason());
    }

    private static Map<String, Object> run(RunResult result) {
        return ImageJson.object(
                "name", result.image().name(),
                "reference", result.image().reference(),
                "command", result.command(),
                "status", result.status(),
                "seconds", ImageJson.seconds(result.took()));
    }

    private <T> Report<T> json(String file, Function<T, Map<String, Object>> content, boolean hasDotenv) {
        return new Report<>(directory, Map.of(file, result -> text(content.apply(result))), hasDotenv);
    }

    private static <T> Function<List<T>, Map<String, Object>> list(String name, Function<T, Map<String, Object>> item) {
        return results -> Map.of(name, results.stream().map(item).toList());
    }

    private String text(Map<String, Object> document) {
        return JsonText.writeIndented(plain(document)) + "\n";
    }

    /** Turns values into maps, lists, numbers, null and masked strings. */
    private Object plain(Object value) {
        if (value instanceof Optional<?> optional) {
            return plain(optional.orElse(null));
        }
        if (value instanceof OptionalInt optional) {
            return optional.isPresent() ? optional.getAsInt() : null;
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> plain = new LinkedHashMap<>();
            map.forEach((key, member) -> plain.put(redact.apply(key.toString()), plain(member)));
            return plain;
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(this::plain).toList();
        }
        return value == null || value instanceof Number ? value : redact.apply(value.toString());
    }
}
