package io.github.fdomaven.maven;

import io.github.fdomaven.builder.execute.BuildLog;
import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.Secrets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.apache.maven.plugin.logging.Log;

/** Writes the events of a build to Maven's log, each line behind the name of its image, and without secrets. */
final class MavenBuildLog extends MavenImageLog implements BuildLog {

    private static final double MILLIS = 1000;

    private final Log log;
    private final Secrets secrets;

    /** Whether the user has seen in a table what is decided. */
    private boolean isTableShown;

    MavenBuildLog(Log log, Secrets secrets) {
        super(log, secrets);
        this.log = log;
        this.secrets = secrets;
    }

    /** The table of what is to be done, for any number of images. */
    void table(List<PlannedImage> plan) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("IMAGE", "PLAN", "REFERENCE", "REASON"));
        plan.forEach(planned -> rows.add(List.of(
                planned.image().name(),
                planned.action().verb(),
                planned.image().reference().toString(),
                planned.action().reason()
                        + planned.action()
                                .warning()
                                .map(doubt -> ", but " + doubt)
                                .orElse(""))));
        lines(rows);
    }

    /** One image needs no table: what is decided for it is said when the work on it begins, at once. */
    @Override
    public void planned(List<PlannedImage> plan) {
        if (plan.size() > 1) {
            isTableShown = true;
            table(plan);
        }
    }

    @Override
    public void ended(List<ImageResult> results) {
        if (results.size() > 1) {
            List<List<String>> rows = new ArrayList<>();
            rows.add(List.of("IMAGE", "OUTCOME", "SECONDS", "REFERENCE", "REASON"));
            results.forEach(result -> rows.add(List.of(
                    result.name(),
                    result.outcome().name(),
                    String.format(Locale.ROOT, "%.1f", result.took().toMillis() / MILLIS),
                    result.reference().toString(),
                    result.reason())));
            lines(rows);
        }
    }

    private void lines(List<List<String>> rows) {
        Table.lines(rows.stream()
                        .map(row -> row.stream().map(this::cell).toList())
                        .toList())
                .forEach(log::info);
    }

    /** What is secret goes before the text is cut, for then it would be met no more. */
    private String cell(String text) {
        return secrets.redact(text).lines().findFirst().orElse("");
    }

    @Override
    public void started(ImageDefinition image, Action action) {
        // That nothing is done for an image need not be said three times.
        if (!isTableShown || !(action instanceof Action.Skip)) {
            info(image.name(), action.verb() + " " + image.reference() + ": " + action.reason());
        }
        action.warning().ifPresent(text -> warning(image.name(), text));
    }

    @Override
    public void pulling(String image, Reference base) {
        info(image, "pull the base " + base);
    }

    @Override
    public void step(String image, String step, String command) {
        info(image, step + ": " + command);
    }

    @Override
    public void finished(ImageResult result) {
        String where = result.outcome() == Outcome.FAILED
                ? ""
                : result.digest().map(Digest::toString).map("@"::concat).orElse(" (in the engine only)");
        String text = result.outcome() + " " + result.reference() + where
                + String.format(Locale.ROOT, " in %.1f s", result.took().toMillis() / MILLIS);
        if (result.outcome() == Outcome.FAILED) {
            // In the end Maven says it once more, but that may be an hour later.
            log.error("[" + result.name() + "] " + text + ": " + cell(result.reason()));
        } else {
            info(result.name(), text);
        }
    }
}
