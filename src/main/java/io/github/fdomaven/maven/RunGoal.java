package io.github.fdomaven.maven;

import io.github.fdomaven.command.CommandRunner;
import io.github.fdomaven.command.RunRequest;
import io.github.fdomaven.command.RunResult;
import io.github.fdomaven.command.RunUser;
import io.github.fdomaven.config.RegistrySettings;
import io.github.fdomaven.config.RunSettings;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.engine.ImageTransfers;
import io.github.fdomaven.engine.docker.DockerEngineProvider;
import io.github.fdomaven.http.Time;
import io.github.fdomaven.report.Report;
import io.github.fdomaven.report.Reports;

/** What {@code fdo:run} does: runs the command, leaves the report, and fails if the command did. */
final class RunGoal {

    private final GoalInput input;
    private final MavenRun run;

    RunGoal(GoalInput input) {
        this.input = input;
        this.run = input.run();
    }

    void run() {
        RunSettings settings = RunSettings.read(input.sources(), run.secrets());
        RunRequest request = request(settings);
        Report<RunResult> report = new Reports(run.outputDirectory(input.sources()), run.secrets()::redact).run();
        report.prepare();
        MavenRunLog log = new MavenRunLog(new MaskedLog(run.log(), run.secrets()));
        ImageTransfers transfers = new ImageTransfers(log, Time.real());
        try (DockerEngineProvider engines = run.engines(input.sources(), run.credentials())) {
            RunResult result =
                    new CommandRunner(engines.engine(), RunUser.current(), transfers, log, Time.real()).run(request);
            report.write(result);
            result.failure().ifPresent(failure -> {
                log.showLastLines();
                throw failure;
            });
        }
    }

    private RunRequest request(RunSettings settings) {
        RegistrySettings registry = RegistrySettings.read(input.sources());
        NamedImage image = input.images(registry.repository(run.localName())).chosenName();
        return new RunRequest(
                image,
                registry.location(run.localName()).isInEngine(image.reference()),
                settings.command(),
                settings.environment(),
                settings.network(),
                settings.limit(),
                run.directory(),
                run.buildDirectory());
    }
}
