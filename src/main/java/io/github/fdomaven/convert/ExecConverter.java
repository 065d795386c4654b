package io.github.fdomaven.convert;

import io.github.fdomaven.convert.ExpandedText.Part;
import io.github.fdomaven.convert.YamlValue.Location;
import io.github.fdomaven.definition.Exec;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.OneLine;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Converts {@code FDO_DISTRIBUTION_EXEC}. GitLab replaces the variables in it, and passes all variables of the job to the scripts
 * that it runs. The plugin passes only those that {@code execEnvironment} names.
 */
final class ExecConverter {

    private static final String PROJECT_DIRECTORY = "CI_PROJECT_DIR";

    /** The variables of GitLab, its runners and the templates. */
    private static final Pattern OF_GITLAB = Pattern.compile("CI_|GIT_|FDO_");

    /** Maven would replace it, if it has a property of this name. The form without braces is only for the shell. */
    private static final Pattern IN_BRACES = Pattern.compile("\\$\\{([A-Za-z_]\\w*)}(?![\\w\\[])");

    /**
     * What Maven would replace although it is text of the command: a name with a dot, an object of Maven, or an element of the
     * POM. Other names in braces are left to the shell.
     */
    private static final Pattern EXPRESSION = Pattern.compile("\\$\\{(?:[\\w-]+\\."
            + "|(?:basedir|env|mojo|plugin|pom|project|session|settings)[^}]{0,100}\\."
            + "|(?:basedir|executedProject|localRepository|mojo|mojoExecution|plugin|pom|project|reactorProjects"
            + "|repositorySystemSession|rootDirectory|session|settings|artifactId|build|description|groupId|id|modelVersion"
            + "|name|packaging|parent|properties|url|version)(?=[}\\[/]))[^}\\n]{0,100}}?");

    private final JobVariables variables;
    private final Set<String> secrets;
    private final Path root;
    private final Location location;
    private final Consumer<Note> notes;

    /**
     * The result.
     *
     * @param command the text of {@code exec}
     * @param environment the names in {@code execEnvironment}
     */
    record Converted(String command, List<String> environment) {}

    ExecConverter(JobVariables variables, Path root, Location location, Consumer<Note> notes) {
        this.variables = variables.withoutSecrets();
        this.secrets = variables.secrets();
        this.root = root;
        this.location = location;
        this.notes = notes;
    }

    /** {@return the result; empty if Maven would change the command} */
    Optional<Converted> convert(ExpandedText exec) {
        List<String> passed = exec.variables().stream()
                .filter(name -> !name.equals(PROJECT_DIRECTORY))
                .collect(Collectors.toCollection(ArrayList::new));
        noteQuoted(exec);
        passed.stream().filter(name -> !secrets.contains(name)).forEach(this::noteUnset);
        List<String> exports = exports(exec, passed);
        String text =
                String.join("", exports) + forShell(exec).replace("\r", "").strip();
        if (text.contains("$$")) {
            note("The exec contains $$, which Maven can read as $. Write $BASHPID, or another command.");
        }
        String command = IN_BRACES.matcher(text).replaceAll("\\$$1");
        Matcher expression = EXPRESSION.matcher(command);
        if (expression.find()) {
            note(
                    "<exec> was left out: Maven would replace " + expression.group()
                            + " in it, which is text for GitLab. Move the commands to a script of the project, and run it in exec.");
            return Optional.empty();
        }
        passed.stream().filter(secrets::contains).distinct().forEach(this::noteSecret);
        return Optional.of(new Converted(command, passed.stream().distinct().toList()));
    }

    private static String forShell(ExpandedText exec) {
        return exec.written(name -> "${" + (name.equals(PROJECT_DIRECTORY) ? "PWD" : name) + "}");
    }

    private void noteUnset(String name) {
        String advice = name.startsWith("CI_")
                ? "It is in <execEnvironment>, and must be set where Maven builds the image."
                : "It is in <execEnvironment>: set it where Maven builds the image. If it is a variable of the shell, write $$"
                        + name + " for GitLab, and remove it from <execEnvironment>.";
        note("No file sets the variable " + name + ", which the exec contains. " + advice);
    }

