package io.github.fdomaven.maven;

import io.github.fdomaven.inspection.ImagePackages;
import io.github.fdomaven.inspection.Inspection;
import io.github.fdomaven.packages.InstalledPackage;
import io.github.fdomaven.support.OneLine;
import io.github.fdomaven.support.Secrets;
import java.util.ArrayList;
import java.util.List;

/** An inspected image as lines: its description, and a table of the packages for each platform. */
record InspectionTable(Secrets secrets) {

    List<String> lines(List<Inspection> inspections) {
        List<String> lines = new ArrayList<>();
        for (Inspection inspection : inspections) {
            lines.addAll(inspection.description());
            inspection.packages().stream()
                    .filter(packages -> !packages.shown().isEmpty())
                    .forEach(packages -> lines.addAll(Table.lines(rows(packages), secrets)));
        }
        return lines;
    }

    private static List<List<String>> rows(ImagePackages packages) {
        String title =
                packages.platform().map(platform -> "PACKAGE OF " + platform).orElse("PACKAGE");
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(title, "VERSION", "ARCHITECTURE", "SOURCE"));
        for (InstalledPackage installed : packages.shown()) {
            boolean hasOwnVersion = !installed.sourceVersion().equals(installed.version());
            String source = installed.source() + (hasOwnVersion ? " " + installed.sourceVersion() : "");
            rows.add(List.of(
                    OneLine.of(installed.name()),
                    OneLine.of(installed.version()),
                    OneLine.of(installed.architecture()),
                    OneLine.of(source)));
        }
        return rows;
    }
}
