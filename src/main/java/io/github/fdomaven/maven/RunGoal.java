package io.github.fdomaven.maven;

import io.github.fdomaven.command.CommandRunner;
import io.github.fdomaven.command.RunRequest;
import io.github.fdomaven.command.RunResult;
import io.github.fdomaven.command.RunUser;
import io.github.fdomaven.config.RunSettings;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.engine.ImageTransfers;
import io.github.fdomaven.engine.docker.DockerEngineProvider;
import io.github.fdomaven.http.Time;
import io.github.fdomaven.report.Report;

/** The work of {@code fdo:run}: runs a command in an image and writes the report. */
final class RunGoal {

    private final GoalInput input;
    private final MavenRun run;

    RunGoal(GoalInput input) {
        this.input = input;
        this.run = input.run();
    }

    void run() {
        NamedImage image = input.image();
        MavenModule module = input.owner(image.reference());
        RunRequest request = request(image, module);
        Report<RunResult> report = input.reports(module.outputDirectory()).run();
        report.prepare();
        MavenRunLog log = new MavenRunLog(run.maskedLog());
        ImageTransfers transfers = new ImageTransfers(log, Time.real());
        try (DockerEngineProvider engines = run.engines(module.sources())) {
            RunResult result =
                    new CommandRunner(engines.engine(), RunUser.current(), transfers, log, Time.real()).run(request);
            report.write(result);
            result.failure().ifPresent(failure -> {
                log.showLastLines();
                throw failure;
            });
        }
    }

    private RunRequest request(NamedImage image, MavenModule module) {
        RunSettings settings = RunSettings.read(module.sources(), run.secrets());
        return new RunRequest(
                image,
                module.settings().module().location().isInEngine(image.reference()),
                settings.command(),
                settings.environment(),
                settings.network(),
                settings.limit(),
                module.directory(),
                module.buildDirectory());
    }
}
