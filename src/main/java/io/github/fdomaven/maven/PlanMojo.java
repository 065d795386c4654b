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
     * Print the result to standard output, not to the log: <code>json</code> prints the report, <code>table</code> a
     * table. With Maven's option <code>-q</code> nothing else is printed. Default: none. Variable:
     * <code>FDO_STDOUT</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.stdout")
    private String stdout;

    /**
     * Skip <code>plan</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.plan.skip", defaultValue = "false")
    private boolean skipPlan;

    @Override
    void run(GoalInput input) {
        ResultOutput output = input.resultOutput();
        Build build = new Build(input);
        List<ImageDefinition> images = build.images();
        input.prepare(images, ImageDefinition::reference, Reports::plan);
        try (EngineProvider engines = input.buildEngines()) {
            List<PlannedImage> plan = build.planner(engines, true, () -> {}).plan(images);
            show(plan, input, output);
            input.write(plan, planned -> planned.image().reference(), Reports::plan);
            FdoException.throwIfAny(problems(plan));
        }
    }

    private static void show(List<PlannedImage> plan, GoalInput input, ResultOutput output) {
        MavenRun run = input.run();
        BuildTables tables = new BuildTables(run.secrets(), LogColors.of(run.session()));
        output.show(
                () -> input.reports(input.main().outputDirectory()).plan().json(plan),
                () -> tables.plan(plan),
                () -> tables.plan(plan).forEach(run.log()::info));
        plan.forEach(planned -> planned.action()
                .warning()
                .ifPresent(text -> run.log().of(planned.image().name()).warn(text)));
    }

    private static List<FdoException> problems(List<PlannedImage> plan) {
        return plan.stream()
                .flatMap(planned -> planned.parts().stream())
                .map(PlannedImage::action)
                .filter(Action.Unknown.class::isInstance)
                .map(action -> ((Action.Unknown) action).problem())
                .toList();
    }
}
