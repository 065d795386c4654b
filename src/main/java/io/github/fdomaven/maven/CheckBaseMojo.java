package io.github.fdomaven.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Compares the base image that an image was built from with the base image as it is now: FRESH, STALE or UNKNOWN. Projects
 * whose base image does not poke them run it in a scheduled pipeline. <code>bases.json</code> has the results.
 *
 * @since 1.0.0
 */
@Mojo(name = "check-base", requiresProject = false, threadSafe = true)
public final class CheckBaseMojo extends EngineMojo {

    /**
     * Image to handle: the name of an image of the POM, a full reference, or a path and tag below
     * <code>registryImage</code>. The goals <code>run</code> and <code>diff-image</code>
     * need it if the POM has several images. Default: the images
     * of the POM. Variable: <code>FDO_IMAGE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.image")
    private String image;

    /**
     * What to do if the base image has changed: <code>report</code> reports it, <code>fail</code> fails the goal,
     * <code>rebuild</code> makes a <code>build-image</code> later in the same run rebuild the image. Variable:
     * <code>FDO_ON_STALE_BASE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.on.stale.base", defaultValue = "report")
    private String onStaleBase;

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
     * How many variables <code>fdo.env</code> may have. The default is that of GitLab, which refuses a report with more.
     * Variable: <code>FDO_DOTENV_LIMIT</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.dotenv.limit", defaultValue = "20")
    private String dotenvLimit;

    /**
     * Skip <code>check-base</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.check-base.skip", defaultValue = "false")
    private boolean skipCheckBase;

    @Override
    void run(GoalInput input) {
        new CheckBaseGoal(input).run();
    }
}
