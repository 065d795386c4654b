package io.github.fdomaven.maven;

import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.report.Report;
import io.github.fdomaven.report.Reports;
import io.github.fdomaven.support.FdoException;
import java.util.List;

/** What {@code fdo:plan} does: says what build-image would do, and leaves that as a report. */
final class PlanGoal {

    private final GoalInput input;

    PlanGoal(GoalInput input) {
        this.input = input;
    }

    void run() {
        Build build = new Build(input);
        Report<List<PlannedImage>> report = new Reports(
                        input.run().outputDirectory(input.sources()),
                        input.run().secrets()::redact)
                .plan();
        report.prepare();
        try (EngineProvider engines = build.engines()) {
            MavenBuildLog log = new MavenBuildLog(
                    new MaskedLog(input.run().log(), input.run().secrets()),
                    LogColors.of(input.run().session()));
            List<PlannedImage> plan = build.planner(engines).plan(build.wanted().requests());
            log.showPlan(plan);
            report.write(plan);
            FdoException.joined(problems(plan)).ifPresent(problem -> {
                throw problem;
            });
        }
    }

    /** What keeps it from being known what would be done. */
    private static List<FdoException> problems(List<PlannedImage> plan) {
        return plan.stream()
                .map(PlannedImage::action)
                .filter(Action.Unknown.class::isInstance)
                .map(action -> ((Action.Unknown) action).problem())
                .toList();
    }
}
