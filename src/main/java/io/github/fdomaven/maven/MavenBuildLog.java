package io.github.fdomaven.maven;

import io.github.fdomaven.builder.execute.BuildLog;
import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.builder.execute.ImageResults;
import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.config.StepOutput;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.inspection.ImageDifference;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Writes the plan, the events and the results of a build to Maven's log. Maven itself shows the errors, at the end. */
final class MavenBuildLog extends MavenImageLog implements BuildLog {

    /** The most rows of a table of differences. The report has all. */
    private static final int MAX_ROWS = 20;

    private final LogColors colors;
    private final BuildTables tables;
    private final StepOutput output;
    private final Consumer<String> quietOutput;

    /** The output of the steps that run now, by the name of the image, if it is only shown for a step that fails. */
    private final Map<String, LastLines> hidden = new ConcurrentHashMap<>();

    /** The images whose action depends on what the build of their base image changes. */
    private final Set<Reference> undecided = new HashSet<>();

    private boolean isPlanShown;

    /**
     * Creates the log of a build.
     *
     * @param output which output of the steps is shown
     * @param quietOutput receives the results of built images if Maven's option -q hides the log
     */
    MavenBuildLog(
            MaskedLog log, LogColors colors, TransferDisplay display, StepOutput output, Consumer<String> quietOutput) {
        super(log, display);
        this.colors = colors;
        this.tables = new BuildTables(log.secrets(), colors);
        this.output = output;
        this.quietOutput = quietOutput;
    }

    private void warn(ImageDefinition image, Action action) {
        action.warning().ifPresent(text -> warning(image.name(), text));
    }

    /** One image needs no table. */
    @Override
    public void planned(List<PlannedImage> plan) {
        if (plan.size() > 1) {
            isPlanShown = true;
            showTable(tables.plan(plan));
            plan.forEach(planned -> {
                if (planned.unlessRebuilt().isPresent()) {
                    undecided.add(planned.image().reference());
                } else {
                    warn(planned.image(), planned.action());
                }
            });
        }
    }

    /** An image that is skipped has one line only: its result. */
    @Override
    public void started(ImageDefinition image, Action action) {
        if (!(action instanceof Action.Skip)) {
            String text = colors.paint(action.verb()) + " " + image.reference();
            info(image.name(), isPlanShown ? text : text + ": " + BuildTables.reason(action));
        }
        if (!isPlanShown || undecided.contains(image.reference())) {
            warn(image, action);
        }
    }

    @Override
    public void step(String image, String step, String command) {
        hidden.remove(image);
        // The further lines of a command do not look like steps.
        (step + ": " + command.replaceAll("\\R", "\n  ")).lines().forEach(line -> info(image, line));
    }

    @Override
    public void output(String image, String line) {
        if (output == StepOutput.ALL) {
            super.output(image, line);
            return;
        }
        hidden.computeIfAbsent(image, name -> new LastLines()).add(line);
    }

    @Override
    public void stepFailed(String image) {
        LastLines lines = hidden.remove(image);
        if (lines != null) {
            lines.forEach(line -> super.output(image, line));
        }
    }

    @Override
    public void finished(ImageResult result) {
        hidden.remove(result.name());
        if (!result.phases().isEmpty()) {
            info(result.name(), phases(result));
        }
        String text = colors.paint(result.outcome().name()) + " " + result.reference();
        String seconds = " in " + BuildTables.seconds(result.took()) + " s";
        if (result.isFailed()) {
            log.of(result.name()).error(text + seconds);
            return;
        }
        String where = result.digest().map(Digest::toString).map("@"::concat).orElse(" (in the engine only)");
        boolean isSkipped = result.outcome() == Outcome.SKIPPED;
        boolean isExplained = !isPlanShown || result.isKept();
        String line = text + where + (isSkipped ? isExplained ? ": " + result.reason() : "" : seconds);
        info(result.name(), line);
        result.difference().ifPresent(difference -> showDifference(result.name(), difference));
        if (result.outcome() == Outcome.BUILT && !log.log().isInfoEnabled()) {
            quietOutput.accept("[" + result.name() + "] " + line);
        }
    }

    private void showDifference(String image, ImageDifference difference) {
        info(image, "Compared with " + difference.before() + ": " + difference.summary());
        new DifferenceTable(log.secrets(), MAX_ROWS).lines(difference).forEach(line -> info(image, line));
    }

    private static String phases(ImageResult result) {
        return result.phases().entrySet().stream()
                .map(phase -> phase.getKey().id() + " " + BuildTables.seconds(phase.getValue()) + " s")
                .collect(Collectors.joining(", ", "Phases: ", ""));
    }

    /** Shows the results of several images as a table, unless nothing was done. */
    @Override
    public void ended(ImageResults results) {
        boolean isAllSkipped = results.results().stream().allMatch(result -> result.outcome() == Outcome.SKIPPED);
        if (!isAllSkipped && results.results().size() > 1) {
            showTable(tables.results(results));
        }
    }

    private void showTable(List<String> lines) {
        lines.forEach(log::info);
    }

    /** The last lines of a step. A step may print more than fits into the memory. */
    private static final class LastLines {

        private static final int MAX_LINES = 1000;
        private static final int MAX_CHARACTERS = 512 * 1024;

        private final Deque<String> lines = new ArrayDeque<>();
        private int characters;

        /** Adds a line. The newest line is kept even if it is too long. */
        synchronized void add(String line) {
            lines.add(line);
            characters += line.length();
            while (lines.size() > MAX_LINES || characters > MAX_CHARACTERS && lines.size() > 1) {
                characters -= lines.remove().length();
            }
        }

        synchronized void forEach(Consumer<String> action) {
            lines.forEach(action);
        }
    }
}
