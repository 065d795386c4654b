package io.github.fdomaven.maven;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.support.Secrets;
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

/** The base class of all goals: what Maven gives to a goal, and how a goal runs. */
abstract class GoalMojo extends AbstractMojo {

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
            run(run, reactor, execution);
        });
    }

    /** Warns once in a run of Maven. */
    private void warnOfUnmasked(String name, Set<String> shown) {
        if (shown.add(name)) {
            new MaskedLog(getLog(), new Secrets(), terminal)
                    .warn("The log can show the value of " + name
                            + ", because it is too short or too common to be masked. Use at least 8 characters, with"
                            + " digits, for a secret.");
        }
    }

    /** Runs the goal. */
    abstract void run(MavenRun run, Reactor reactor, MojoExecution mojo);
}
