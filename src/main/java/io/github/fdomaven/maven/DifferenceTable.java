package io.github.fdomaven.maven;

import io.github.fdomaven.inspection.ImageDifference;
import io.github.fdomaven.inspection.ValueChange;
import io.github.fdomaven.packages.InstalledPackage;
import io.github.fdomaven.packages.PackageChange;
import io.github.fdomaven.support.OneLine;
import io.github.fdomaven.support.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The difference of two images as lines of tables.
 *
 * @param maxRows the most rows of a table
 */
record DifferenceTable(Secrets secrets, int maxRows) {

    private static final int MAX_CELL = 80;

    /** The lines below the summary. */
    List<String> lines(ImageDifference difference) {
        List<String> lines = new ArrayList<>();
        if (!difference.note().isEmpty()) {
            lines.add("  " + OneLine.of(difference.note()));
        }
        if (!difference.recipe().isEmpty()) {
            lines.add("  Recipe: " + OneLine.of(String.join("; ", difference.recipe())));
        }
        List<List<String>> packages = new ArrayList<>();
        for (PackageChange change : difference.packages().orElse(List.of())) {
            packages.add(List.of(
                    cell(change.installed().name()),
                    change.kind().name(),
                    version(change.before()),
                    version(change.after())));
        }
        addTable(lines, List.of("PACKAGE", "CHANGE", "BEFORE", "AFTER"), packages);
        List<List<String>> values = new ArrayList<>();
        for (ValueChange change : difference.values()) {
            values.add(List.of(
                    cell(change.name()),
                    change.before().map(DifferenceTable::cell).orElse("none"),
                    change.after().map(DifferenceTable::cell).orElse("none")));
        }
        addTable(lines, List.of("VALUE", "BEFORE", "AFTER"), values);
        return lines;
    }

    private void addTable(List<String> lines, List<String> header, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        List<List<String>> table = new ArrayList<>(List.of(header));
        table.addAll(rows.subList(0, Math.min(maxRows, rows.size())));
        lines.addAll(Table.lines(table, secrets));
        if (rows.size() > maxRows) {
            lines.add("  … and " + (rows.size() - maxRows) + " more, in diff.md");
        }
    }

    private static String version(Optional<InstalledPackage> installed) {
        return installed
                .map(InstalledPackage::version)
                .map(DifferenceTable::cell)
                .orElse("");
    }

    private static String cell(String text) {
        return OneLine.limited(OneLine.whole(text), MAX_CELL);
    }
}
