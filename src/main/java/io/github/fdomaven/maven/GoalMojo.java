package io.github.fdomaven.maven;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.config.Setting;
import io.github.fdomaven.support.Secrets;
import java.util.Locale;
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
