package io.github.fdomaven.maven;

import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.builder.execute.ImageResults;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.config.WantedImages;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.report.DotenvReport;
import io.github.fdomaven.report.Report;
import io.github.fdomaven.report.Reports;
import io.github.fdomaven.support.FdoException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What {@code fdo:build-image} does: reads the settings, plans, brings the images about, and leaves the reports. */
final class BuildImageGoal {

    private final GoalInput input;
    private final Build build;
    private final MavenRun run;
    private final Report<List<ImageResult>> images;

    BuildImageGoal(GoalInput input) {
        this.input = input;
        this.build = new Build(input);
        this.run = input.run();
        this.images = new Reports(run.outputDirectory(input.sources()), run.secrets()::redact).images();
    }

    void run() {
        images.prepare();
        WantedImages wanted = build.wanted();
        ClaimedImages claimed =
                ClaimedImages.of(run.session().getRepositorySession().getData());
        try (ClaimedImages.Claim claim = claimed.claim(wanted.requests(), run.moduleName(), run.log()::info)) {
            ImageResults results = build(claim.requests(wanted.requests()));
            claim.end(results.results());
            report(results, wanted.first());
            results.failure().ifPresent(failure -> {
                throw failure;
            });
        }
    }

    private ImageResults build(List<ImageDefinition> requests) {
        Instant began = Instant.now();
        try (EngineProvider engines = build.engines()) {
            List<PlannedImage> plan = build.planner(engines).plan(requests);
            return build.execution(
                            engines,
                            new MavenBuildLog(new MaskedLog(run.log(), run.secrets()), LogColors.of(run.session())))
                    .run(plan);
        } catch (FdoException e) {
            Duration took = Duration.between(began, Instant.now());
            return ImageResults.failed(requests, e, began, took);
        }
    }

    private void report(ImageResults results, String firstName) {
        Optional<ImageResult> first = named(firstName, results);
        try {
            images.write(results.results());
            DotenvReport dotenv = RunDotenv.of(input);
            dotenv.remove(results.failed());
            dotenv.add(first, results.succeeded()).forEach(run.log()::warn);
            forget(results.succeeded(), dotenv);
        } catch (FdoException e) {
            // What cannot be reported must not hide what failed.
            if (results.failures().isEmpty()) {
                throw e;
            }
            run.log().warn(run.secrets().redact(e.getMessage()));
        }
        results.succeeded()
                .forEach(result -> run.setProperty(
                        "fdo.image." + result.name(), result.reference().toString()));
        first.ifPresent(image ->
                run.setProperty("fdo.distribution.image", image.reference().toString()));
    }

    /** The image that the POM has first, if it is there: nothing else stands in for it. */
    private static Optional<ImageResult> named(String name, ImageResults results) {
        return results.succeeded().stream()
                .filter(result -> result.name().equals(name))
                .findFirst();
    }

    /** What check-base wanted built anew, and is, must not be built once more by a later job. */
    private void forget(List<ImageResult> succeeded, DotenvReport dotenv) {
        StaleImages stale = run.staleImages();
        List<Reference> built = succeeded.stream()
                .map(ImageResult::reference)
                .filter(stale::isToBuild)
                .toList();
        built.forEach(stale::built);
        if (!built.isEmpty()) {
            dotenv.forceRebuild(stale.isLeft());
        }
    }
}
