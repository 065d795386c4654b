package io.github.fdomaven.maven;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.config.Setting;
import io.github.fdomaven.support.Secrets;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.inject.Inject;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecution;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugins.annotations.Parameter;
import org.apache.maven.project.MavenProject;
import org.apache.maven.settings.crypto.SettingsDecrypter;
import org.codehaus.plexus.configuration.PlexusConfiguration;

/**
 * The base class of all goals. Its fields declare the parameters for <code>fdo:help</code> and for Maven's own checks. The
 * values come from {@link PluginConfiguration}.
 */
abstract class ImageMojo extends AbstractMojo {

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
     * that it does not have from the configuration around <code>&lt;images&gt;</code>. Default: one image, described by
     * the elements around.
     *
     * @since 1.0.0
     */
    @Parameter
    private PlexusConfiguration images;

    /**
     * Names of the images to handle, separated by commas. Default: all. Variable: <code>FDO_ONLY</code>.
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

    /**
     * Directory of the reports. Default: the directory <code>fdo</code> in the project's build directory. Variable:
     * <code>FDO_OUTPUT_DIRECTORY</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.output.directory")
    private String outputDirectory;

    /**
     * Skip all goals of this plugin.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.skip", defaultValue = "false")
    private boolean skip;

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${project}", readonly = true, required = true)
    private MavenProject project;

    @Parameter(defaultValue = "${mojoExecution}", readonly = true, required = true)
    private MojoExecution execution;

    @Inject
    private SettingsDecrypter decrypter;

    private final TerminalLine terminal = new TerminalLine(StandardOutput.ofProcess());

    @Override
    public final void execute() throws MojoExecutionException, MojoFailureException {
        Set<String> unmasked = MavenRun.shared(session.getRepositorySession().getData(), "unmasked-secrets");
        Secrets secrets = new Secrets(name -> warnOfUnmasked(name, unmasked));
        MavenRun run = new MavenRun(session, project, decrypter, getLog(), secrets, Environment.ofProcess(), terminal);
        Failures.translate(secrets, () -> {
            Reactor reactor = new Reactor(run, execution);
            reactor.warn();
            GoalInput input = new GoalInput(run, reactor, skipOfGoal());
            if (!input.modules().isEmpty()) {
                run(input);
            }
        });
    }

    /** Warns once in a run of Maven. */
    private void warnOfUnmasked(String name, Set<String> shown) {
        if (shown.add(name)) {
            new MaskedLog(getLog(), new Secrets(), terminal)
                    .warn(name
                            + ": the log can show this value, because it is too short or too plain to be masked. Use at"
                            + " least 8 characters, with digits, for a secret.");
        }
    }

    private Setting skipOfGoal() {
        return Setting.valueOf(
                "SKIP_" + execution.getGoal().toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    /** Runs the goal. */
    abstract void run(GoalInput input);
}
