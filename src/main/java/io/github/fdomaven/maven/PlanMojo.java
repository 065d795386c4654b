package io.github.fdomaven.maven;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.report.Reports;
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
        BuildFactory build = new BuildFactory(input);
        List<ImageDefinition> images = build.images();
        input.prepare(images, ImageDefinition::reference, Reports::plan);
        try (EngineProvider engines = input.buildEngines()) {
            ShownPlan plan = build.plan(images, engines);
            output.show(
                    () -> input.reports(input.main().outputDirectory()).plan().json(plan.images()),
                    plan::table,
                    plan::logTable);
            plan.logWarnings();
            input.write(plan.images(), planned -> planned.image().reference(), Reports::plan);
            plan.throwFailedLookups();
        }
    }
}
