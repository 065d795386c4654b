package io.github.fdomaven.convert;

import io.github.fdomaven.config.NearMisses;
import io.github.fdomaven.convert.YamlValue.Fields;
import io.github.fdomaven.convert.YamlValue.Items;
import io.github.fdomaven.convert.YamlValue.Location;
import io.github.fdomaven.convert.YamlValue.Text;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Notes on what a job has besides the image: it belongs into the job that runs Maven, or has no equivalent. */
final class JobNotes {

    private static final Pattern FAIRY_COMMAND = Pattern.compile("\\bci-fairy\\s++(?:-\\S++\\s++)*+([a-z][a-z-]+)");

    /** A longer name is not close to the name of any setting. */
    private static final int MAX_NAME = 100;

    private static final Map<String, String> FAIRY_ADVICE = Map.of(
            "delete-image", "Run fdo:delete-images instead.",
            "wait-for-pipeline",
                    "For pipelines of dependents, set <wait> of fdo:poke-dependents. Otherwise keep ci-fairy.",
            "generate-template",
                    "The <images> of the POM replace generated jobs of images. Keep ci-fairy for other jobs.");

    /** The keys of a job that are converted, have a note of their own, or are replaced by the job that runs Maven. */
    private static final Set<String> KNOWN_KEYS = Set.of(
            "after_script",
            "before_script",
            "except",
            "extends",
            "image",
            "inherit",
            "needs",
            "only",
            "parallel",
            "rules",
            "script",
            "stage",
            "tags",
            CiConfig.VARIABLES);

    private final CiConfig config;
    private final Consumer<Note> notes;

    JobNotes(CiConfig config, Consumer<Note> notes) {
        this.config = config;
        this.notes = notes;
    }

    /** Notes on a job that builds an image. */
    void ofImage(String name, CiTemplate template, Fields job, JobVariables variables) {
        misspelled(template, job, variables);
        if (variables
                .value("GIT_STRATEGY")
                .filter(value -> value.forMaven().equals("none"))
                .isPresent()) {
            note(
                    variables.location("GIT_STRATEGY").orElse(job.location()),
                    "Leave GIT_STRATEGY: none out of the job that runs Maven. Maven needs the POM, and exec the project's"
                            + " files.");
        }
        job.get("tags")
                .ifPresent(tags -> note(
                        tags.location(),
                        "The job '" + name + "' runs on runners with the tags "
                                + config.texts(tags).stream().map(Text::text).collect(Collectors.joining(", "))
                                + ". Build its image in a job with these tags, with -Dfdo.only=" + name + "."));
        rules(name, job);
        Stream.of("before_script", "after_script")
                .forEach(key -> job.get(key)
                        .ifPresent(script -> note(
                                script.location(),
                                "The " + key + " of the job '" + name
                                        + "' is not part of the image. Keep it in the job that runs Maven.")));
    }

    /**
     * Notes on variables without equivalent, and on names that the templates ignore but that are close to a variable of theirs.
     */
    private void misspelled(CiTemplate template, Fields job, JobVariables variables) {
        Set<String> used = variables.used();
        variables.names().stream()
                .filter(name -> name.startsWith("FDO_") || !template.isOld() && !used.contains(name))
                .filter(name -> name.length() <= MAX_NAME)
                .forEach(name -> NearMisses.find(List.of(name), List.of())
                        .forEach(warning -> note(variables.location(name).orElse(job.location()), warning)));
    }

    private void rules(String name, Fields job) {
        Stream.of("rules", "only", "except")
                .forEach(key -> job.get(key).ifPresent(rules -> {
                    String set = variablesOf(rules);
                    note(
                            rules.location(),
                            "The job '" + name + "' has " + key + ". Keep them in the job that runs Maven."
                                    + (set.isEmpty()
                                            ? ""
                                            : " They set " + set + ": elements of the POM have priority over these"
                                                    + " variables."));
                }));
    }

    /** The names of the variables that rules set. The goal reads FDO_FORCE_REBUILD even if the POM has the setting. */
    private static String variablesOf(YamlValue rules) {
        return rules instanceof Items items
                ? items.items().stream()
                        .filter(Fields.class::isInstance)
                        .flatMap(rule -> ((Fields) rule).get(CiConfig.VARIABLES).stream())
                        .filter(Fields.class::isInstance)
                        .flatMap(variables -> ((Fields) variables).fields().keySet().stream())
                        .filter(name -> !name.equals("FDO_FORCE_REBUILD"))
                        .distinct()
                        .collect(Collectors.joining(", "))
                : "";
    }

    /** A note on the keys that are not part of an image. */
    void ofKeys(String name, Fields job) {
        List<String> others = job.fields().keySet().stream()
                .filter(key -> !KNOWN_KEYS.contains(key))
                .toList();
        if (!others.isEmpty()) {
            note(
                    job.fields().get(others.get(0)).location(),
                    "The job '" + name + "' has " + String.join(", ", others)
                            + ". Keep them in the job that runs Maven.");
        }
    }

    /** Notes on a job that runs in an image. */
    void ofUse(String name, CiTemplate template, Fields job, String reference) {
        note(
                job.location(),
                "The job '" + name + "' extends " + template.name() + ". Write image: " + reference + " instead.");
    }

    /** Notes on a job whose template has no equivalent. */
    void ofUnsupported(String name, CiTemplate template, Fields job, String reason) {
        note(
                job.location(),
                "The job '" + name + "' extends " + template.name() + ", which has no equivalent: " + reason
                        + " Keep the job and its include.");
    }

    /** Notes on each command of ci-fairy, and on pokes. */
    void ofScript(String name, Fields job) {
        Map<String, Location> commands = new LinkedHashMap<>();
        Stream.of("before_script", "script", "after_script")
                .map(job::get)
                .flatMap(Optional::stream)
                .flatMap(script -> config.texts(script).stream())
                .forEach(line -> {
                    if (line.text().contains("/trigger/pipeline")) {
                        note(
                                line.location(),
                                "The job '" + name
                                        + "' triggers a pipeline. If it tells a dependent of a rebuilt image, list the"
                                        + " dependent in <dependents> and run fdo:poke-dependents instead.");
                    }
                    Matcher matcher = FAIRY_COMMAND.matcher(line.text());
                    while (matcher.find()) {
                        commands.putIfAbsent(matcher.group(1), line.location());
                    }
                });
        commands.forEach((command, location) -> note(
                location,
                "The job '" + name + "' runs ci-fairy " + command + ". "
                        + FAIRY_ADVICE.getOrDefault(
                                command, "It has no equivalent: keep the job, and the include of ci-fairy.")));
    }

    private void note(Location location, String text) {
        notes.accept(new Note(location, text));
    }
}
