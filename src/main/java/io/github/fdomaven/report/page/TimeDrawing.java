package io.github.fdomaven.report.page;

import io.github.fdomaven.builder.execute.BuildPhase;
import io.github.fdomaven.builder.execute.ImageResult;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Draws when each image was built, and how long each phase took. The bars are as wide as the window: all positions are parts of
 * the whole time.
 */
final class TimeDrawing {

    private static final int MAX_TICKS = 6;
    private static final int[] STEPS = {1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600};
    private static final int WHOLE = 10_000;
    private static final int PERCENT = 100;
    private static final int LAST_TICK = 9_300;
    private static final long MILLIS = 1000;
    private static final int MINUTE = 60;

    private final List<Row> rows = new ArrayList<>();
    private final Html html;
    private final Instant start;

    /** The whole time in milliseconds. */
    private final long whole;

    private final Set<BuildPhase> phases = EnumSet.noneOf(BuildPhase.class);

    /** An image, or the image of an index for one platform. */
    private record Row(ImageResult result, String name, boolean isMember) {}

    /** The time from the first beginning to the last end. The page is written after each run, so this uses plain loops. */
    record Span(Instant began, Instant end) {

        /** Returns the span of at least one result. */
        static Span of(List<ImageResult> results) {
            Instant began = Instant.MAX;
            Instant end = Instant.MIN;
            for (ImageResult result : results) {
                Instant ended = result.began().plus(result.took());
                began = result.began().isBefore(began) ? result.began() : began;
                end = ended.isAfter(end) ? ended : end;
            }
            return new Span(began, end);
        }

        Duration length() {
            return Duration.between(began, end);
        }
    }

    private TimeDrawing(List<ImageResult> results, Html html) {
        this.html = html;
        for (ImageResult result : results) {
            rows.add(new Row(result, result.name(), false));
            result.members().forEach(member -> rows.add(new Row(member, ImageDetails.platform(member), true)));
        }
        Span span = Span.of(results);
        this.start = span.began();
        this.whole = Math.max(1, span.length().toMillis());
        rows.forEach(row -> phases.addAll(row.result().phases().keySet()));
    }

    /** Draws the images on which there was work; nothing if there are none. */
    static void draw(List<ImageResult> results, Html html) {
        List<ImageResult> worked = new ArrayList<>();
        for (ImageResult result : results) {
            if (hasWork(result) && !result.took().isZero()) {
                worked.add(result);
            }
        }
        if (!worked.isEmpty()) {
            worked.sort(Comparator.comparing(ImageResult::began));
            new TimeDrawing(worked, html).draw();
        }
    }

    /** Whether an image was built, copied or tried. It can be built and then skipped, because nothing changed. */
    static boolean hasWork(ImageResult result) {
        return result.outcome() != ImageResult.Outcome.SKIPPED || result.isKept();
    }

    private void draw() {
        html.add("<section id=\"times\">\n<h2>Timeline</h2>\n<table class=\"times\">\n");
        html.add(
                "<caption>The phases of each image in their order. The gray part of a bar is time without a phase, such as the");
        html.add(" wait for a base image.</caption>\n");
        html.add("<thead><tr><th scope=\"col\">Image</th><td class=\"graph\"><svg aria-hidden=\"true\">");
        int step = step();
        ticks(step);
        html.add("</svg></td><th scope=\"col\" class=\"number\">Time</th></tr></thead>\n<tbody>\n");
        rows.forEach(this::row);
        html.add("</tbody>\n</table>\n<ul class=\"legend\">\n");
        for (BuildPhase phase : phases) {
            html.add("<li><svg aria-hidden=\"true\"><rect width=\"10\" height=\"10\" rx=\"2\" class=\"")
                    .add(phase.id());
            html.add("\"/></svg>").add(phase.id()).add("</li>\n");
        }
        html.add("</ul>\n</section>\n");
    }

    private int step() {
        for (int step : STEPS) {
            if (whole <= step * MILLIS * MAX_TICKS) {
                return step;
            }
        }
        return (int) (whole / MILLIS / MAX_TICKS);
    }

    private void ticks(int step) {
        html.add("<text y=\"11\">0</text>");
        for (int second = step; percent(second * MILLIS) < LAST_TICK; second += step) {
            html.add("<text y=\"11\" text-anchor=\"middle\" x=\"");
            position(percent(second * MILLIS));
            boolean isMinutes = step >= MINUTE;
            html.add("\">").add(isMinutes ? second / MINUTE : second).add(isMinutes ? " min</text>" : " s</text>");
        }
    }

    private void row(Row row) {
        ImageResult result = row.result();
        html.add(row.isMember() ? "<tr class=\"inner\"><th scope=\"row\">" : "<tr><th scope=\"row\">");
        html.text(row.name()).add("</th><td class=\"graph\"><svg role=\"img\"><title>");
        phaseText(html, result.phases());
        html.add("</title>");
        long began = Duration.between(start, result.began()).toMillis();
        long took = result.took().toMillis();
        bar("track", began, took);
        long sum =
                result.phases().values().stream().mapToLong(Duration::toMillis).sum();
        // The phases of an index follow those of its images.
        long next = began + (result.members().isEmpty() ? 0 : Math.max(0, took - sum));
        for (Map.Entry<BuildPhase, Duration> phase : result.phases().entrySet()) {
            bar(phase.getKey().id(), next, phase.getValue().toMillis());
            next += phase.getValue().toMillis();
        }
        html.add("</svg></td><td class=\"number\">")
                .text(Html.duration(result.took()))
                .add("</td></tr>\n");
    }

    static void phaseText(Html html, Map<BuildPhase, Duration> phases) {
        String separator = "";
        for (Map.Entry<BuildPhase, Duration> phase : phases.entrySet()) {
            html.add(separator).add(phase.getKey().id()).add(" ").add(Html.duration(phase.getValue()));
            separator = ", ";
        }
    }

    private void bar(String cssClass, long from, long took) {
        html.add("<rect class=\"").add(cssClass).add("\" y=\"2\" height=\"12\" x=\"");
        position(percent(from));
        html.add("\" width=\"");
        position(Math.min(percent(took), WHOLE));
        html.add("\"/>");
    }

    /** The part of the whole time, in hundredths of a percent. */
    private long percent(long millis) {
        return millis * WHOLE / whole;
    }

    private void position(long hundredths) {
        html.add(hundredths / PERCENT).add(hundredths % PERCENT < 10 ? ".0" : ".");
        html.add(hundredths % PERCENT).add("%");
    }
}
