package io.github.fdomaven.maven;

import io.github.fdomaven.build.Decision;
import io.github.fdomaven.build.Planned;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.failure.FdoException;
import io.github.fdomaven.report.PlanReport;
import java.util.List;

/** What {@code fdo:plan} does: says what build-image would do, and leaves that as a report. */
final class PlanGoal {

    private final GoalInput input;

    PlanGoal(GoalInput input) {
        this.input = input;
    }

    void run() {
        Build build = new Build(input);
        PlanReport report = new PlanReport(
                input.run().outputDirectory(input.sources()), input.run().secrets()::redact);
        report.prepare();
        try (EngineProvider engines = build.engines()) {
            MavenBuildLog log = new MavenBuildLog(input.run().log(), input.run().secrets());
            List<Planned> plan = build.service(engines, log).plan(build.wanted().requests());
            if (plan.size() == 1) {
                log.table(plan);
            }
            report.write(plan);
            FdoException.joined(problems(plan)).ifPresent(problem -> {
                throw problem;
            });
        }
    }

    /** What keeps it from being known what would be done. */
    private static List<FdoException> problems(List<Planned> plan) {
        return plan.stream()
                .map(Planned::decision)
                .filter(Decision.Unknown.class::isInstance)
                .map(decision -> ((Decision.Unknown) decision).problem())
                .toList();
    }
}
