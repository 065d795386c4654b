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

/** The difference of two images as lines of a table. */
record DifferenceTable(Secrets secrets) {

    List<String> lines(ImageDifference difference) {
        List<String> lines = new ArrayList<>();
        lines.add(difference.after() + " compared with " + difference.before() + ": " + difference.summary());
        if (!difference.packagesProblem().isEmpty()) {
            lines.add("  The packages cannot be compared: " + OneLine.of(difference.packagesProblem()));
        }
        List<List<String>> packages = new ArrayList<>(List.of(List.of("PACKAGE", "CHANGE", "BEFORE", "AFTER")));
        for (PackageChange change : difference.packages().orElse(List.of())) {
            packages.add(List.of(
                    change.installed().name(),
                    change.kind().name(),
                    version(change.before()),
                    version(change.after())));
        }
        List<List<String>> values = new ArrayList<>(List.of(List.of("VALUE", "BEFORE", "AFTER")));
        for (ValueChange change : difference.values()) {
            values.add(List.of(
                    OneLine.of(change.name()),
                    OneLine.of(change.before().orElse("none")),
                    OneLine.of(change.after().orElse("none"))));
        }
        for (List<List<String>> table : List.of(packages, values)) {
            if (table.size() > 1) {
                lines.addAll(Table.lines(table, secrets));
            }
        }
        return lines;
    }

    private static String version(Optional<InstalledPackage> installed) {
        return installed.map(InstalledPackage::version).orElse("");
    }
}
