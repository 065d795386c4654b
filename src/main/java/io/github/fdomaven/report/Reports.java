package io.github.fdomaven.report;

import io.github.fdomaven.builder.execute.BuildPhase;
import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.command.RunResult;
import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.downstream.Poke;
import io.github.fdomaven.gitlab.Pipeline;
import io.github.fdomaven.inspection.BaseState;
import io.github.fdomaven.inspection.CheckedBase;
import io.github.fdomaven.inspection.Inspection;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.packages.PackageList;
import io.github.fdomaven.retention.Deletion;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.JsonText;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The reports of all goals in one directory. The members of the JSON files have a fixed order. */
public final class Reports {

    /** The report of generate-pipeline. */
    public static final String PIPELINE_FILE = "pipeline.yml";

    private static final double MILLIS = 1000;

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

    /** {@return {@code images.json} of build-image} */
    public Report<List<ImageResult>> images() {
        return json("images.json", list("images", Reports::image), true);
    }

    /** {@return {@code inspect.json} of inspect-image} */
    public Report<List<Inspection>> inspections() {
        return json("inspect.json", list("images", Reports::inspection), false);
    }

    /** {@return {@code bases.json} of check-base} */
    public Report<List<CheckedBase>> bases() {
        return json("bases.json", list("images", Reports::base), true);
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

    private static Map<String, Object> image(ImageResult result) {
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
                "packages", result.packages().map(Reports::packages),
                "platforms", result.platforms(),
                "images", result.members().stream().map(Reports::member).toList());
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
                "packages", result.packages().map(Reports::packages));
    }

    /** The labels without the compressed list of packages, which is a member of its own. */
    private static Map<String, String> labels(Map<String, String> labels) {
        Map<String, String> shown = new TreeMap<>(labels);
        shown.remove(FdoLabels.PACKAGES);
        return shown;
    }

    private static List<Map<String, Object>> packages(PackageList packages) {
        return packages.packages().stream()
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

    private static Map<String, Object> inspection(Inspection inspection) {
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
                                .map(image -> object("platform", image.getKey(), "reference", image.getValue()))
                                .toList(),
                "labels", labels(found.labels()),
                "base",
                        object(
                                "reference", found.label(FdoLabels.BASE_IMAGE),
                                "digest", found.label(FdoLabels.BASE_DIGEST),
                                "now", inspection.base().now(),
                                "state", inspection.base().status().name()),
                "size", content.size(),
                "packages", inspection.packages().map(Reports::packages),
                "layers",
                        content.layers().stream()
                                .map(layer -> object("digest", layer.digest(), "size", layer.size()))
                                .toList());
    }

    private static Map<String, Object> base(CheckedBase checked) {
        BaseState state = checked.state();
        return object(
                "name", checked.image().name(),
                "reference", checked.image().reference(),
                "state", state.status().name(),
                "reason", state.sentence(),
                "base", object("reference", state.base(), "built", state.built(), "now", state.now()));
    }

    private static Map<String, Object> planned(PlannedImage planned) {
        return object(
                "name", planned.image().name(),
                "reference", planned.image().reference(),
                "plan", planned.action().verb(),
                "reason", planned.action().reason(),
                "doubt", planned.action().warning(),
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
        return object(
                "platform", planned.image().platform(),
                "reference", planned.image().reference(),
                "plan", planned.action().verb(),
                "reason", planned.action().reason());
    }

    private static Map<String, Object> poke(Poke poke) {
        return object(
                "project", poke.dependent().project().value(),
                "ref", poke.dependent().ref().value(),
                "outcome", poke.outcome().name(),
                "pipelineId", poke.pipeline().map(Pipeline::id),
                "webUrl", poke.pipeline().flatMap(Pipeline::webUrl),
                "message", poke.message());
    }

    private static Map<String, Object> deletion(Deletion deletion) {
        return object(
                "reference", deletion.reference(),
                "digest", deletion.digest(),
                "outcome", deletion.outcome().name(),
                "reason", deletion.reason());
    }

    private static Map<String, Object> run(RunResult result) {
        return object(
                "name", result.image().name(),
                "reference", result.image().reference(),
                "command", result.command(),
                "status", result.status(),
                "seconds", seconds(result.took()));
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / MILLIS;
    }

    private <T> Report<T> json(String file, Function<T, Map<String, Object>> content, boolean hasDotenv) {
        return new Report<>(directory, Map.of(file, result -> text(content.apply(result))), hasDotenv);
    }

    private static <T> Function<List<T>, Map<String, Object>> list(String name, Function<T, Map<String, Object>> item) {
        return results -> Map.of(name, results.stream().map(item).toList());
    }

    /** Returns a JSON object of names and values, in this order. */
    private static Map<String, Object> object(Object... namesAndValues) {
        Map<String, Object> object = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            object.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return object;
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
