package io.github.fdomaven.pipeline;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Writes the commands of a job for its shell. Another runner has the files of a job elsewhere, so the variables of GitLab replace
 * the paths of this job.
 *
 * @param variables the names of variables, by the path that each has as its value
 */
public record JobShell(Map<String, String> variables) {

    private static final Pattern UNQUOTED = Pattern.compile("[\\w@%+=:,./-]+");

    public JobShell {
        variables = Map.copyOf(variables);
    }

    /** The command of these words. */
    String command(List<String> words) {
        return words.stream().map(this::word).collect(Collectors.joining(" "));
    }

    private String word(String text) {
        String word = replaced(text, JobShell::quotedPart, name -> "\"$" + name + "\"");
        return word.isEmpty() ? quoted(text) : word;
    }

    /** The value of a variable, in which GitLab expands the names of these variables only. */
    String value(String text) {
        return replaced(text, JobShell::literal, name -> "${" + name + "}");
    }

    /** A text in which GitLab expands nothing. */
    static String literal(String text) {
        return text.replace("$", "$$");
    }

    private String replaced(String text, UnaryOperator<String> other, UnaryOperator<String> variable) {
        if (variables.isEmpty()) {
            return other.apply(text);
        }
        String paths = variables.keySet().stream()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .map(Pattern::quote)
                .collect(Collectors.joining("|"));
        Matcher found =
                Pattern.compile("(?<![\\w./-])(" + paths + ")(?![\\w.-])").matcher(text);
        StringBuilder result = new StringBuilder();
        int end = 0;
        while (found.find()) {
            result.append(other.apply(text.substring(end, found.start())))
                    .append(variable.apply(variables.get(found.group())));
            end = found.end();
        }
        return result.append(other.apply(text.substring(end))).toString();
    }

    private static String quotedPart(String text) {
        return text.isEmpty() ? "" : quoted(text);
    }

    private static String quoted(String text) {
        return UNQUOTED.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
