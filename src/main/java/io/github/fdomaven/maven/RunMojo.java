package io.github.fdomaven.maven;

import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Runs a command in an image, as a job of a pipeline would, with the project's directory as the working directory. The goal
 * shows the command's output and fails if the command fails. The container is removed afterwards.
 *
 * @since 1.0.0
 */
@Mojo(name = "run", defaultPhase = LifecyclePhase.INTEGRATION_TEST, requiresProject = false, threadSafe = true)
public final class RunMojo extends ContainerMojo {

    /**
     * Image to handle: the name of an image of the POM, a full reference, or a path and tag below
     * <code>registryImage</code>. The goal <code>run</code> needs it if the POM has several images. Default: the images
     * of the POM. Variable: <code>FDO_IMAGE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.image")
    private String image;

    /**
     * Command to run. The image's bash runs it, or its sh. The image's entrypoint is not used. Required. Variable:
     * <code>FDO_COMMAND</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.command")
    private String command;

    /**
     * Names of environment variables to pass to the command, separated by commas. The log shows <code>***</code> for
     * their values, except for plain words and numbers of fewer than eight characters. Default: none. Variable:
     * <code>FDO_ENVIRONMENT</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.environment")
    private String environment;

    /**
     * Skip <code>run</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.run.skip", defaultValue = "false")
    private boolean skipRun;

    @Override
    void run(GoalInput input) {
        new RunGoal(input).run();
    }
}