    private void noteSecret(String name) {
        note("The variable " + name + " seems to be a secret. It is in <execEnvironment>, and its value is not in exec:"
                + " set it in the CI/CD settings of the GitLab project, and remove it from the file.");
    }

    private void noteQuoted(ExpandedText exec) {
        char quote = 0;
        for (Part part : exec.parts()) {
            if (part.isVariable() && quote == '\'') {
                note("The exec contains the variable " + part.text()
                        + " in single quotes. GitLab replaces it there, a shell does not: use double quotes.");
            }
            for (char c : part.isVariable() ? new char[0] : part.text().toCharArray()) {
                boolean isQuote = c == '\'' || c == '"';
                quote = !isQuote || quote != 0 && quote != c ? quote : quote == 0 ? c : 0;
            }
        }
    }

    /** The commands that set the variables of the file that the scripts read. */
    private List<String> exports(ExpandedText exec, List<String> passed) {
        checkFiles(exec.written(name -> "$" + name));
        // Variables that are left in exec are in execEnvironment.
        ExecScripts scripts = ExecScripts.of(exec.written(name -> "$_"), root);
        Set<String> read = scripts.variables();
        read.stream().filter(secrets::contains).forEach(passed::add);
        List<String> exports = new ArrayList<>();
        read.stream().filter(variables.names()::contains).forEach(name -> {
            ExpandedText value = variables.value(name).orElse(ExpandedText.of(""));
            value.variables().stream()
                    .filter(other -> !other.equals(PROJECT_DIRECTORY))
                    .forEach(passed::add);
            exports.add("export " + name + "=" + quoted(value) + "\n");
        });
        String others = read.stream()
                .filter(name -> name.startsWith("CI_") && !variables.names().contains(name) && !passed.contains(name))
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            note("The scripts of exec read " + others
                    + ". Name in <execEnvironment> those that they need. Each must be set"
                    + " where Maven builds the image.");
        }
        noteUnread(scripts, passed);
        return exports;
    }

    /** Notes on what a script may read or run that is not in the files that were read. */
    private void noteUnread(ExecScripts scripts, List<String> passed) {
        String others = variables.names().stream()
                .filter(name -> !OF_GITLAB.matcher(name).lookingAt()
                        && !scripts.variables().contains(name)
                        && !passed.contains(name))
                .collect(Collectors.joining(", "));
        if (scripts.runsUnreadFiles() && !others.isEmpty()) {
            note("A script of exec may also read " + others + ". Export in exec those that it needs.");
        }
        String unreadSecrets = secrets.stream()
                .filter(name -> !scripts.variables().contains(name) && !passed.contains(name))
                .sorted()
                .collect(Collectors.joining(", "));
        if (scripts.runsUnreadFiles() && !unreadSecrets.isEmpty()) {
            note(
                    "A script of exec may also read " + unreadSecrets + ", which seem to be secrets. Name in"
                            + " <execEnvironment> those that it needs, and set them in the CI/CD settings of the GitLab project.");
        }
        if (scripts.runsGit()) {
            note(
                    "exec or a script of it runs git. exec has a copy of the project's files without .git: run git in the job,"
                            + " and give exec the results as variables.");
        }
    }

    private static String quoted(ExpandedText value) {
        return value.parts().isEmpty()
                ? "''"
                : value.parts().stream().map(ExecConverter::quoted).collect(Collectors.joining());
    }

    private static String quoted(Part part) {
        return part.isVariable()
                ? "\"${" + (part.text().equals(PROJECT_DIRECTORY) ? "PWD" : part.text()) + "}\""
                : "'" + part.text().replace("'", "'\\''") + "'";
    }

    private void checkFiles(String command) {
        try {
            Exec.of(command, root, Exec::digest);
        } catch (IllegalArgumentException | EnvironmentException e) {
            note(OneLine.of(e.getMessage()));
        }
    }

    private void note(String text) {
        notes.accept(new Note(location, text));
    }
}
