package io.github.fdomaven.maven;

import io.github.fdomaven.config.Setting;
import java.util.Locale;
import java.util.Map;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * The parameters of all goals that handle images, for <code>fdo:help</code> and for Maven's own checks. The values come from
 * {@link PluginConfiguration}.
 */
abstract class ImageMojo extends GoalMojo {

    /**
     * Name of the image in the log, in the reports and in the names of the properties and variables that hold its
     * reference. Default: the repository suffix.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.name")
    private String name;

    /**
     * Distribution: <code>alpine</code>, <code>almalinux</code>, <code>arch</code>, <code>centos</code>,
     * <code>debian</code>, <code>fedora</code>, <code>opensuse</code>, <code>rhel</code>, <code>rocky</code> or
     * <code>ubuntu</code>. Required. Variable: <code>FDO_DISTRIBUTION_NAME</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.distribution")
    private String distribution;

    /**
     * Version of the distribution. Default: <code>latest</code> for alpine, <code>rolling</code> for arch, required for
     * the others. Variable: <code>FDO_DISTRIBUTION_VERSION</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.distribution.version")
    private String version;

    /**
     * Tag of the image. <code>@recipe@</code> in it is replaced by the first 12 digits of the recipe's digest.
     * Required. Variable: <code>FDO_DISTRIBUTION_TAG</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.distribution.tag")
    private String tag;

    /**
     * Packages to install, separated by white space. Quotes around a name are removed. Default: none. Variable:
     * <code>FDO_DISTRIBUTION_PACKAGES</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.distribution.packages")
    private String packages;

    /**
     * Command to run after the packages are installed, in a copy of the project's directory. It runs in the image's
     * bash, or in its sh if it has no bash. Default: none. Variable: <code>FDO_DISTRIBUTION_EXEC</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.distribution.exec")
    private String exec;

    /**
     * Path of the image's entrypoint, without arguments. Default: the base image's. Variable:
     * <code>FDO_DISTRIBUTION_ENTRYPOINT</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.distribution.entrypoint")
    private String entrypoint;

    /**
     * Working directory of the image. The build creates it. Variable: <code>FDO_DISTRIBUTION_WORKINGDIR</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.distribution.workingdir", defaultValue = "/app")
    private String workingDir;

    /**
     * User of the image: a name or a number, optionally followed by a colon and a group. The user need not exist while
     * exec runs. Default: the base image's. Variable: <code>FDO_USER</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.user")
    private String user;

    /**
     * Platform of the image, such as <code>linux/arm64</code>. Default: the engine's platform. Variable:
     * <code>FDO_DISTRIBUTION_PLATFORM</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.distribution.platform")
    private String platform;

    /**
     * Platforms of the image, separated by commas, such as <code>linux/amd64,linux/arm64</code>. The image is built for
     * each, and the tag is an index of these images. Default: none. Variable: <code>FDO_DISTRIBUTION_PLATFORMS</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.distribution.platforms")
    private String platforms;

    /**
     * Image to build from. Without a host it is an image of this project or of its registry. Default: the
     * distribution's official image. Variable: <code>FDO_BASE_IMAGE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.base.image")
    private String baseImage;

    /**
     * Repository of the image below <code>registryImage</code>. Default:
     * <code>&lt;distribution&gt;/&lt;version&gt;</code>. Variable: <code>FDO_REPO_SUFFIX</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.repo.suffix")
    private String repoSuffix;

    /**
     * Labels to add to the image, one element for each. Names that start with <code>fdo.</code> are reserved. Default:
     * none.
     *
     * @since 1.0.0
     */
    @Parameter
    private Map<String, String> labels;

