package io.github.fdomaven.maven;

import io.github.fdomaven.support.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Lays out rows of text in columns. */
final class Table {

    private static final String GAP = "  ";
    private static final Pattern COLOR = Pattern.compile("\u001B\\[[0-9;]*m");

    private Table() {}

    /**
     * The lines of a table. A cell is the first line of its text, in which secrets are masked before it is cut, because a part of
     * a secret is not recognized.
     */
    static List<String> lines(List<List<String>> rows, Secrets secrets) {
        return lines(rows.stream()
                .map(row -> row.stream()
                        .map(cell -> secrets.redact(cell.lines().findFirst().orElse("")))
                        .toList())
                .toList());
    }

    /** The lines of a table. Escape codes for colours do not count for the width of a column. */
    static List<String> lines(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int column = 0; column < widths.length; column++) {
                widths[column] = Math.max(widths[column], width(row.get(column)));
            }
        }
        List<String> lines = new ArrayList<>();
        rows.forEach(row -> lines.add(line(row, widths)));
        return lines;
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            line.append(GAP).append(cell).append(" ".repeat(widths[column] - width(cell)));
        }
        return line.toString().stripTrailing();
    }

    private static int width(String cell) {
        boolean isPainted = cell.indexOf('\u001B') >= 0;
        return isPainted ? COLOR.matcher(cell).replaceAll("").length() : cell.length();
    }
}
