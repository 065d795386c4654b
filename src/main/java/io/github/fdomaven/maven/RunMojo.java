package io.github.fdomaven.maven;

import io.github.fdomaven.command.CommandRunner;
import io.github.fdomaven.command.RunRequest;
import io.github.fdomaven.command.RunResult;
import io.github.fdomaven.command.RunUser;
import io.github.fdomaven.config.RunSettings;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.engine.ImageTransfers;
import io.github.fdomaven.http.Time;
import io.github.fdomaven.report.Report;
import io.github.fdomaven.support.Secrets;
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
     * <code>registryImage</code>. The goals <code>run</code> and <code>diff-image</code>
     * need it if the POM has several images. Default: the images
     * of the POM. Variable: <code>FDO_IMAGE</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.image")
    private String image;

    /**
     * Command to run in the image's bash, or in its sh if it has no bash. The image's entrypoint is not used.
     * Required. Variable: <code>FDO_COMMAND</code>.
     *
     * @since 1.0.0
     */
    @Parameter(property = "fdo.command")
    private String command;

    /**
     * Names of environment variables to pass to the command, separated by commas. The log shows <code>***</code> for
     * their values, except for values of fewer than 8 characters and words of letters only. Default: none. Variable:
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
        MavenRun run = input.run();
        NamedImage named = input.image();
        MavenModule module = input.owner(named.reference());
        RunRequest request = request(named, module, run.secrets());
        Report<RunResult> report = input.reports(module.outputDirectory()).run();
        report.prepare();
        MavenRunLog log = new MavenRunLog(run.log(), run.transferDisplay());
        ImageTransfers transfers = new ImageTransfers(log, Time.real());
        try (EngineProvider engines = run.engines(module.sources())) {
            RunResult result =
                    new CommandRunner(engines.engine(), RunUser.current(), transfers, log, Time.real()).run(request);
            report.write(result);
            result.failure().ifPresent(failure -> {
                log.showLastLines();
                throw failure;
            });
        }
    }

    private static RunRequest request(NamedImage image, MavenModule module, Secrets secrets) {
        RunSettings settings = RunSettings.read(module.sources(), secrets);
        return new RunRequest(
                image,
                module.settings().module().location().isInEngine(image.reference()),
                settings.command(),
                settings.environment(),
                settings.network(),
                settings.limit(),
                module.directory(),
                module.directories());
    }
}
