package io.github.fdomaven.packages;

import io.github.fdomaven.support.OneLine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the script {@code updates.sh} printed: the output of several programs. The image can print anything, but only about itself.
 *
 * @param manager the package manager that was asked; empty if the image has none
 * @param sections the output of each program that has ended
 */
record QueryOutput(Optional<String> manager, Map<String, Section> sections) {

    private static final String MANAGER = "fdo-manager\t";
    private static final String BEGIN = "fdo-begin\t";
    private static final String END = "fdo-end\t";
    private static final Pattern STATUS = Pattern.compile("[0-9]{1,3}");

    /** The beginnings of lines with which package managers say what is wrong. */
    private static final Pattern PROBLEM =
            Pattern.compile("(?i)(e:|error( message)?:|fatal:|curl error|download \\(curl\\) error).*");

    /** The output of a program. Empty lines are left out. */
    record Section(int status, List<String> lines) {

        Section {
            lines = List.copyOf(lines);
        }

        /** The line that says best why the program failed. */
        String problem() {
            return lines.stream()
                    .map(String::strip)
                    .filter(line -> PROBLEM.matcher(line).matches())
                    .findFirst()
                    .or(() -> Optional.of(lines)
                            .filter(all -> !all.isEmpty())
                            .map(all -> all.get(all.size() - 1).strip()))
                    .map(line -> ": " + OneLine.of(line))
                    .orElse("");
        }
    }

    static QueryOutput parse(List<String> lines) {
        Optional<String> manager = Optional.empty();
        Map<String, Section> sections = new HashMap<>();
        List<String> current = new ArrayList<>();
        for (String line : lines) {
            if (line.startsWith(MANAGER)) {
                manager = Optional.of(line.substring(MANAGER.length()));
            } else if (line.startsWith(BEGIN)) {
                current.clear();
            } else if (line.startsWith(END)) {
                String[] end = line.split("\t", -1);
                if (end.length == 3 && STATUS.matcher(end[2]).matches()) {
                    sections.put(end[1], new Section(Integer.parseInt(end[2]), current));
                }
            } else if (!line.isBlank()) {
                current.add(line);
            }
        }
        return new QueryOutput(manager, sections);
    }

    /** The lines of a program that need not have run. */
    List<String> lines(String section) {
        return sections.containsKey(section) ? sections.get(section).lines() : List.of();
    }
}
