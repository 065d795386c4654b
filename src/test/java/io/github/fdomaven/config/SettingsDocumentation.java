package io.github.fdomaven.config;

import io.github.fdomaven.config.SettingSpec.Scope;
import io.github.fdomaven.config.SettingSpec.Type;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The documentation that follows from the list of settings: the tables of a page, and the parameters of the goals. */
public final class SettingsDocumentation {

    private static final String BEGIN = "<!-- settings:begin -->\n";
    private static final String END = "\n<!-- settings:end -->";
    private static final String SINCE = "1.0.0";

    private SettingsDocumentation() {}

    /**
     * Writes the tables into a page.
     *
     * @param args the path of the page
     */
    public static void main(String[] args) throws IOException {
        Path page = Path.of(args[0]);
        Files.writeString(page, withTables(Files.readString(page)));
    }

    /** The page with the tables as they are now. */
    static String withTables(String page) {
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        return page.substring(0, begin) + tables() + page.substring(end);
    }

    /** The tables of all settings, in Markdown. */
    static String tables() {
        return String.join(
                "\n",
                "## Settings of an image",
                "",
                "Write them in the `<configuration>`, where they apply to all images, or in an `<image>`.",
                "",
                block(table(Scope.IMAGE, false)),
                "",
                "## Settings of the goals",
                "",
                "Write them in the `<configuration>` only.",
                "",
                block(table(Scope.GOAL, true)),
                "",
                "## Elements of a dependent",
                "",
                block(elements(Scope.DEPENDENT)),
                "",
                "## Elements of an engine",
                "",
                block(elements(Scope.ENGINE)),
                "",
                "## Elements of the pipeline",
                "",
                block(elements(Scope.PIPELINE)));
    }

    /** A table whose rows the style of the site shows as blocks on a phone. */
    private static String block(String table) {
        return "<div class=\"settings\">\n\n" + table + "\n\n</div>";
    }

    private static String table(Scope scope, boolean hasGoals) {
        List<String> rows = new ArrayList<>();
        rows.add("| Element | Property | Variables | " + (hasGoals ? "Goals | " : "") + "Default | Description |");
        rows.add("|---|---|---|" + (hasGoals ? "---|" : "") + "---|---|");
        for (Setting setting : Setting.of(scope)) {
            rows.add(row(Stream.of(
                            Stream.of("`<" + setting.element() + ">`"),
                            Stream.of(setting.property()
                                    .map(SettingsDocumentation::code)
                                    .orElse("")),
                            Stream.of(variables(setting).collect(Collectors.joining(", "))),
                            hasGoals ? Stream.of(goals(setting)) : Stream.<String>empty(),
                            Stream.of(setting.spec().defaultText(), setting.description()))
                    .flatMap(Function.identity())
                    .toList()));
        }
        return String.join("\n", rows);
    }

