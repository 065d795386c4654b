package io.github.fdomaven.maven;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Lays out rows of text in columns. */
final class Table {

    private static final String GAP = "  ";

    private Table() {}

    /** The lines of a table. Escape codes for colours do not count for the width of a column. */
    static List<String> lines(List<List<String>> rows) {
        int[] widths = IntStream.range(0, rows.get(0).size())
                .map(column -> rows.stream()
                        .mapToInt(row -> width(row.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(column -> row.get(column) + " ".repeat(widths[column] - width(row.get(column))))
                .collect(Collectors.joining(GAP, GAP, ""))
                .stripTrailing();
    }

    private static int width(String cell) {
        return cell.replaceAll("\u001B\\[[0-9;]*m", "").length();
    }
}