    /**
     * Several images, each an <code>&lt;image&gt;</code> with the elements of an image. An image takes the elements
     * that it does not have from the configuration around <code>&lt;images&gt;</code>. Default: one image, described
     * by the elements around. Elements of an <code>&lt;image&gt;</code>:
     * <ul>
     *  <li><code>&lt;name&gt;</code>: Name of the image in the log, in the reports and in the names of the properties
     *  and variables that hold its reference. Default: the repository suffix.</li>
     *  <li><code>&lt;distribution&gt;</code>: Distribution: <code>alpine</code>, <code>almalinux</code>,
     *  <code>arch</code>, <code>centos</code>, <code>debian</code>, <code>fedora</code>, <code>opensuse</code>,
     *  <code>rhel</code>, <code>rocky</code> or <code>ubuntu</code>. Required.</li>
     *  <li><code>&lt;version&gt;</code>: Version of the distribution. Default: <code>latest</code> for alpine,
     *  <code>rolling</code> for arch, required for the others.</li>
     *  <li><code>&lt;tag&gt;</code>: Tag of the image. <code>@recipe@</code> in it is replaced by the first 12 digits
     *  of the recipe's digest. Required.</li>
     *  <li><code>&lt;packages&gt;</code>: Packages to install, separated by white space. Quotes around a name are
     *  removed. Default: none.</li>
     *  <li><code>&lt;exec&gt;</code>: Command to run after the packages are installed, in a copy of the project's
     *  directory. It runs in the image's bash, or in its sh if it has no bash. Default: none.</li>
     *  <li><code>&lt;execEnvironment&gt;</code>: Names of environment variables to pass to exec, separated by commas.
     *  They are not stored in the image. The log shows <code>***</code> for their values, except for values of fewer
     *  than 8 characters and words of letters only. Default: none.</li>
     *  <li><code>&lt;entrypoint&gt;</code>: Path of the image's entrypoint, without arguments. Default: the base
     *  image's.</li>
     *  <li><code>&lt;workingDir&gt;</code>: Working directory of the image. The build creates it. Default:
     *  <code>/app</code>.</li>
     *  <li><code>&lt;user&gt;</code>: User of the image: a name or a number, optionally followed by a colon and a
     *  group. The user need not exist while exec runs. Default: the base image's.</li>
     *  <li><code>&lt;platform&gt;</code>: Platform of the image, such as <code>linux/arm64</code>. Default: the
     *  engine's platform.</li>
     *  <li><code>&lt;platforms&gt;</code>: Platforms of the image, separated by commas, such as
     *  <code>linux/amd64,linux/arm64</code>. The image is built for each, and the tag is an index of these images.
     *  Default: none.</li>
     *  <li><code>&lt;baseImage&gt;</code>: Image to build from. Without a host it is an image of this project or of
     *  its registry. Default: the distribution's official image.</li>
     *  <li><code>&lt;upstreamRepo&gt;</code>: GitLab projects to copy the image from, separated by commas, tried in
     *  this order. Default: none.</li>
     *  <li><code>&lt;repoSuffix&gt;</code>: Repository of the image below <code>registryImage</code>. Default:
     *  <code>&lt;distribution&gt;/&lt;version&gt;</code>.</li>
     *  <li><code>&lt;forceRebuild&gt;</code>: Build the image even if it exists: if the POM, the property or the
     *  variable is <code>true</code>, <code>1</code>, <code>yes</code> or <code>always</code>. Default:
     *  <code>false</code>.</li>
     *  <li><code>&lt;expiresAfter&gt;</code>: How long to keep the image, such as <code>90m</code>, <code>1h</code>,
     *  <code>2d</code> or <code>3w</code>. It is a label that <code>delete-images</code> reads. Default: none.</li>
     *  <li><code>&lt;cacheDir&gt;</code>: Directory that exec sees as <code>/cache</code> and may write to. Default:
     *  <code>/cache</code> if that directory exists.</li>
     *  <li><code>&lt;onStale&gt;</code>: What to do with an image whose recipe or base image has changed:
     *  <code>warn</code> keeps it and warns, <code>rebuild</code> builds it again, <code>fail</code> fails the goal,
     *  <code>ignore</code> keeps it. Default: <code>warn</code>.</li>
     *  <li><code>&lt;onUnchanged&gt;</code>: What to do with a rebuilt image whose packages, recipe and base image are
     *  those of the image that the tag has: <code>push</code> pushes it, <code>keep</code> keeps the image that the tag
     *  has. An image with an <code>exec</code> is always pushed. Default: <code>push</code>.</li>
     *  <li><code>&lt;diffAgainst&gt;</code>: Image to compare the built image with: a tag of the same repository, a path
     *  and a tag below <code>registryImage</code>, or a full reference. Default: the image that the build
     *  replaces.</li>
     *  <li><code>&lt;labels&gt;</code>: Labels to add to the image, one element for each. Names that start with
     *  <code>fdo.</code> are reserved. Default: none.</li>
     * </ul>
     *
     * @since 1.0.0
     */
    @Parameter
    private PlexusConfiguration images;

    /**
     * Names of the images to handle, separated by commas. <code>base linux/arm64</code> means the image for one platform of
     * the image <code>base</code>. Default: all. Variable: <code>FDO_ONLY</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.only")
    private String only;

    /**
     * Parent repository of the project's images. Without it the images stay in the engine, below
     * <code>localhost/&lt;artifactId&gt;</code>. Default: none. Variables: <code>FDO_REGISTRY_IMAGE</code>,
     * <code>CI_REGISTRY_IMAGE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.registry.image")
    private String registryImage;

    /**
     * Host of the registry that has the upstream projects and the base images without a host. Default: the host of
     * <code>registryImage</code>. Variables: <code>FDO_REGISTRY</code>, <code>CI_REGISTRY</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.registry")
    private String registry;

    /**
     * Hosts of registries that the plugin may reach by plain HTTP, separated by commas. Default: loopback addresses
     * only. Variable: <code>FDO_INSECURE_REGISTRIES</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.insecure.registries")
    private String insecureRegistries;

    @Override
    final void run(MavenRun run, Reactor reactor, MojoExecution mojo) {
        GoalInput input = new GoalInput(run, reactor, skipOfGoal(mojo));
        if (!input.modules().isEmpty()) {
            run(input);
        }
    }

    private static Setting skipOfGoal(MojoExecution mojo) {
        return Setting.valueOf("SKIP_" + mojo.getGoal().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Runs the goal. */
    abstract void run(GoalInput input);
}
