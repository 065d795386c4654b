package io.github.fdomaven.maven;

import org.apache.maven.plugins.annotations.Parameter;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/** The parameters of goals that plan a build. */
abstract class BuildMojo extends ContainerMojo {

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
     * Names of environment variables to pass to exec, separated by commas. They are not stored in the image. The
     * log shows <code>***</code> for their values, except for values of fewer than 8 characters and words of
     * letters only. Default: none. Variable: <code>FDO_EXEC_ENVIRONMENT</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.exec.environment")
    private String execEnvironment;

    /**
     * GitLab projects to copy the image from, separated by commas, tried in this order. Default: none. Variable:
     * <code>FDO_UPSTREAM_REPO</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.upstream.repo")
    private String upstreamRepo;

    /**
     * Build the image even if it exists: if the POM, the property or the variable is <code>true</code>, <code>1</code>,
     * <code>yes</code> or <code>always</code>. Variable: <code>FDO_FORCE_REBUILD</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.force.rebuild", defaultValue = "false")
    private boolean forceRebuild;

    /**
     * How long to keep the image, such as <code>90m</code>, <code>1h</code>, <code>2d</code> or <code>3w</code>. It is
     * a label that <code>delete-images</code> reads. Default: none. Variable: <code>FDO_EXPIRES_AFTER</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.expires.after")
    private String expiresAfter;

    /**
     * Directory that exec sees as <code>/cache</code> and may write to. Default: <code>/cache</code> if that directory
     * exists. Variable: <code>FDO_CACHE_DIR</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.cache.dir")
    private String cacheDir;

    /**
     * What to do with an image whose recipe or base image has changed: <code>warn</code> keeps it and warns,
     * <code>rebuild</code> builds it again, <code>fail</code> fails the goal, <code>ignore</code> keeps it. Variable:
     * <code>FDO_ON_STALE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.on.stale", defaultValue = "warn")
    private String onStale;

    /**
     * What to do with a rebuilt image whose packages, recipe and base image are those of the image that the tag has:
     * <code>push</code> pushes it, <code>keep</code> keeps the image that the tag has. An image with an <code>exec</code> is
     * always pushed. Variable: <code>FDO_ON_UNCHANGED</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.on.unchanged", defaultValue = "push")
    private String onUnchanged;

    /**
     * Image to compare the built image with: a tag of the same repository, a path and a tag below
     * <code>registryImage</code>, or a full reference. Default: the image that the build replaces. Variable:
     * <code>FDO_DIFF_AGAINST</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.diff.against")
    private String diffAgainst;

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
     * Cache of the package manager: <code>run</code> shares metadata and packages among the images that one run builds,
     * <code>keep</code> keeps them in the engine for later runs too, <code>none</code> shares nothing. Variable:
     * <code>FDO_PACKAGE_CACHE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.package.cache", defaultValue = "run")
    private String packageCache;

    /**
     * Push the images to the registry. Default: <code>true</code> if there is a <code>registryImage</code>. Variable:
     * <code>FDO_PUSH</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.push")
    private boolean push;

    /**
     * What pushes the images: <code>engine</code>, <code>plugin</code>, or <code>auto</code>. <code>auto</code> is the
     * plugin if the image has a large new layer and the engine is Docker with its classic image store, whose own push is
     * slow. Otherwise it is the engine. Variable: <code>FDO_PUSH_BY</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.push.by", defaultValue = "auto")
    private String pushBy;

    /**
     * How many images are built or checked, or dependents poked, in parallel. Default: the number of processors plus one; 16 for
     * <code>poke-dependents</code>. Variable: <code>FDO_PARALLELISM</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.parallelism")
    private String parallelism;
}