    private static String elements(Scope scope) {
        return Stream.concat(
                        Stream.of("| Element | Default | Description |", "|---|---|---|"),
                        Setting.of(scope).stream()
                                .map(setting -> row(List.of(
                                        "`<" + setting.element() + ">`",
                                        setting.spec().defaultText(),
                                        setting.description()))))
                .collect(Collectors.joining("\n"));
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static Stream<String> variables(Setting setting) {
        return Stream.concat(setting.variable().stream(), setting.spec().ciVariables().stream())
                .map(SettingsDocumentation::code);
    }

    private static String goals(Setting setting) {
        Set<Goal> goals = setting.spec().goals();
        if (goals.equals(Goal.ALL)) {
            return "all";
        }
        return goals.equals(Goal.IMAGES)
                ? "all but " + Goal.CONVERT
                : goals.stream().sorted().map(Goal::toString).collect(Collectors.joining(", "));
    }

    private static String code(String text) {
        return "`" + text + "`";
    }

    /** The goals by name, each with the declarations of its parameters. */
    public static Set<String> goals() {
        return Goal.ALL.stream().map(Goal::toString).collect(Collectors.toSet());
    }

    /** The properties of all settings. */
    public static Set<String> properties() {
        return names(setting -> setting.property().stream());
    }

    /** The variables of all settings. */
    public static Set<String> variables() {
        return names(setting -> setting.variable().stream());
    }

    /** The elements of all settings. */
    public static Set<String> elements() {
        return names(setting -> Stream.of(setting.element()));
    }

    private static Set<String> names(Function<Setting, Stream<String>> names) {
        return Stream.of(Setting.values()).flatMap(names).collect(Collectors.toSet());
    }

    /**
     * Returns the declarations of the parameters of a goal.
     *
     * @param goal the name of the goal
     * @return for each setting the javadoc, the annotation and the field, without line breaks
     */
    public static List<String> parameters(String goal) {
        return Stream.of(Setting.values())
                .filter(setting ->
                        Set.of(Scope.IMAGE, Scope.GOAL).contains(setting.spec().scope()))
                .filter(setting -> setting.spec().goals().stream()
                        .anyMatch(one -> one.toString().equals(goal)))
                .map(SettingsDocumentation::parameter)
                .toList();
    }

    private static String parameter(Setting setting) {
        return "/** " + javadoc(setting) + " @since " + SINCE + " */ @Parameter" + annotation(setting) + " private "
                + fieldType(setting.spec().type()) + " " + setting.element() + ";";
    }

    private static String javadoc(Setting setting) {
        List<String> sentences = new ArrayList<>(List.of(html(setting.description())));
        if (setting.spec().defaultText().equals("required")) {
            sentences.add("Required.");
        } else if (setting.spec().defaultValue().isEmpty()) {
            sentences.add("Default: " + html(setting.spec().defaultText()) + ".");
        }
        List<String> variables =
                variables(setting).map(SettingsDocumentation::html).toList();
        if (!variables.isEmpty()) {
            sentences.add((variables.size() > 1 ? "Variables: " : "Variable: ") + String.join(", ", variables) + ".");
        }
        elementsInside(setting).ifPresent(scope -> sentences.add(list(scope)));
        return String.join(" ", sentences);
    }

    /** The settings that the elements of a list have. */
    private static Optional<Scope> elementsInside(Setting setting) {
        return switch (setting) {
            case IMAGES -> Optional.of(Scope.IMAGE);
            case DEPENDENTS -> Optional.of(Scope.DEPENDENT);
            case ENGINES -> Optional.of(Scope.ENGINE);
            case PIPELINE -> Optional.of(Scope.PIPELINE);
            default -> Optional.empty();
        };
    }

    private static String list(Scope scope) {
        String name =
                switch (scope) {
                    case IMAGE -> "an `<image>`";
                    case PIPELINE -> "the `<pipeline>`";
                    case ENGINE -> "an `<engine>`";
                    default -> "a `<dependent>`";
                };
        return Setting.of(scope).stream()
                .map(setting -> html("`<" + setting.element() + ">`: " + setting.description() + " Default: "
                        + setting.spec().defaultText() + "."))
                .map(text -> "<li>" + text.replace(" Default: required", " Required") + "</li>")
                .collect(Collectors.joining(" ", html("Elements of " + name + ":") + " <ul> ", " </ul>"));
    }

    /** Markdown's backticks as HTML. */
    private static String html(String markdown) {
        String escaped = markdown.replace("<", "&lt;").replace(">", "&gt;");
        return escaped.replaceAll("`([^`]*)`", "<code>$1</code>");
    }

    private static String annotation(Setting setting) {
        String attributes = Stream.of(
                        setting.property().map(name -> "property = \"" + name + "\""),
                        setting.spec().defaultValue().map(value -> "defaultValue = \"" + value + "\""))
                .flatMap(attribute -> attribute.stream())
                .collect(Collectors.joining(", "));
        return attributes.isEmpty() ? "" : "(" + attributes + ")";
    }

    private static String fieldType(Type type) {
        return switch (type) {
            case FLAG -> "boolean";
            case MAP -> "Map<String, String>";
            case ELEMENTS -> "PlexusConfiguration";
            default -> "String";
        };
    }
}
