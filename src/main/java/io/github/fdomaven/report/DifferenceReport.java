package io.github.fdomaven.report;

import io.github.fdomaven.inspection.ImageDifference;
import io.github.fdomaven.inspection.ValueChange;
import io.github.fdomaven.packages.InstalledPackage;
import io.github.fdomaven.packages.PackageChange;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.OneLine;
import io.github.fdomaven.support.Plural;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Differences of images in JSON and in Markdown.
 *
 * @param redact masks secrets
 */
record DifferenceReport(UnaryOperator<String> redact) {

    /** The longest text in a cell of a table. */
    private static final int MAX_CELL = 200;

    /** Less than the 1,000,000 characters that a comment of GitLab may have. */
    private static final int MAX_MARKDOWN = 950_000;

    static Map<String, Object> json(List<ImageDifference> differences) {
        return Map.of(
                "differences",
                differences.stream().map(DifferenceReport::difference).toList());
    }

    private static Map<String, Object> difference(ImageDifference difference) {
        return ImageJson.object(
                "platform", difference.platform(),
                "before", image(difference.before()),
                "after", image(difference.after()),
                "summary", difference.summary(),
                "note", Optional.of(difference.note()).filter(note -> !note.isEmpty()),
                "recipe", difference.recipe(),
                "packages",
                        difference
                                .packages()
                                .map(changes -> changes.stream()
                                        .map(DifferenceReport::packageChange)
                                        .toList()),
                "values",
                        difference.values().stream()
                                .map(DifferenceReport::value)
                                .toList(),
                "growth", difference.growth().isPresent() ? difference.growth().getAsLong() : null,
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

    /** The text of a comment of a merge request, with a section for each difference. */
    String markdown(List<ImageDifference> differences) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < differences.size(); i++) {
            ImageDifference difference = differences.get(i);
            text.append(i == 0 ? "" : "\n");
            if (text.length() > MAX_MARKDOWN) {
                text.append(Plural.count(differences.size() - i, "more comparison"))
                        .append(" in `diff.json`.\n");
                break;
            }
            addHead(text, difference);
            addPackages(text, difference.packages().orElse(List.of()));
            addValues(text, difference.values());
        }
        return text.toString();
    }

    private void addHead(StringBuilder text, ImageDifference difference) {
        text.append("### ")
                .append(code(difference.after().reference().toString()))
                .append(difference
                        .platform()
                        .map(platform -> " for " + code(platform.toString()))
                        .orElse(""))
                .append("\n\nCompared with ")
                .append(code(difference.before().toString()))
                .append(": ")
                .append(difference.summary())
                .append(".\n");
        if (!difference.note().isEmpty()) {
            text.append("\n").append(code(difference.note())).append("\n");
        }
        if (!difference.recipe().isEmpty()) {
            text.append("\nRecipe: ")
                    .append(code(String.join("; ", difference.recipe())))
                    .append("\n");
        }
    }

    private void addPackages(StringBuilder text, List<PackageChange> packages) {
        if (packages.isEmpty()) {
            return;
        }
        text.append("\n| Package | Change | Before | After |\n|---|---|---|---|\n");
        int rows = 0;
        for (PackageChange change : packages) {
            if (isFull(text, packages.size() - rows)) {
                return;
            }
            row(
                    text,
                    Optional.of(change.installed().name()),
                    Optional.of(change.kind().name()),
                    change.before().map(InstalledPackage::version),
                    change.after().map(InstalledPackage::version));
            rows++;
        }
    }

    private void addValues(StringBuilder text, List<ValueChange> values) {
        if (values.isEmpty()) {
            return;
        }
        text.append("\n| Value | Before | After |\n|---|---|---|\n");
        int rows = 0;
        for (ValueChange change : values) {
            if (isFull(text, values.size() - rows)) {
                return;
            }
            row(text, Optional.of(change.name()), change.before(), change.after());
            rows++;
        }
    }

    /** Ends a table that would be too long for a comment. */
    private static boolean isFull(StringBuilder text, int rest) {
        boolean isFull = text.length() > MAX_MARKDOWN;
        if (isFull) {
            text.append("\n").append(Plural.count(rest, "more row")).append(" in `diff.json`.\n");
        }
        return isFull;
    }

    @SafeVarargs
    private void row(StringBuilder text, Optional<String>... cells) {
        for (Optional<String> cell : cells) {
            text.append("| ")
                    .append(cell.filter(value -> !value.isEmpty())
                            .map(this::code)
                            .orElse(""))
                    .append(' ');
        }
        text.append("|\n");
    }

    /**
     * Text of an image as code, in which neither Markdown nor HTML has a meaning. A bar would end the cell of a table, and after a
     * backslash it cannot be escaped.
     */
    private String code(String text) {
        String line = OneLine.shortened(redact.apply(OneLine.whole(text)), MAX_CELL)
                .replace('`', '\u02cb')
                .replace("\\|", "\\\u00a6")
                .replace("|", "\\|");
        return line.isBlank() ? "" : "`" + line + "`";
    }
}
