package io.github.fdomaven.maven;

import io.github.fdomaven.builder.BuildLog;
import io.github.fdomaven.builder.BuildSettings;
import io.github.fdomaven.builder.ImageService;
import io.github.fdomaven.ci.CiVariables;
import io.github.fdomaven.config.GoalSettings;
import io.github.fdomaven.config.PassedVariables;
import io.github.fdomaven.config.WantedImages;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageLocation;
import io.github.fdomaven.definition.ProjectModule;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.auth.CredentialChain;

/** What the goals have in common that build images, or say how they would. */
final class Build {

    private final GoalInput input;
    private final MavenRun run;
    private final GoalSettings settings;
    private final CredentialChain credentials;
    private final Repository repository;

    Build(GoalInput input) {
        this.input = input;
        this.run = input.run();
        this.settings = GoalSettings.read(input.sources());
        this.credentials = run.credentials();
        this.repository = settings.registry().repository(run.localName());
    }

    WantedImages wanted() {
        WantedImages wanted = input.images(repository).wanted(module());
        new ReactorImages(run, input.plugin()).check(wanted.requests(), repository);
        return new WantedImages(
                wanted.requests().stream().map(this::forcedIfStale).toList(), wanted.first());
    }

    private ImageDefinition forcedIfStale(ImageDefinition request) {
        return run.staleImages().isToBuild(request.reference()) ? request.forced("its base has changed") : request;
    }

    private ProjectModule module() {
        return new ProjectModule(
                run.moduleName(),
                run.directory(),
                run.buildDirectory(),
                new ImageLocation(
                        repository,
                        settings.registry().host(),
                        settings.registry().isLocal()));
    }

    EngineProvider engines() {
        return run.engines(input.sources(), credentials);
    }

    ImageService service(EngineProvider engines, BuildLog log) {
        BuildSettings.OfModule ofModule =
                new BuildSettings.OfModule(settings.push(), settings.network(), settings.stepLimit());
        BuildSettings build = new BuildSettings(
                new CiVariables(run.environment()).provenance(),
                module -> ofModule,
                image -> PassedVariables.ofExec(image.execEnvironment(), run.environment(), run.secrets()),
                settings.parallelism(),
                run.isFailFast());
        ImageService.ProjectImages images = new ImageService.ProjectImages(
                repository, settings.registry().host(), settings.registry().isLocal(), settings.push());
        return new ImageService(
                images, run.registry(credentials, settings.registry().insecureHosts()), engines, build, log);
    }
}
