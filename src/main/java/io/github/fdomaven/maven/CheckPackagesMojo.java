package io.github.fdomaven.maven;

import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * Finds out which packages of an image have updates: UP_TO_DATE, UPDATES or UNKNOWN. If the repositories have not changed since the
 * image was built, nothing is pulled. Otherwise the goal asks the package manager in a container of the image.
 * <code>packages.json</code> has the results.
 *
 * @since 1.0.0
 */
@Mojo(name = "check-packages", requiresProject = false, threadSafe = true)
public final class CheckPackagesMojo extends ContainerMojo {

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
     * What to do if packages of the image have updates: <code>report</code> reports them, <code>fail</code> fails the goal,
     * <code>rebuild</code> makes a <code>build-image</code> later in the same run rebuild the image. Variable:
     * <code>FDO_ON_UPDATES</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.on.updates", defaultValue = "report")
    private String onUpdates;

    /**
     * The updates for which <code>onUpdates</code> does something: <code>any</code>, or only <code>security</code> updates.
     * Not every distribution says which updates are security updates. Variable: <code>FDO_UPDATES</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.updates", defaultValue = "any")
    private String updates;

    /**
     * Engines that build images for other platforms, each an <code>&lt;engine&gt;</code>. All other platforms are built
     * on the engine of <code>dockerHost</code>. Default: none. Elements of an <code>&lt;engine&gt;</code>:
     * <ul>
     *  <li><code>&lt;platform&gt;</code>: Platform of the images that the engine builds. Required.</li>
     *  <li><code>&lt;dockerHost&gt;</code>: Address of the engine, in the same form as <code>dockerHost</code> of the
     *  goal. Required.</li>
     * </ul>
     *
     * @since 1.0.0
     */
    @Parameter
    private PlexusConfiguration engines;

    /**
     * Proxies for every step of a build. <code>auto</code>: those of Maven's environment (<code>http_proxy</code> and so
     * on), else of Docker's <code>config.json</code>, else of settings.xml. <code>none</code>: no proxies. Variable:
     * <code>FDO_PROXY</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.proxy", defaultValue = "auto")
    private String proxy;

    /**
     * How many images are built or checked, or dependents poked, in parallel. Default: the number of processors plus one; 16 for
     * <code>poke-dependents</code>. Variable: <code>FDO_PARALLELISM</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.parallelism")
    private String parallelism;

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
     * Skip <code>check-packages</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.check-packages.skip", defaultValue = "false")
    private boolean skipCheckPackages;

    @Override
    void run(GoalInput input) {
        new CheckPackagesGoal(input).run();
    }
}
