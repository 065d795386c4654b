package io.github.fdomaven.maven;

import io.github.fdomaven.builder.execute.BuildLog;
import io.github.fdomaven.builder.execute.BuildSettings;
import io.github.fdomaven.builder.execute.Execution;
import io.github.fdomaven.builder.plan.Planner;
import io.github.fdomaven.ci.CiVariables;
import io.github.fdomaven.config.GoalSettings;
import io.github.fdomaven.config.PassedVariables;
import io.github.fdomaven.config.WantedImages;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ProjectModule;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.store.ProjectStore;
import java.util.List;

/** What the goals have in common that build images, or say how they would. */
final class Build {

    private final GoalInput input;
    private final MavenRun run;
    private final GoalSettings settings;
    private final CredentialChain credentials;
    private final Repository repository;
    private final Registry registry;

    Build(GoalInput input) {
        this.input = input;
        this.run = input.run();
        this.settings = GoalSettings.read(input.sources());
        this.credentials = run.credentials();
        this.repository = settings.registry().repository(run.localName());
        this.registry = run.registry(credentials, settings.registry().insecureHosts());
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
                settings.registry().location(run.localName()));
    }

    EngineProvider engines() {
        return run.engines(input.sources(), credentials);
    }

    Planner planner(EngineProvider engines) {
        return new Planner(store(engines), image -> isPushed());
    }

    Execution execution(EngineProvider engines, BuildLog log) {
        BuildSettings.OfModule ofModule =
                new BuildSettings.OfModule(isPushed(), settings.network(), settings.stepLimit());
        BuildSettings build = new BuildSettings(
                new CiVariables(run.environment()).provenance(),
                module -> ofModule,
                image -> PassedVariables.ofExec(image.execEnvironment(), run.environment(), run.secrets()),
                settings.parallelism(),
                run.isFailFast());
        return new Execution(store(engines), registry, engines, build, log);
    }

    private boolean isPushed() {
        return settings.push() && !settings.registry().isLocal();
    }

    private ProjectStore store(EngineProvider engines) {
        return new ProjectStore(List.of(settings.registry().location(run.localName())), registry, engines);
    }
}
