package io.github.fdomaven.maven;

import io.github.fdomaven.builder.execute.BuildLog;
import io.github.fdomaven.builder.execute.BuildSettings;
import io.github.fdomaven.builder.execute.Execution;
import io.github.fdomaven.builder.plan.Planner;
import io.github.fdomaven.ci.CiVariables;
import io.github.fdomaven.config.GoalSettings;
import io.github.fdomaven.config.PassedVariables;
import io.github.fdomaven.config.ProxyVariables;
import io.github.fdomaven.config.Setting;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ProjectModule;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.inspection.PackageChecker;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Memoizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** Creates the planner and the execution, for the goals that plan or build images. */
final class BuildFactory {

    private final GoalInput input;
    private final MavenRun run;
    private final Registry registry;
    private final Memoizer<String, ProxyVariables> proxies = new Memoizer<>(this::findProxies);
    private final AtomicBoolean isWarned = new AtomicBoolean();

    /** The settings by the name of the module. */
    private final Map<String, GoalSettings> settings = new HashMap<>();

    BuildFactory(GoalInput input) {
        this.input = input;
        this.run = input.run();
        this.registry = input.registry();
        input.modules().forEach(module -> settings.put(module.name(), GoalSettings.read(module.sources())));
    }

    /** The images to build, each after its base image. */
    List<ImageDefinition> images() {
        List<ImageDefinition> images = input.graph().selectedDefinitions();
        input.reactor().checkOrder(images);
        images.stream().filter(ImageDefinition::isIndex).forEach(this::refuseWithoutRegistry);
        return images;
    }

    /** An engine has images for one platform under a tag. */
    private void refuseWithoutRegistry(ImageDefinition image) {
        if (!isPushed(image)) {
            boolean isLocal = image.module().location().isLocal();
            throw new FixableException(
                    "The image '" + image.name() + "' has <platforms>. The index of its platforms can"
                            + " be in a registry only. "
                            + (isLocal ? "Set " + Setting.REGISTRY_IMAGE : "Remove " + Setting.PUSH)
                            + ", or build the image for one platform with -Dfdo.only='"
                            + image.members().get(0).name() + "'.");
        }
    }

    /** Whether an image is pushed to a registry. */
    boolean isPushed(ImageDefinition image) {
        return of(image.module()).push();
    }

    /** Plans for a goal that builds nothing. The base images of other registries are looked up too. */
    ShownPlan plan(List<ImageDefinition> images, EngineProvider engines) {
        return new ShownPlan(planner(engines, true, () -> {}).plan(images), run);
    }

    /**
     * Returns the planner.
     *
     * @param checksAllBases whether to check that base images of other registries exist too
     * @param whenBuilding is run as soon as it is clear that an image is built
     */
    Planner planner(EngineProvider engines, boolean checksAllBases, Runnable whenBuilding) {
        return new Planner(input.store(registry, engines), this::isPushed, checksAllBases, whenBuilding);
    }

    Execution execution(EngineProvider engines, BuildLog log) {
        BuildSettings build = new BuildSettings(
                new CiVariables(run.environment()),
                this::of,
                image -> PassedVariables.ofExec(image.execEnvironment(), run.environment(), run.secrets()),
                parallelism(),
                run.isFailFast());
        return new Execution(input.store(registry, engines), registry, engines, build, log);
    }

    private BuildSettings.OfModule of(ProjectModule module) {
        GoalSettings own = settings.get(module.name());
        return new BuildSettings.OfModule(
                own.push(),
                own.pushBy(),
                own.network(),
                own.stepLimit(),
                own.packageCache(),
                engine -> proxies(own, engine));
    }

    /** The options of a container in which the package manager is asked for updates. */
    PackageChecker.Options containerOptions(MavenModule module) {
        GoalSettings own = settings.get(module.name());
        return new PackageChecker.Options(own.network(), own.stepLimit(), engine -> proxies(own, engine));
    }

    /** How many containers run in parallel. */
    int parallelism() {
        return settings.get(input.main().name()).parallelism();
    }

    /** The variables with the proxies for the steps. */
    private Map<String, String> proxies(GoalSettings own, Engine engine) {
        if (own.proxy() == ProxyVariables.Mode.NONE) {
            return Map.of();
        }
        ProxyVariables found = proxies.apply(engine.address());
        boolean isReachable = engine.isLocal() && (own.network().equals(Optional.of("host")) || !engine.hasNetworks());
        found.loopback()
                .filter(proxy -> !isReachable && !isWarned.getAndSet(true))
                .ifPresent(proxy -> run.log()
                        .warn("The proxy " + proxy + " of " + found.origin()
                                + " is on a loopback address, and the build"
                                + " containers have a loopback of their own. Set " + Setting.NETWORK
                                + " to host if the engine is on this machine, give the proxy another address, or set "
                                + Setting.PROXY + " to none."));
        return found.values();
    }

    private ProxyVariables findProxies(String engine) {
        ProxyVariables found = ProxyVariables.find(
                run.environment(),
                () -> run.engineSettings(input.main().sources())
                        .discovery()
                        .proxies()
                        .of(engine, run::warnOnceOfProxy),
                () -> run.settingsXml().proxies());
        found.addTo(run.secrets());
        if (!found.values().isEmpty()) {
            run.log().debug("The steps get " + found + ".");
        }
        return found;
    }
}
