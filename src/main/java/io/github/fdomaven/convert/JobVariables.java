package io.github.fdomaven.convert;

import io.github.fdomaven.convert.ExpandedText.Part;
import io.github.fdomaven.convert.YamlValue.Fields;
import io.github.fdomaven.convert.YamlValue.Location;
import io.github.fdomaven.convert.YamlValue.OfTemplate;
import io.github.fdomaven.convert.YamlValue.Text;
import io.github.fdomaven.support.FixableException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The variables of one job: those of the file, those of the job, and those of the matrix. The last one counts. */
final class JobVariables {

    private static final int MAX_LENGTH = 256 * 1024;
    private static final int MAX_DEPTH = 100;
    private static final int MAX_SLUG = 63;

    /** A variable in a text. Two dollars stand for a dollar that begins no variable. */
    private static final Pattern VARIABLE =
            Pattern.compile("\\$\\$|%%|\\$\\{([A-Za-z_]\\w*)}|\\$([A-Za-z_]\\w*)|%([A-Za-z_]\\w*)%");

    private static final Pattern SECRET =
            Pattern.compile("TOKEN|PASSWORD|PASSWD|SECRET|KEY|CREDENTIAL", Pattern.CASE_INSENSITIVE);

    private static final Pattern USE = Pattern.compile("\\$\\{?(\\w+)");

    private final Map<String, Variable> variables;

    /**
     * A variable of the file.
     *
     * @param isRaw whether GitLab leaves its value as it is
     */
    private record Variable(String text, boolean isRaw, Location location) {}

    private JobVariables(Map<String, Variable> variables) {
        this.variables = variables;
    }

    /**
     * Returns the variables of a job.
     *
     * @param cell the variables that a matrix sets for the job
     */
    static JobVariables of(CiConfig config, String name, Fields job, Map<String, Text> cell) {
        Map<String, Variable> variables = new LinkedHashMap<>();
        predefined(variables, name, job);
        inherited(config, job).forEach((key, value) -> put(variables, key, value));
        job.get(CiConfig.VARIABLES)
                .filter(Fields.class::isInstance)
                .ifPresent(own -> ((Fields) own).fields().forEach((key, value) -> put(variables, key, value)));
        cell.forEach((key, value) -> put(variables, key, value));
        config.countVariables(variables.size(), job.location());
        return new JobVariables(variables);
    }

    /** The predefined variables that depend on the job. The job that runs the plugin has another name. */
    private static void predefined(Map<String, Variable> variables, String name, Fields job) {
        put(variables, "CI_JOB_NAME", new Text(name, job.location()));
        String slug = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "-");
        String limited = slug.substring(0, Math.min(slug.length(), MAX_SLUG)).replaceAll("^-+|-+$", "");
        put(variables, "CI_JOB_NAME_SLUG", new Text(limited, job.location()));
        put(variables, "CI_JOB_STAGE", job.get("stage").orElse(new Text("test", job.location())));
    }

    private static Map<String, YamlValue> inherited(CiConfig config, Fields job) {
        Map<String, YamlValue> all = new LinkedHashMap<>(config.variables().fields());
        Optional<YamlValue> inherit = job.get("inherit")
                .filter(Fields.class::isInstance)
                .flatMap(fields -> ((Fields) fields).get(CiConfig.VARIABLES));
        if (inherit.isPresent()) {
            List<String> names =
                    YamlValue.texts(inherit.get()).stream().map(Text::text).toList();
            all.keySet().removeIf(name -> !names.equals(List.of("true")) && !names.contains(name));
        }
        return all;
    }

    private static void put(Map<String, Variable> variables, String name, YamlValue value) {
        if (value instanceof Fields fields) {
            boolean isRaw = fields.get("expand")
                    .filter(expand -> expand instanceof Text text && text.text().equals("false"))
                    .isPresent();
            fields.get("value")
                    .filter(Text.class::isInstance)
                    .ifPresent(text -> variables.put(name, new Variable(((Text) text).text(), isRaw, text.location())));
        } else if (value instanceof Text text) {
            variables.put(name, new Variable(text.text(), false, text.location()));
        } else if (!(value instanceof OfTemplate)) {
            variables.put(name, new Variable("", true, value.location()));
        }
    }

    Set<String> names() {
        return variables.keySet();
    }

    /** The names of the variables whose values seem to be secrets. */
    Set<String> secrets() {
        return variables.keySet().stream()
                .filter(name -> SECRET.matcher(name).find())
                .collect(Collectors.toSet());
    }

    /** The variables without the secrets, which count as variables that the file does not set. */
    JobVariables withoutSecrets() {
        Map<String, Variable> others = new LinkedHashMap<>(variables);
        others.keySet().removeAll(secrets());
        return new JobVariables(others);
    }

    /** The names of the variables that variables of the job contain. */
    Set<String> used() {
        return variables.values().stream()
                .flatMap(variable -> USE.matcher(variable.text()).results())
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }

    Optional<Location> location(String name) {
        return Optional.ofNullable(variables.get(name)).map(Variable::location);
    }

    /** The value of a variable; empty if the file does not set it, or to nothing. */
    Optional<ExpandedText> value(String name) {
        return variables.containsKey(name)
                ? Optional.of(expand("$" + name)).filter(text -> !text.isBlank())
                : Optional.empty();
    }

    /** Replaces the variables of a text, and those in their values. */
    ExpandedText expand(String text) {
        List<Part> parts = new ArrayList<>();
        new Expansion(parts).expand(text);
        return new ExpandedText(parts);
    }

    /** Replaces the variables of one text. */
    private final class Expansion {

        private final List<Part> parts;
        private final Set<String> open = new LinkedHashSet<>();
        private int length;

        Expansion(List<Part> parts) {
            this.parts = parts;
        }

        void expand(String text) {
            Matcher matcher = VARIABLE.matcher(text);
            int end = 0;
            for (; matcher.find(); end = matcher.end()) {
                literal(text.substring(end, matcher.start()));
                replace(matcher);
            }
            literal(text.substring(end));
        }

        private void replace(Matcher matcher) {
            String found = matcher.group();
            boolean isPercent = found.startsWith("%");
            String name = matcher.group(1) == null
                    ? matcher.group(2) == null ? matcher.group(3) : matcher.group(2)
                    : matcher.group(1);
            if (name == null) {
                literal(isPercent ? found : "$");
            } else if (isPercent && !variables.containsKey(name)) {
                literal(found);
            } else {
                variable(name);
            }
        }

        /** A variable that contains itself, such as a path with another directory, stands for its value outside of the file. */
        private void variable(String name) {
            Variable variable = variables.get(name);
            if (variable == null || !open.add(name)) {
                parts.add(new Part(name, true));
                return;
            }
            if (open.size() > MAX_DEPTH) {
                throw new FixableException(variable.location() + ": more than " + MAX_DEPTH
                        + " variables contain each other in a chain. Nothing was converted.");
            }
            if (variable.isRaw()) {
                literal(variable.text());
            } else {
                expand(variable.text());
            }
            open.remove(name);
        }

        private void literal(String text) {
            length += text.length() + 1;
            if (length > MAX_LENGTH) {
                throw new FixableException("The variables of the file contain each other so often that a value has more"
                        + " than " + MAX_LENGTH + " characters. Nothing was converted.");
            }
            parts.add(new Part(text, false));
        }
    }
}
