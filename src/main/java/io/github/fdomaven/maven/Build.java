package io.github.fdomaven.maven;

import io.github.fdomaven.builder.execute.BuildLog;
import io.github.fdomaven.builder.execute.BuildSettings;
import io.github.fdomaven.builder.execute.Execution;
import io.github.fdomaven.builder.plan.Planner;
import io.github.fdomaven.ci.CiVariables;
import io.github.fdomaven.config.GoalSettings;
import io.github.fdomaven.config.PassedVariables;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ProjectModule;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.registry.Registry;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Creates the planner and the execution, for the goals that plan or build images. */
final class Build {

    private final GoalInput input;
    private final MavenRun run;
    private final Registry registry;

    /** The settings by the name of the module. */
    private final Map<String, GoalSettings> settings = new HashMap<>();

    Build(GoalInput input) {
        this.input = input;
        this.run = input.run();
        this.registry = input.registry();
        input.modules().forEach(module -> settings.put(module.name(), GoalSettings.read(module.sources())));
    }

    /** The images to build, each after its base image. */
    List<ImageDefinition> images() {
        List<ImageDefinition> images = input.graph().selected();
        input.reactor().checkOrder(images);
        return images;
    }

    Planner planner(EngineProvider engines) {
        return new Planner(
                input.store(registry, engines), image -> of(image.module()).push());
    }

    Execution execution(EngineProvider engines, BuildLog log) {
        BuildSettings build = new BuildSettings(
                new CiVariables(run.environment()),
                this::of,
                image -> PassedVariables.ofExec(image.execEnvironment(), run.environment(), run.secrets()),
                settings.get(input.main().name()).parallelism(),
                run.isFailFast());
        return new Execution(input.store(registry, engines), registry, engines, build, log);
    }

    private BuildSettings.OfModule of(ProjectModule module) {
        GoalSettings own = settings.get(module.name());
        return new BuildSettings.OfModule(own.push(), own.network(), own.stepLimit());
    }
}
