package io.github.fdomaven.maven;

import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.report.Reports;
import io.github.fdomaven.support.FdoException;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Shows what <code>build-image</code> would do and why: as a table, as <code>plan.json</code>, and as a graph in
 * <code>plan.md</code> that GitLab draws. It builds nothing.
 *
 * @since 1.0.0
 */
@Mojo(name = "plan", requiresProject = false, threadSafe = true)
public final class PlanMojo extends BuildMojo {

    /**
     * Skip <code>plan</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.plan.skip", defaultValue = "false")
    private boolean skipPlan;

    @Override
    void run(GoalInput input) {
        MavenRun run = input.run();
        Build build = new Build(input);
        List<ImageDefinition> images = build.images();
        input.prepare(images, ImageDefinition::reference, Reports::plan);
        try (EngineProvider engines = input.engines()) {
            List<PlannedImage> plan = build.planner(engines, true).plan(images);
            new MavenBuildLog(run.log(), LogColors.of(run.session())).showPlan(plan);
            input.write(plan, planned -> planned.image().reference(), Reports::plan);
            FdoException.throwIfAny(problems(plan));
        }
    }

    private static List<FdoException> problems(List<PlannedImage> plan) {
        return plan.stream()
                .map(PlannedImage::action)
                .filter(Action.Unknown.class::isInstance)
                .map(action -> ((Action.Unknown) action).problem())
                .toList();
    }
}
