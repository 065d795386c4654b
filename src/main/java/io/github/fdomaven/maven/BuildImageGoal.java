package io.github.fdomaven.maven;

import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.builder.execute.ImageResults;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.builder.plan.Planner;
import io.github.fdomaven.config.ResultFormat;
import io.github.fdomaven.config.Setting;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The work of {@code fdo:build-image}: plans, builds, and writes the reports of each module. */
final class BuildImageGoal {

    private final GoalInput input;
    private final BuildFactory build;
    private final MavenRun run;

    BuildImageGoal(GoalInput input) {
        this.input = input;
        this.build = new BuildFactory(input);
        this.run = input.run();
    }

    void run() {
        byDirectory().keySet().forEach(directory -> {
            input.dotenvLimit(directory);
            input.reports(directory).images().prepare();
            input.deleteEarlierPage(directory);
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
        try {
            EngineProvider engines = input.buildEngines();
            try {
                return build(images, engines, log);
            } finally {
                close(engines);
            }
        } catch (FdoException e) {
            Duration took = Duration.between(began, Instant.now());
            return ImageResults.failed(images, e, began, took);
        }
    }

    private ImageResults build(List<ImageDefinition> images, EngineProvider engines, MavenBuildLog log) {
        if (images.stream().anyMatch(BuildImageGoal::needsEngine)) {
            engines.warmUp();
        }
        Planner planner = build.planner(engines, false, engines::warmUp);
        List<PlannedImage> plan =
                input.main().isSet(Setting.JOIN_ONLY) ? planner.planJoins(images) : planner.plan(images);
        return build.execution(engines, log).run(plan);
    }

    /** The images are built and pushed, whatever is wrong with the engine afterwards. */
    private void close(EngineProvider engines) {
        try {
            engines.close();
        } catch (FdoException e) {
            run.log().warn(e);
        }
    }

    /** Whether an image needs the engine, with any answer of the registry. */
    private static boolean needsEngine(ImageDefinition image) {
        return image.forced().isPresent() || image.module().location().isLocal();
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
        Map<Path, List<ModuleImages>> byDirectory = new LinkedHashMap<>();
        for (ModuleImages module : input.graph().modules()) {
            if (!module.selected().isEmpty()) {
                byDirectory
                        .computeIfAbsent(input.module(module.module()).outputDirectory(), key -> new ArrayList<>())
                        .add(module);
            }
        }
        return byDirectory;
    }

    private void report(ImageResults results) {
        Set<Reference> succeeded = references(results.succeeded());
        Set<Reference> built = references(results.succeeded().stream()
                .filter(result -> result.outcome() == ImageResult.Outcome.BUILT || result.isKept())
                .toList());
        SessionRebuilds rebuilds = run.sessionRebuilds();
        boolean isStaleInThisRun = succeeded.stream().anyMatch(rebuilds::isToBuild);
        succeeded.forEach(rebuilds::built);
        List<FdoException> problems = new ArrayList<>();
        byDirectory().forEach((directory, modules) -> {
            List<ImageResult> own = of(modules, results);
            attempt(() -> input.reports(directory).images().write(own), problems);
            input.page(directory).images(names(modules), own);
            attempt(() -> writeDotenv(directory, first(modules.get(0), own), own), problems);
            attempt(() -> endRebuild(directory, references(own), built, isStaleInThisRun), problems);
            modules.forEach(module -> setProperties(module, of(List.of(module), results)));
        });
        FdoException.joined(problems).map(results::unreported).ifPresent(problem -> {
            // A report that cannot be written must not hide why an image failed.
            if (results.failures().isEmpty()) {
                throw problem;
            }
            run.log().warn(problem);
        });
    }

    private static String names(List<ModuleImages> modules) {
        return modules.stream().map(images -> images.module().name()).distinct().collect(Collectors.joining(", "));
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
        List<ImageResult> failed = new ArrayList<>();
        List<ImageResult> succeeded = new ArrayList<>();
        own.forEach(result -> (result.isFailed() ? failed : succeeded).add(result));
        dotenv.remove(failed);
        dotenv.add(first, succeeded).forEach(run.log()::warn);
    }

    /**
     * Ends the rebuild of images that a check found stale: a later job must not build them again.
     *
     * @param isStaleInThisRun whether a check found images stale in this run of Maven, and not in an earlier job
     */
    private void endRebuild(Path directory, Set<Reference> own, Set<Reference> built, boolean isStaleInThisRun) {
        DotenvReport dotenv = input.dotenv(directory);
        if (isStaleInThisRun) {
            dotenv.forceRebuild(run.sessionRebuilds().demanded()).forEach(run.log()::warn);
        } else {
            dotenv.endRebuild(own, built);
        }
    }

    private static Set<Reference> references(List<ImageResult> images) {
        Set<Reference> references = new HashSet<>();
        images.forEach(image -> references.add(image.reference()));
        return references;
    }

    /**
     * The results of modules, with the names of their POMs, each image after its base image. An image to which two modules give
     * the same name is there once.
     */
    private static List<ImageResult> of(List<ModuleImages> modules, ImageResults results) {
        Map<String, ImageResult> own = new LinkedHashMap<>();
        for (ModuleImages module : modules) {
            Map<Reference, String> names = module.names();
            for (ImageResult result : results.results()) {
                String name = names.get(result.reference());
                if (name != null) {
                    own.putIfAbsent(name + " " + result.reference(), result.named(name));
                }
            }
        }
        return List.copyOf(own.values());
    }

    /** The first image of the POM, unless it failed. */
    private static Optional<ImageResult> first(ModuleImages module, List<ImageResult> results) {
        String name = module.selected().get(0).name();
        for (ImageResult result : results) {
            if (result.name().equals(name)) {
                return result.isFailed() ? Optional.empty() : Optional.of(result);
            }
        }
        return Optional.empty();
    }

    private void setProperties(ModuleImages images, List<ImageResult> results) {
        MavenModule module = input.module(images.module());
        for (ImageResult result : results) {
            if (!result.isFailed()) {
                module.setProperty(
                        "fdo.image." + result.name(), result.reference().toString());
            }
        }
        first(images, results)
                .ifPresent(result -> module.setProperty(
                        "fdo.distribution.image", result.reference().toString()));
    }
}
