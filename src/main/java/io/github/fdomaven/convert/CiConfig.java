package io.github.fdomaven.convert;

import io.github.fdomaven.convert.CiTemplate.Kind;
import io.github.fdomaven.convert.YamlValue.Fields;
import io.github.fdomaven.convert.YamlValue.Location;
import io.github.fdomaven.convert.YamlValue.OfTemplate;
import io.github.fdomaven.convert.YamlValue.Pointer;
import io.github.fdomaven.convert.YamlValue.Text;
import io.github.fdomaven.support.FixableException;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The configuration of a pipeline. It resolves {@code !reference} first and {@code extends} then, in GitLab's order. */
final class CiConfig {

    static final String VARIABLES = "variables";

    /** The keys at the top that are not jobs. */
    private static final Set<String> KEYWORDS = Set.of(
            "after_script",
            "before_script",
            "cache",
            "default",
            "image",
            "include",
            "services",
            "spec",
            "stages",
            "types",
            VARIABLES,
            "workflow");

    /** GitLab's own limit. */
    private static final int MAX_REFERENCES = 10;

    /** GitLab has a limit of 11. */
    private static final int MAX_PARENTS = 100;

    /** Of all jobs. A variable of the whole file counts in each of them. */
    private static final int MAX_VARIABLES = 200_000;

    private final Fields top;
    private final Merger merger;
    private final Consumer<Note> notes;
    private final Map<String, Fields> extended = new HashMap<>();

    /** Mappings whose values are resolved. Many jobs can share a mapping. */
    private final IdentityHashMap<Fields, Fields> complete = new IdentityHashMap<>();

    private int variables;

    CiConfig(Fields top, Merger merger, Consumer<Note> notes) {
        this.top = top;
        this.merger = merger;
        this.notes = notes;
    }

    /** The names of the jobs that GitLab runs. */
    List<String> jobs() {
        return top.fields().entrySet().stream()
                .filter(entry -> entry.getValue() instanceof Fields)
                .map(Map.Entry::getKey)
                .filter(name -> !name.startsWith(".") && !KEYWORDS.contains(name))
                .toList();
    }

    /** The variables of all jobs. */
    Fields variables() {
        return fields(top.get(VARIABLES).flatMap(this::resolved));
    }

    private Fields fields(Optional<YamlValue> value) {
        return value.filter(Fields.class::isInstance)
                .map(Fields.class::cast)
                .map(this::withoutReferences)
                .orElseGet(() -> new Fields(Map.of(), top.location()));
    }

    /** A job with the fields of the jobs that it extends. */
    Fields job(String name) {
        return job(name, top.location(), new LinkedHashSet<>());
    }

    private Fields job(String name, Location from, Set<String> children) {
        if (!children.add(name)) {
            throw new FixableException(from + ": the jobs extend each other in a cycle: "
                    + Stream.concat(children.stream().dropWhile(child -> !child.equals(name)), Stream.of(name))
                            .collect(Collectors.joining(" → "))
                    + ".");
        }
        if (children.size() > MAX_PARENTS) {
            throw new FixableException(from + ": more than " + MAX_PARENTS + " jobs extend each other in a chain.");
        }
        Fields job = extended.get(name);
        if (job == null) {
            job = extend(name, from, children);
            extended.put(name, job);
        }
        children.remove(name);
        return job;
    }

    private Fields extend(String name, Location from, Set<String> children) {
        Optional<Fields> written =
                top.get(name).filter(Fields.class::isInstance).map(Fields.class::cast);
        if (written.isEmpty()) {
            return CiTemplate.named(name)
                    .map(template -> ofTemplate(template, from))
                    .orElseGet(() -> unknown(name, from));
        }
        Fields own = withoutReferences(written.get());
        Fields parents = new Fields(Map.of(), own.location());
        for (Text parent : own.get("extends").map(YamlValue::texts).orElse(List.of())) {
            parents = merger.merge(parents, job(parent.text(), parent.location(), children));
        }
        return merger.merge(parents, own);
    }

    private Fields unknown(String name, Location from) {
        notes.accept(new Note(
                from,
                "No file that was read has the job '" + name + "', which this job extends. What it has is missing."));
        return new Fields(Map.of(), from);
    }

    /** The part of a template that matters here: the script or the image that it gives to a job, and the distribution. */
    private static Fields ofTemplate(CiTemplate template, Location location) {
        Map<String, YamlValue> fields = new LinkedHashMap<>();
        String key = template.kind() == Kind.BUILD || template.kind() == Kind.QEMU ? "script" : "image";
        fields.put(key, new OfTemplate(template, location));
        if (template.kind() != Kind.FAIRY) {
            YamlValue distribution = new Text(template.distribution(), location);
            fields.put(VARIABLES, new Fields(Map.of("FDO_DISTRIBUTION_NAME", distribution), location));
        }
        return new Fields(fields, location);
    }

    /** Resolves the values of a mapping, and those of the variables in it. Other values are resolved when they are read. */
    private Fields withoutReferences(Fields fields) {
        Fields known = complete.get(fields);
        if (known == null) {
            known = resolvedFields(fields);
            complete.put(fields, known);
        }
        return known;
    }

    private Fields resolvedFields(Fields fields) {
        Map<String, YamlValue> resolved = new LinkedHashMap<>();
        fields.fields()
                .forEach((key, value) -> resolved(value)
                        .ifPresent(found -> resolved.put(
                                key,
                                key.equals(VARIABLES) && found instanceof Fields variables
                                        ? withoutReferences(variables)
                                        : found)));
        return new Fields(resolved, fields.location());
    }

    /** A value, with the value that a {@code !reference} points to; empty if no file that was read has it. */
    Optional<YamlValue> resolved(YamlValue value) {
        return resolved(value, 0);
    }

    private Optional<YamlValue> resolved(YamlValue value, int depth) {
        if (!(value instanceof Pointer pointer)) {
            return Optional.of(value);
        }
        if (depth >= MAX_REFERENCES) {
            throw new FixableException(pointer.location() + ": " + pointer + " leads through more than "
                    + MAX_REFERENCES + " references. GitLab allows no more. Does it refer to itself?");
        }
        Optional<YamlValue> found = Optional.of(top);
        for (String key : pointer.path()) {
            found = found.filter(Fields.class::isInstance)
                    .flatMap(parent -> ((Fields) parent).get(key))
                    .flatMap(child -> resolved(child, depth + 1));
        }
        if (found.isEmpty() || pointer.path().isEmpty()) {
            notes.accept(new Note(pointer.location(), "No file that was read has the value of " + pointer + "."));
            return Optional.empty();
        }
        return found;
    }

    /** Counts the variables of one more job. Without a limit, a small file whose jobs share many variables could take forever. */
    void countVariables(int number, Location job) {
        variables += number;
        if (variables > MAX_VARIABLES) {
            throw new FixableException(
                    job + ": the jobs have more than " + MAX_VARIABLES + " variables. Nothing was converted.");
        }
    }

    /** The texts of a value, through references in lists. A list that refers to itself exceeds a limit. */
    List<Text> texts(YamlValue value) {
        return YamlValue.texts(value, item -> resolved(item).orElse(item));
    }
}
