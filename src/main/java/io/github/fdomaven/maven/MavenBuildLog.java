package io.github.fdomaven.maven;

import io.github.fdomaven.builder.execute.BuildLog;
import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.builder.execute.ImageResults;
import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.support.FdoException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Writes the plan, the events and the results of a build to Maven's log. Maven itself shows the errors, at the end. */
final class MavenBuildLog extends MavenImageLog implements BuildLog {

    private static final double MILLIS = 1000;

    private final LogColors colors;
    private boolean isPlanShown;

    MavenBuildLog(MaskedLog log, LogColors colors) {
        super(log);
        this.colors = colors;
    }

    /** Shows a plan as a table, and the warnings about its images. */
    void showPlan(List<PlannedImage> plan) {
        isPlanShown = true;
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("IMAGE", "PLAN", "REFERENCE", "REASON"));
        plan.forEach(planned -> rows.add(List.of(
                planned.image().name(),
                colors.paint(planned.action().verb()),
                planned.image().reference().toString(),
                reason(planned.action()))));
        showTable(rows);
        plan.forEach(planned -> warn(planned.image(), planned.action()));
    }

    private static String reason(Action action) {
        return action instanceof Action.Unknown ? "a lookup failed" : action.reason();
    }

    private void warn(ImageDefinition image, Action action) {
        action.warning().ifPresent(text -> warning(image.name(), text));
    }

    /** One image needs no table. */
    @Override
    public void planned(List<PlannedImage> plan) {
        if (plan.size() > 1) {
            showPlan(plan);
        }
    }

    /** An image that is skipped has one line only: its result. */
    @Override
    public void started(ImageDefinition image, Action action) {
        if (!(action instanceof Action.Skip)) {
            String text = colors.paint(action.verb()) + " " + image.reference();
            info(image.name(), isPlanShown ? text : text + ": " + reason(action));
        }
        if (!isPlanShown) {
            warn(image, action);
        }
    }

    @Override
    public void step(String image, String step, String command) {
        (step + ": " + command).lines().forEach(line -> info(image, line));
    }

    @Override
    public void finished(ImageResult result) {
        String text = colors.paint(result.outcome().name()) + " " + result.reference();
        String seconds = " in " + seconds(result.took()) + " s";
        if (result.isFailed()) {
            log.of(result.name()).error(text + seconds);
        } else {
            String where =
                    result.digest().map(Digest::toString).map("@"::concat).orElse(" (in the engine only)");
            boolean isSkipped = result.outcome() == Outcome.SKIPPED;
            info(result.name(), text + where + (isSkipped ? isPlanShown ? "" : ": " + result.reason() : seconds));
        }
    }

    /** Shows the results of several images as a table, unless nothing was done. */
    @Override
    public void ended(ImageResults results) {
        boolean isDone = results.results().stream().allMatch(result -> result.outcome() == Outcome.SKIPPED);
        if (isDone || results.results().size() < 2) {
            return;
        }
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "IMAGE", "OUTCOME", "SECONDS", "REFERENCE", results.failures().isEmpty() ? "" : "REASON"));
        results.results()
                .forEach(result -> rows.add(List.of(
                        result.name(),
                        colors.paint(result.outcome().name()),
                        seconds(result.took()),
                        result.reference().toString(),
                        reason(result, results.failures()))));
        showTable(rows);
    }

    /** Maven shows the error of an image itself, so the table has the reasons of the other failed images only. */
    private static String reason(ImageResult result, List<FdoException> failures) {
        if (!result.isFailed()) {
            return "";
        }
        boolean isError = failures.stream().anyMatch(failure -> result.reason().equals(failure.getMessage()));
        return isError ? "see the error below" : result.reason();
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / MILLIS);
    }

    private void showTable(List<List<String>> rows) {
        if (!log.log().isInfoEnabled()) {
            return;
        }
        Table.lines(rows.stream()
                        .map(row -> row.stream().map(this::cell).toList())
                        .toList())
                .forEach(log::info);
    }

    /** Masks secrets before the text is cut, because a part of a secret is not recognized. */
    private String cell(String text) {
        return log.secrets().redact(text.lines().findFirst().orElse(""));
    }
}
