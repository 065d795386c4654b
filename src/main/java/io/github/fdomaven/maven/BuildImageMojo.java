package io.github.fdomaven.maven;

import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Makes sure that the images exist: skips an image whose tag exists, copies an image that an upstream project has, and builds
 * and pushes the others. Independent images are built in parallel, each image after its base image. Without a registry the
 * images stay in the engine.
 *
 * @since 1.0.0
 */
@Mojo(name = "build-image", defaultPhase = LifecyclePhase.PACKAGE, requiresProject = false, threadSafe = true)
public final class BuildImageMojo extends BuildMojo {

    /**
     * Join the images of each index again, and build only those that are missing or stale. The last job of a generated
     * pipeline does this after other jobs have built the images. Variable: <code>FDO_JOIN_ONLY</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.join.only", defaultValue = "false")
    private boolean joinOnly;

    /**
     * Output of the programs that build an image: <code>all</code> shows it, <code>steps</code> shows the names of the
     * steps, and the output of a step that fails. Variable: <code>FDO_OUTPUT</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.output", defaultValue = "all")
    private String output;

    /**
     * How many variables <code>fdo.env</code> may have. The default is that of GitLab, which refuses a report with more.
     * Variable: <code>FDO_DOTENV_LIMIT</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.dotenv.limit", defaultValue = "20")
    private String dotenvLimit;

    /**
     * Skip <code>build-image</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.build-image.skip", defaultValue = "false")
    private boolean skipBuildImage;

    @Override
    void run(GoalInput input) {
        new BuildImageGoal(input).run();
    }
}
