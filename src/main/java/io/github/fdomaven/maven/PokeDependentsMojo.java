package io.github.fdomaven.maven;

import io.github.fdomaven.config.Setting;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/**
 * Triggers the pipelines of the projects that build on an image, if this very pipeline has built it: its label
 * <code>fdo.pipeline_id</code>, as the registry has it, is compared with <code>CI_PIPELINE_ID</code>.
 *
 * @since 1.0.0
 */
@Mojo(name = "poke-dependents", defaultPhase = LifecyclePhase.DEPLOY, requiresProject = false, threadSafe = true)
public final class PokeDependentsMojo extends ImageMojo {
    /**
     * The projects to poke, each a <code>&lt;dependent&gt;</code> with <code>&lt;project&gt;</code>,
     * <code>&lt;ref&gt;</code>, <code>&lt;tokenVariable&gt;</code> or <code>&lt;serverId&gt;</code>, and if need be
     * <code>&lt;images&gt;</code> and <code>&lt;variables&gt;</code>. Required.
     *
     * @since 1.0.0
     */
    @Parameter
    private List<DependentElement> dependents;

    /**
     * The address of GitLab or of its API. Default: <code>CI_API_V4_URL</code> or <code>CI_SERVER_URL</code>, which GitLab sets
     * in its jobs, else <code>https://gitlab.com</code>. Variable: <code>FDO_GITLAB_URL</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.gitlab.url")
    private String gitlabUrl;

    /**
     * Whether GitLab may be spoken to in plain HTTP even if it is not on this machine. Default: <code>false</code>. Variable:
     * <code>FDO_GITLAB_INSECURE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.gitlab.insecure")
    private String insecureGitlab;

    /**
     * Whether to poke whichever pipeline has built the images. Default: <code>false</code>. Variable:
     * <code>FDO_POKE_FORCE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.poke.force")
    private String force;

    /**
     * Whether the goal fails when a dependent could not be poked, or its pipeline failed; otherwise that is a warning. Default:
     * <code>true</code>. Variable: <code>FDO_FAIL_ON_ERROR</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.fail.on.error")
    private String failOnError;

    /**
     * Whether to follow the pipelines of the dependents until they end, and to fail if one of them does. That takes an
     * <code>accessTokenVariable</code>. Default: <code>false</code>. Variable: <code>FDO_WAIT</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.wait")
    private String wait;

    /**
     * The name of the variable that has a token by which the dependents' pipelines can be read (scope <code>read_api</code>).
     * Default: none. Variable: <code>FDO_ACCESS_TOKEN_VARIABLE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.access.token.variable")
    private String accessTokenVariable;

    /**
     * The longest that pipelines are followed: a whole number and one of m, h, d, w. Default: none. Variable:
     * <code>FDO_TIMEOUT</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.timeout")
    private String timeout;

    /**
     * How many dependents are poked at once. Default: 8. Variable: <code>FDO_PARALLELISM</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.parallelism")
    private String parallelism;

    /**
     * Whether this goal does nothing.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.poke-dependents.skip", defaultValue = "false")
    private String skipPokeDependents;

    /**
     * Called by Maven.
     *
     * @param decrypter decrypts the passwords of settings.xml
     */
    @Inject
    public PokeDependentsMojo(SettingsDecrypter decrypter) {
        super(decrypter);
    }

    @Override
    Setting goalSkip() {
        return Setting.SKIP_POKE_DEPENDENTS;
    }

    @Override
    void work(GoalInput input) {
        new PokeDependentsGoal(input, dependents == null ? List.of() : dependents).run();
    }

    @Override
    Map<Setting, String> values() {
        Map<Setting, String> values = super.values();
        values.put(Setting.SKIP_POKE_DEPENDENTS, skipPokeDependents);
        values.put(Setting.GITLAB_URL, gitlabUrl);
        values.put(Setting.INSECURE_GITLAB, insecureGitlab);
        values.put(Setting.FORCE_POKE, force);
        values.put(Setting.FAIL_ON_ERROR, failOnError);
        values.put(Setting.WAIT, wait);
        values.put(Setting.ACCESS_TOKEN_VARIABLE, accessTokenVariable);
        values.put(Setting.TIMEOUT, timeout);
        values.put(Setting.PARALLELISM, parallelism);
        return values;
    }
}
