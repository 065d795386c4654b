package io.github.fdomaven.report;

import io.github.fdomaven.inspection.ImageDifference;
import io.github.fdomaven.inspection.ValueChange;
import io.github.fdomaven.packages.InstalledPackage;
import io.github.fdomaven.packages.PackageChange;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.OneLine;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The difference of two images in JSON and in Markdown. */
final class DifferenceReport {

    /** The longest text in a cell of a table. */
    private static final int MAX_CELL = 200;

    private DifferenceReport() {}

    static Map<String, Object> json(ImageDifference difference) {
        return ImageJson.object(
                "before", image(difference.before()),
                "after", image(difference.after()),
                "summary", difference.summary(),
                "packages",
                        difference
                                .packages()
                                .map(changes -> changes.stream()
                                        .map(DifferenceReport::packageChange)
                                        .toList()),
                "packagesProblem", difference.packagesProblem(),
                "values",
                        difference.values().stream()
                                .map(DifferenceReport::value)
                                .toList(),
                "size", difference.growth(),
                "sharedLayers", difference.sharedLayers());
    }

    private static Map<String, Object> image(ImageRecord image) {
        return ImageJson.object(
                "reference", image.reference(),
                "digest", image.digest(),
                "size", image.content().size(),
                "layers", image.content().layers().size());
    }

    private static Map<String, Object> packageChange(PackageChange change) {
        return ImageJson.object(
                "name", change.installed().name(),
                "architecture", change.installed().architecture(),
                "change", change.kind().name(),
                "before", change.before().map(InstalledPackage::version),
                "after", change.after().map(InstalledPackage::version));
    }

    private static Map<String, Object> value(ValueChange change) {
        return ImageJson.object("name", change.name(), "before", change.before(), "after", change.after());
    }

    /** The text of a comment of a merge request. */
    static String markdown(ImageDifference difference) {
        StringBuilder text = new StringBuilder()
                .append(code(difference.after().toString()))
                .append(" compared with ")
                .append(code(difference.before().toString()))
                .append(": ")
                .append(difference.summary())
                .append("\n");
        if (!difference.packagesProblem().isEmpty()) {
            text.append("\nThe packages cannot be compared: ")
                    .append(code(difference.packagesProblem()))
                    .append("\n");
        }
        List<PackageChange> packages = difference.packages().orElse(List.of());
        if (!packages.isEmpty()) {
            text.append("\n| Package | Change | Before | After |\n|---|---|---|---|\n");
            for (PackageChange change : packages) {
                row(
                        text,
                        Optional.of(change.installed().name()),
                        Optional.of(change.kind().name()),
                        change.before().map(InstalledPackage::version),
                        change.after().map(InstalledPackage::version));
            }
        }
        if (!difference.values().isEmpty()) {
            text.append("\n| Value | Before | After |\n|---|---|---|\n");
            for (ValueChange change : difference.values()) {
                row(text, Optional.of(change.name()), change.before(), change.after());
            }
        }
        return text.toString();
    }

    @SafeVarargs
    private static void row(StringBuilder text, Optional<String>... cells) {
        for (Optional<String> cell : cells) {
            text.append("| ")
                    .append(cell.filter(value -> !value.isEmpty())
                            .map(DifferenceReport::code)
                            .orElse(""))
                    .append(' ');
        }
        text.append("|\n");
    }

    /** Text of an image as code, in which neither Markdown nor HTML has a meaning. A bar would end the cell of a table. */
    private static String code(String text) {
        String line = OneLine.shortened(OneLine.whole(text), MAX_CELL)
                .replace('`', '\u02cb')
                .replace("|", "\\|");
        return "`" + line + "`";
    }
}
