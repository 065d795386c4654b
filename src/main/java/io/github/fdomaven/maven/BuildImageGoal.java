package io.github.fdomaven.maven;

import io.github.fdomaven.build.BuildLog;
import io.github.fdomaven.build.BuildSettings;
import io.github.fdomaven.build.ImageRequest;
import io.github.fdomaven.build.ImageResult;
import io.github.fdomaven.build.ImageService;
import io.github.fdomaven.build.ImageService.ProjectImages;
import io.github.fdomaven.credentials.CredentialChain;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.engine.docker.DockerEngineProvider;
import io.github.fdomaven.failure.FdoException;
import io.github.fdomaven.image.Repository;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.report.DotenvReport;
import io.github.fdomaven.report.ImageReports;
import io.github.fdomaven.settings.CiVariables;
import io.github.fdomaven.settings.GoalSettings;
import io.github.fdomaven.settings.ImageSettings;
import io.github.fdomaven.settings.SettingSources;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What {@code fdo:build-image} does: reads the settings, brings the image about, and leaves the reports. */
final class BuildImageGoal {

    private final MavenRun run;
    private final SettingSources sources;
    private final Map<String, String> labels;
    private final Path outputDirectory;

    BuildImageGoal(MavenRun run, SettingSources sources, Map<String, String> labels) {
        this.run = run;
        this.sources = sources;
        this.labels = labels;
        this.outputDirectory = run.outputDirectory(sources);
    }

    void run() {
        GoalSettings goal = GoalSettings.read(sources);
        Repository repository = goal.registry().repository(run.localName());
        ImageRequest request = new ImageSettings(sources, labels, run.directory(), run.secrets())
                .read(repository, goal.registry().host());
        new ImageReports(outputDirectory, run.secrets()::redact).prepare();
        StaleImages stale = run.staleImages();
        ImageResult result = bringAbout(
                stale.isToBuild(request.reference()) ? request.forced("its base has changed") : request,
                goal,
                repository);
        if (stale.isToBuild(request.reference())) {
            stale.built(request.reference());
            // Later jobs must not do it once more.
            new DotenvReport(outputDirectory).forceRebuild(stale.isLeft());
        }
        report(result);
    }

    private ImageResult bringAbout(ImageRequest request, GoalSettings goal, Repository repository) {
        BuildLog log = new MavenBuildLog(run.log(), run.secrets());
        CredentialChain credentials = run.credentials();
        BuildSettings settings = new BuildSettings(
                run.directory(),
                run.buildDirectory(),
                new CiVariables(run.environment()).provenance(),
                goal.network(),
                goal.stepLimit());
        ProjectImages images = new ProjectImages(
                repository, goal.registry().host(), goal.registry().isLocal(), goal.push());
        long start = System.nanoTime();
        try (EngineProvider engines = new DockerEngineProvider(goal.engineAddresses(), credentials)) {
            Registry registry = run.registry(credentials, goal.registry().insecureHosts());
            return new ImageService(images, registry, engines, settings, log).bringAbout(request);
        } catch (FdoException e) {
            String reason = run.secrets().redact(e.getMessage());
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            reportFailure(ImageResult.failed(request, reason, took));
            throw e;
        }
    }

    /** What cannot be reported must not hide what failed. */
    private void reportFailure(ImageResult failed) {
        try {
            new ImageReports(outputDirectory, run.secrets()::redact).write(List.of(failed));
            new DotenvReport(outputDirectory).remove(List.of(failed));
        } catch (FdoException e) {
            run.log().warn(run.secrets().redact(e.getMessage()));
        }
    }

    private void report(ImageResult result) {
        new ImageReports(outputDirectory, run.secrets()::redact).write(List.of(result));
        new DotenvReport(outputDirectory).add(List.of(result));
        run.setProperty("fdo.image." + result.name(), result.reference().toString());
        run.setProperty("fdo.distribution.image", result.reference().toString());
    }
}
