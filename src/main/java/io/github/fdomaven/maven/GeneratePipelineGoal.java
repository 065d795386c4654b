package io.github.fdomaven.maven;

import io.github.fdomaven.ci.CiVariables;
import io.github.fdomaven.config.PipelineSettings;
import io.github.fdomaven.config.Setting;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.pipeline.ChildPipeline;
import io.github.fdomaven.pipeline.HandedDown;
import io.github.fdomaven.pipeline.JobTemplate;
import io.github.fdomaven.report.Report;
import io.github.fdomaven.report.Reports;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Plural;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The work of {@code fdo:generate-pipeline}: plans, and writes a pipeline with a job for each image that needs work. */
final class GeneratePipelineGoal {

    private final GoalInput input;
    private final MavenRun run;
    private final Path top;

    GeneratePipelineGoal(GoalInput input) {
        this.input = input;
        this.run = input.run();
        this.top = top();
    }

    /** The top directory of the repository: GitLab's paths are relative to it. */
    private Path top() {
        Path project = Path.of(run.session().getExecutionRootDirectory())
                .toAbsolutePath()
                .normalize();
        return run.environment()
                .get("CI_PROJECT_DIR")
                .map(path -> Path.of(path).toAbsolutePath().normalize())
                .filter(project::startsWith)
                .orElseGet(() -> checkout(project));
    }

    private static Path checkout(Path project) {
        for (Path directory = project; directory != null; directory = directory.getParent()) {
            if (Files.exists(directory.resolve(".git"))) {
                return directory;
            }
        }
        return project;
    }

    void run() {
        MavenModule main = input.main();
        // The path of the file does not depend on the modules that have images.
        Path directory = input.reactor().top().outputDirectory();
        Report<String> report = input.reports(directory).pipeline();
        report.prepare();
        JobTemplate template = PipelineSettings.read(
                main.configuration().pipeline(),
                top,
                run.environment(),
                input.graph().platforms().toList());
        BuildFactory build = new BuildFactory(input);
        input.graph().selectedDefinitions().forEach(image -> checkPushed(build, image));
        List<ImageDefinition> images = build.images();
        refuseOnlyInPom(images);
        PipelineSettings.addSecrets(run.environment(), run.secrets());
        images.forEach(image -> image.execEnvironment().stream()
                .flatMap(name -> run.environment().get(name).stream())
                .forEach(run.secrets()::add));
        try (EngineProvider engines = input.buildEngines()) {
            ShownPlan plan = build.plan(images, engines);
            plan.throwFailedLookups();
            ChildPipeline pipeline = new ChildPipeline(
                    plan.images(),
                    template,
                    handedDown(),
                    top,
                    image -> input.owner(image.reference()).outputDirectory());
            Path file = directory.resolve(Reports.PIPELINE_FILE);
            report.write(pipeline.text(file, run.secrets()));
            plan.logTable();
            plan.logWarnings();
            logResult(pipeline.jobs().size(), file);
        }
    }

    private HandedDown handedDown() {
        JobCommand command = new JobCommand(run, input.reactor().execution(), top);
        return new HandedDown(
                new CiVariables(run.environment()).pipelineId(),
                PipelineSettings.handedDown(run.environment(), run.secrets()),
                command.directory(),
                command.maven(),
                command.properties(),
                command.shell());
    }

    /** Another runner has another engine, so only a registry can pass an image on. */
    private static void checkPushed(BuildFactory build, ImageDefinition image) {
        if (!build.isPushed(image)) {
            throw new FixableException("The jobs of a pipeline pass images on through a registry. "
                    + (image.module().location().isLocal()
                            ? "There is none: set " + Setting.REGISTRY_IMAGE
                            : "Nothing is pushed to it: remove " + Setting.PUSH)
                    + ".");
        }
    }

    /** A value in the POM comes before the option by which each job selects its image or its platform. */
    private void refuseOnlyInPom(List<ImageDefinition> images) {
        boolean isOneJob = images.size() <= 1 && images.stream().noneMatch(ImageDefinition::isIndex);
        boolean isInPom = input.modules().stream()
                .anyMatch(module -> module.configuration().values().containsKey(Setting.ONLY));
        if (isInPom && !isOneJob) {
            throw new FixableException("The POM sets " + Setting.ONLY + ", so each job would build all of these images."
                    + " Remove it from the POM, and set the property or the variable.");
        }
    }

    private void logResult(int jobs, Path file) {
        run.log()
                .info(
                        jobs == 0
                                ? "No image needs work: the pipeline " + file + " has one job that says so."
                                : "The pipeline " + file + " has " + Plural.count(jobs, "job") + ".");
    }
}
