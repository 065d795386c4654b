package io.github.fdomaven.maven;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.config.PomImages;
import io.github.fdomaven.config.Setting;
import io.github.fdomaven.config.SettingSources;
import io.github.fdomaven.support.Secrets;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.crypto.SettingsDecrypter;

/** What every goal has that is about images: the settings that say which images, and where they are. */
abstract class ImageMojo extends AbstractMojo {

    /**
     * What the image is called in this build: in the log, in <code>images.json</code>, and in the names of properties and
     * variables that carry its reference. Default: the repository suffix.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.name")
    private String name;

    /**
     * The distribution: one of alpine, almalinux, arch, centos, debian, fedora, opensuse, rhel, rocky, ubuntu. Required.
     * Variable: <code>FDO_DISTRIBUTION_NAME</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.distribution")
    private String distribution;

    /**
     * The distribution's version. Required, but for alpine (default <code>latest</code>) and arch (default
     * <code>rolling</code>). Variable: <code>FDO_DISTRIBUTION_VERSION</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.distribution.version")
    private String version;

    /**
     * The image's tag. The image is built when there is none by this tag. <code>@recipe@</code> in it stands for the first 12
     * digits of the recipe's digest, so that a changed recipe names a new image by itself. Required. Variable:
     * <code>FDO_DISTRIBUTION_TAG</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.distribution.tag")
    private String tag;

    /**
     * The packages to install, separated by white space. Default: none. Variable: <code>FDO_DISTRIBUTION_PACKAGES</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.distribution.packages")
    private String packages;

    /**
     * The command to run after the packages are installed, in a copy of the project's directory, by the image's bash, or its
     * sh where it has no bash. Default: none. Variable: <code>FDO_DISTRIBUTION_EXEC</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.distribution.exec")
    private String exec;

    /**
     * The path of the image's entrypoint. Default: the base's. Variable: <code>FDO_DISTRIBUTION_ENTRYPOINT</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.distribution.entrypoint")
    private String entrypoint;

    /**
     * The image's working directory, which is created. Default: <code>/app</code>. Variable:
     * <code>FDO_DISTRIBUTION_WORKINGDIR</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.distribution.workingdir")
    private String workingDir;

    /**
     * The image's user, who need not exist while exec runs. Default: the base's. Variable: <code>FDO_USER</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.user")
    private String user;

    /**
     * The image's platform, such as <code>linux/arm64</code>. Default: the engine's own. Variable:
     * <code>FDO_DISTRIBUTION_PLATFORM</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.distribution.platform")
    private String platform;

    /**
     * The image to start from. Without a host it is an image of this project, or else one of its registry. Default: the
     * distribution's official image. Variable: <code>FDO_BASE_IMAGE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.base.image")
    private String baseImage;

    /**
     * The image's repository below that of the project. Default: <code>distribution/version</code>. Variable:
     * <code>FDO_REPO_SUFFIX</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.repo.suffix")
    private String repoSuffix;

    /**
     * Labels of your own. None may have a name like <code>fdo.something</code>. Default: none.
     *
     * @since 1.0.0
     */
    @Parameter
    private Map<String, String> labels;

    /**
     * The images, each an <code>&lt;image&gt;</code> with the same elements as above. What an image leaves out is taken from
     * above. Default: one image, given without this.
     *
     * @since 1.0.0
     */
    @Parameter
    private List<ImageElement> images;

    /**
     * The names, separated by commas, of the images that the goal is about. Default: all. Variable: <code>FDO_ONLY</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.only")
    private String only;

    /**
     * The repository below which the project's images are. Default: <code>CI_REGISTRY_IMAGE</code>, which GitLab sets in its
     * jobs; without it, images stay in the engine, below <code>localhost/artifactId</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.registry.image")
    private String registryImage;

    /**
     * The registry's host, on which upstream projects are, and bases without a host. Default: <code>CI_REGISTRY</code>, or
     * else the host of <code>registryImage</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.registry")
    private String registry;

    /**
     * Hosts of registries, separated by commas, that may be spoken to in plain HTTP. Default: loopback addresses only.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.insecure.registries")
    private String insecureRegistries;

    /**
     * Whether all goals of this plugin do nothing.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.skip", defaultValue = "false")
    private String skip;

    /**
     * Where the reports are written: JSON, and <code>fdo.env</code>. Default: the directory <code>fdo</code> in the
     * project's build directory, which is <code>target</code> where there is no POM.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.output.directory")
    private String outputDirectory;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    private final SettingsDecrypter decrypter;

    ImageMojo(SettingsDecrypter decrypter) {
        this.decrypter = decrypter;
    }

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        Secrets secrets = new Secrets();
        StaleImages stale = StaleImages.of(session.getRepositorySession().getData());
        MavenRun run = new MavenRun(session, project, decrypter, getLog(), secrets, Environment.ofProcess(), stale);
        Failures.translated(secrets, () -> {
            SettingSources sources = run.sources(values());
            run.warnOfOtherModules(execution);
            if (!run.isSkipped(sources, Setting.SKIP) && !run.isSkipped(sources, goalSkip())) {
                work(new GoalInput(
                        run,
                        sources,
                        labels == null ? Map.of() : labels,
                        elements(),
                        execution.getPlugin().getKey()));
            }
        });
    }

    /** The setting by which this goal alone does nothing. */
    abstract Setting goalSkip();

    /** Does what the goal does. */
    abstract void work(GoalInput input);

    private List<PomImages.Element> elements() {
        return images == null
                ? List.of()
                : images.stream().map(ImageElement::values).toList();
    }

    /** What the POM has, or a property where it has nothing; null where neither has. */
    Map<Setting, String> values() {
        Map<Setting, String> values = new EnumMap<>(Setting.class);
        values.put(Setting.SKIP, skip);
        values.put(Setting.NAME, name);
        values.put(Setting.DISTRIBUTION, distribution);
        values.put(Setting.VERSION, version);
        values.put(Setting.TAG, tag);
        values.put(Setting.PACKAGES, packages);
        values.put(Setting.EXEC, exec);
        values.put(Setting.ENTRYPOINT, entrypoint);
        values.put(Setting.WORKING_DIR, workingDir);
        values.put(Setting.USER, user);
        values.put(Setting.PLATFORM, platform);
        values.put(Setting.BASE_IMAGE, baseImage);
        values.put(Setting.REPO_SUFFIX, repoSuffix);
        values.put(Setting.ONLY, only);
        values.put(Setting.REGISTRY_IMAGE, registryImage);
        values.put(Setting.REGISTRY, registry);
        values.put(Setting.INSECURE_REGISTRIES, insecureRegistries);
        values.put(Setting.OUTPUT_DIRECTORY, outputDirectory);
        return values;
    }
}
