package io.github.fdomaven.maven;

import io.github.fdomaven.config.Setting;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Says what <code>build-image</code> would do and why, and does nothing: as a table, as <code>plan.json</code>, and as
 * <code>plan.md</code>, a graph that GitLab draws.
 *
 * @since 1.0.0
 */
@Mojo(name = "plan", requiresProject = false, threadSafe = true)
public final class PlanMojo extends BuildMojo {
    /**
     * Whether this goal does nothing.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.plan.skip", defaultValue = "false")
    private String skipPlan;

    /**
     * Called by Maven.
     *
     * @param decrypter decrypts the passwords of settings.xml
     */
    @Inject
    public PlanMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Setting goalSkip() {
        return Setting.SKIP_PLAN;
    }

    @Override
    void work(GoalInput input) {
        new PlanGoal(input).run();
    }

    @Override
    Map<Setting, String> values() {
        Map<Setting, String> values = super.values();
        values.put(Setting.SKIP_PLAN, skipPlan);
        return values;
    }
}
