package io.github.fdomaven.maven;

import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.builder.execute.ImageResults;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.config.ResultFormat;
import io.github.fdomaven.config.SettingSources;
import io.github.fdomaven.config.StepOutput;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ModuleImages;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.report.DotenvReport;
import io.github.fdomaven.support.FdoException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The work of {@code fdo:build-image}: plans, builds, and writes the reports of each module. */
final class BuildImageGoal {

    private final GoalInput input;
    private final Build build;
    private final MavenRun run;

    BuildImageGoal(GoalInput input) {
        this.input = input;
        this.build = new Build(input);
        this.run = input.run();
    }

    void run() {
        byDirectory().keySet().forEach(directory -> {
            input.dotenvLimit(directory);
            input.reports(directory).images().prepare();
        });
        List<ImageDefinition> images = build.images();
        ClaimedImages claimed =
                ClaimedImages.of(run.session().getRepositorySession().getData());
        try (ClaimedImages.Claim claim = claimed.claim(images, run.log()::info)) {
            ImageResults results = build(claim.unforced(images));
            claim.end(results.results());
            report(results);
            results.failure().ifPresent(failure -> {
                throw failure;
            });
        }
    }

    private ImageResults build(List<ImageDefinition> images) {
        Instant began = Instant.now();
        MavenBuildLog log = log();
        try (EngineProvider engines = input.engines()) {
            List<PlannedImage> plan = build.planner(engines, false).plan(images);
            return build.execution(engines, log).run(plan);
        } catch (FdoException e) {
            Duration took = Duration.between(began, Instant.now());
            return ImageResults.failed(images, e, began, took);
        }
    }

    private MavenBuildLog log() {
        SettingSources sources = input.main().sources();
        StandardOutput output = run.standardOutput();
        // Another goal of the run prints its result there, and nothing else may be there.
        boolean isTaken = ResultFormat.read(sources).isPresent();
        return new MavenBuildLog(
                run.log(),
                LogColors.of(run.session()),
                run.transferDisplay(),
                StepOutput.read(sources),
                line -> output.print(isTaken ? List.of() : List.of(line)));
    }

    /** The modules with images to build, by the directory of their reports. */
    private Map<Path, List<ModuleImages>> byDirectory() {
        return input.graph().modules().stream()
                .filter(module -> !module.selected().isEmpty())
                .collect(Collectors.groupingBy(
                        module -> input.module(module.module()).outputDirectory(),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    private void report(ImageResults results) {
        List<Reference> rebuilt = results.succeeded().stream()
                .map(ImageResult::reference)
                .filter(run.staleImages()::isToBuild)
                .toList();
        rebuilt.forEach(run.staleImages()::built);
        Set<Reference> built = references(
                results.succeeded().stream().filter(result -> result.outcome() == ImageResult.Outcome.BUILT));
        List<FdoException> problems = new ArrayList<>();
        byDirectory().forEach((directory, modules) -> {
            List<ImageResult> own = modules.stream()
                    .flatMap(module -> of(module, results).stream())
                    .distinct()
                    .toList();
            attempt(() -> input.reports(directory).images().write(own), problems);
            attempt(() -> writeDotenv(directory, first(modules.get(0), own), own), problems);
            attempt(() -> endRebuild(directory, references(own.stream()), built, !rebuilt.isEmpty()), problems);
            modules.forEach(module -> setProperties(module, of(module, results)));
        });
        FdoException.joined(problems).map(results::unreported).ifPresent(problem -> {
            // A report that cannot be written must not hide why an image failed.
            if (results.failures().isEmpty()) {
                throw problem;
            }
            run.log().warn(problem);
        });
    }

    private static void attempt(Runnable work, List<FdoException> problems) {
        try {
            work.run();
        } catch (FdoException e) {
            problems.add(e);
        }
    }

    private void writeDotenv(Path directory, Optional<ImageResult> first, List<ImageResult> own) {
        DotenvReport dotenv = input.dotenv(directory);
        dotenv.remove(own.stream().filter(ImageResult::isFailed).toList());
        dotenv.add(first, own.stream().filter(BuildImageGoal::isSuccess).toList())
                .forEach(run.log()::warn);
    }

    /** A later job must not rebuild the images that check-base, in this run or an earlier one, found stale and this goal has built. */
    private void endRebuild(Path directory, Set<Reference> own, Set<Reference> built, boolean isOfThisRun) {
        DotenvReport dotenv = input.dotenv(directory);
        if (isOfThisRun) {
            dotenv.forceRebuild(run.staleImages().changedBases()).forEach(run.log()::warn);
        } else {
            dotenv.endRebuild(own, built);
        }
    }

    private static Set<Reference> references(Stream<ImageResult> images) {
        return images.map(ImageResult::reference).collect(Collectors.toSet());
    }

    /** The results of a module, with the names of its POM, each image after its base image. */
    private static List<ImageResult> of(ModuleImages module, ImageResults results) {
        Map<Reference, String> names = module.names();
        return results.results().stream()
                .filter(result -> names.containsKey(result.reference()))
                .map(result -> result.named(names.get(result.reference())))
                .toList();
    }

    /** The first image of the POM, unless it failed. */
    private static Optional<ImageResult> first(ModuleImages module, List<ImageResult> results) {
        String name = module.selected().get(0).name();
        return results.stream()
                .filter(result -> result.name().equals(name))
                .findFirst()
                .filter(BuildImageGoal::isSuccess);
    }

    private static boolean isSuccess(ImageResult result) {
        return !result.isFailed();
    }

    private void setProperties(ModuleImages images, List<ImageResult> results) {
        MavenModule module = input.module(images.module());
        results.stream()
                .filter(BuildImageGoal::isSuccess)
                .forEach(result -> module.setProperty(
                        "fdo.image." + result.name(), result.reference().toString()));
        first(images, results)
                .ifPresent(result -> module.setProperty(
                        "fdo.distribution.image", result.reference().toString()));
    }
}
