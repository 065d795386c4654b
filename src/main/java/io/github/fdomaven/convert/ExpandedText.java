package io.github.fdomaven.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text after the variables of the file are replaced.
 *
 * @param parts literal text, and variables that the file does not set
 */
record ExpandedText(List<Part> parts) {

    /**
     * A part of the text.
     *
     * @param text the literal text, or the name of the variable
     */
    record Part(String text, boolean isVariable) {}

    /** Stands for a variable. No YAML has it. */
    private static final String VARIABLE = "\0";

    private static final Pattern EXPRESSION = Pattern.compile("[$@]\\{[^}]{0,100}}?|\\$[$\0]");

    ExpandedText {
        parts = joined(parts);
    }

    static ExpandedText of(String literal) {
        return new ExpandedText(List.of(new Part(literal, false)));
    }

    /** Joins neighbouring literal parts. */
    private static List<Part> joined(List<Part> parts) {
        List<Part> joined = new ArrayList<>();
        StringBuilder literal = new StringBuilder();
        for (Part part : parts) {
            if (part.isVariable()) {
                addIfPresent(joined, literal);
                joined.add(part);
            } else {
                literal.append(part.text());
            }
        }
        addIfPresent(joined, literal);
        return List.copyOf(joined);
    }

    private static void addIfPresent(List<Part> parts, StringBuilder literal) {
        if (!literal.isEmpty()) {
            parts.add(new Part(literal.toString(), false));
            literal.setLength(0);
        }
    }

    /** The names of the variables that the file does not set. */
    List<String> variables() {
        return parts.stream()
                .filter(Part::isVariable)
                .map(Part::text)
                .distinct()
                .toList();
    }

    boolean isLiteral() {
        return variables().isEmpty();
    }

    boolean isBlank() {
        return isLiteral() && written(UnaryOperator.identity()).isBlank();
    }

    /** The text with variables in the given form. */
    String written(UnaryOperator<String> variable) {
        return parts.stream()
                .map(part -> part.isVariable() ? variable.apply(part.text()) : part.text())
                .collect(Collectors.joining());
    }

    /** The first literal text that Maven would replace; empty if there is none. Maven has no way to keep such a text. */
    Optional<String> expressionOfMaven() {
        return EXPRESSION
                .matcher(written(name -> VARIABLE))
                .results()
                .map(found -> found.group().replace(VARIABLE, ""))
                .findFirst();
    }

    /** The text for an element of the POM, where Maven replaces the variables by those of its environment. */
    String forMaven() {
        return written(name -> "${env." + name + "}");
    }

    /** The rest of the text after a variable and a slash at its start; the whole text if it does not start so. */
    ExpandedText withoutStart(Predicate<String> variable) {
        boolean hasStart = parts.size() > 1
                && parts.get(0).isVariable()
                && variable.test(parts.get(0).text())
                && parts.get(1).text().startsWith("/");
        if (!hasStart) {
            return this;
        }
        List<Part> rest = new ArrayList<>(parts.subList(1, parts.size()));
        rest.set(0, new Part(rest.get(0).text().substring(1), false));
        return new ExpandedText(rest);
    }
}
