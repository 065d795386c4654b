package io.github.fdomaven.maven;

import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * Triggers the pipelines of the projects that depend on an image, if this pipeline built the image: if the image's label
 * <code>fdo.pipeline_id</code> in the registry is the ID of this pipeline.
 *
 * @since 1.0.0
 */
@Mojo(name = "poke-dependents", defaultPhase = LifecyclePhase.DEPLOY, requiresProject = false, threadSafe = true)
public final class PokeDependentsMojo extends GitLabMojo {

    /**
     * Longest time for one build step, for the command of <code>run</code>, or for <code>wait</code>, such as
     * <code>90m</code> or <code>1h</code>. Default: none. Variable: <code>FDO_TIMEOUT</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.timeout")
    private String timeout;

    /**
     * How many images are built or checked, or dependents poked, in parallel. Default: the number of processors plus one; 16 for
     * <code>poke-dependents</code>. Variable: <code>FDO_PARALLELISM</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.parallelism")
    private String parallelism;

    /**
     * The projects to poke, each a <code>&lt;dependent&gt;</code>. Default: none. Elements of a
     * <code>&lt;dependent&gt;</code>:
     * <ul>
     *  <li><code>&lt;project&gt;</code>: Path or number of the project. Required.</li>
     *  <li><code>&lt;ref&gt;</code>: Branch or tag to run the pipeline for. Required.</li>
     *  <li><code>&lt;tokenVariable&gt;</code>: Name of the variable that has the trigger token, or
     *  <code>CI_JOB_TOKEN</code>. Required, unless <code>serverId</code> is set.</li>
     *  <li><code>&lt;serverId&gt;</code>: Id of the server in <code>settings.xml</code> whose password is the trigger
     *  token. Default: none.</li>
     *  <li><code>&lt;images&gt;</code>: Names of the images that the project depends on, separated by commas.
     *  Default: all.</li>
     *  <li><code>&lt;variables&gt;</code>: Variables for the pipeline, one element for each. All jobs of the pipeline
     *  can read them: set no secrets. Default: none.</li>
     * </ul>
     *
     * @since 1.0.0
     */
    @Parameter
    private PlexusConfiguration dependents;

    /**
     * Poke the dependents no matter which pipeline built the images. Variable: <code>FDO_POKE_FORCE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.poke.force", defaultValue = "false")
    private boolean force;

    /**
     * Fail the goal if a poke or a pipeline that it waits for fails. Otherwise log a warning. Variable:
     * <code>FDO_FAIL_ON_ERROR</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.fail.on.error", defaultValue = "true")
    private boolean failOnError;

    /**
     * Wait until the pipelines of the dependents end. This needs <code>accessTokenVariable</code>. Variable:
     * <code>FDO_WAIT</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.wait", defaultValue = "false")
    private boolean wait;

    /**
     * Poke at the end of the Maven build, if the goal is bound to a phase. No dependent is poked if a module fails or
     * cannot be deployed. Variable: <code>FDO_POKE_AT_END</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.poke.at.end", defaultValue = "true")
    private boolean pokeAtEnd;

    /**
     * Skip <code>poke-dependents</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.poke-dependents.skip", defaultValue = "false")
    private boolean skipPokeDependents;

    @Override
    void run(GoalInput input) {
        if (PokesAtEnd.isFor(input)) {
            new PokesAtEnd(input).add();
        } else {
            new PokeDependentsGoal(input).run();
        }
    }
}
