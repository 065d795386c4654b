package io.github.fdomaven.maven;

import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.builder.execute.ImageResults;
import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.Secrets;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The tables of a plan and of its results. */
record BuildTables(Secrets secrets, LogColors colors) {

    private static final int MILLI_DIGITS = 3;

    /** The lines of the table of a plan. */
    List<String> plan(List<PlannedImage> plan) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("IMAGE", "PLAN", "REFERENCE", "REASON"));
        for (PlannedImage planned : plan) {
            rows.add(row(planned));
            planned.parts().stream().filter(part -> part != planned).forEach(part -> rows.add(row(part)));
        }
        return lines(rows);
    }

    private List<String> row(PlannedImage planned) {
        return List.of(
                planned.image().name(),
                colors.paint(planned.action().verb()),
                planned.image().reference().toString(),
                reason(planned.action()));
    }

    static String reason(Action action) {
        return action instanceof Action.Unknown ? "a lookup failed" : action.reason();
    }

    /** The lines of the table of the results. */
    List<String> results(ImageResults results) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of(
                "IMAGE", "OUTCOME", "SECONDS", "REFERENCE", results.failures().isEmpty() ? "" : "REASON"));
        for (ImageResult result : results.results()) {
            rows.add(row(result, results));
            result.members().forEach(member -> rows.add(row(member, results)));
        }
        return lines(rows);
    }

    private List<String> row(ImageResult result, ImageResults results) {
        return List.of(
                result.name(),
                colors.paint(result.outcome().name()),
                seconds(result.took()),
                result.reference().toString(),
                reason(result, results.failures()));
    }

    /** Maven shows the error of an image itself, so the table has the reasons of the other failed images only. */
    private static String reason(ImageResult result, List<FdoException> failures) {
        if (!result.isFailed()) {
            return "";
        }
        boolean isError = failures.stream().anyMatch(failure -> result.reason().equals(failure.getMessage()));
        return isError ? "see the error below" : result.reason();
    }

    static String seconds(Duration duration) {
        return BigDecimal.valueOf(duration.toMillis(), MILLI_DIGITS)
                .setScale(1, RoundingMode.HALF_UP)
                .toPlainString();
    }

    private List<String> lines(List<List<String>> rows) {
        return Table.lines(rows, secrets);
    }
}
