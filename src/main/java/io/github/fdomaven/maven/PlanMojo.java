package io.github.fdomaven.maven;

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

    /** Called by Maven. */
    public PlanMojo() {}

    @Override
    void run(GoalInput input) {
        new PlanGoal(input).run();
    }
}
