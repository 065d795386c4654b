package io.github.fdomaven.builder;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.engine.Transfers;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.store.EngineStore;
import io.github.fdomaven.store.ImageStore;
import io.github.fdomaven.store.RegistryStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Brings about the images that a user wants: skips, copies or builds each. One image is a graph of one. */
public final class ImageService {

    private final Planner planner;
    private final ImageStore store;
    private final ImageBuilder builder;
    private final BuildSettings settings;
    private final BuildLog log;

    /**
     * Creates the service. Nothing is contacted yet.
     *
     * @param project where the images of the project are
     * @param registry speaks to every registry
     * @param engines finds an engine once one is needed
     * @param settings what holds for every build
     * @param log is told what happens
     */
    public ImageService(
            ProjectImages project, Registry registry, EngineProvider engines, BuildSettings settings, BuildLog log) {
        this(project, registry, engines, settings, log, pause -> Thread.sleep(pause.toMillis()));
    }

    ImageService(
            ProjectImages project,
            Registry registry,
            EngineProvider engines,
            BuildSettings settings,
            BuildLog log,
            Transfers.Sleeper sleeper) {
        Transfers transfers = new Transfers(log, InstantSource.system(), sleeper);
        this.store = project.isLocal()
                ? new EngineStore(engines)
                : new RegistryStore(registry, project.push(), transfers, log);
        BaseImageResolver bases =
                new BaseImageResolver(project.repository(), project.registryHost(), store, registry, transfers, log);
        this.planner = new Planner(store::find, bases::digest, store.copies());
        this.builder = new ImageBuilder(engines, bases, store, settings, log);
        this.settings = settings;
        this.log = log;
    }

    /**
     * Where the images of a project are.
     *
     * @param repository the repository below which they are
     * @param registryHost the registry in which a base without a host is looked up if the project has none such
     * @param isLocal whether there is no registry, and images stay in the engine
     * @param push whether what is built or copied goes to the registry
     */
    public record ProjectImages(Repository repository, Optional<String> registryHost, boolean isLocal, boolean push) {}

    /**
     * Decides what is to be done, and does nothing.
     *
     * @param requests the images that are wanted, each after the one that it is FROM
     * @return what is to be done for each, in the same order
     */
    public List<PlannedImage> plan(List<ImageDefinition> requests) {
        List<PlannedImage> plan = planner.plan(requests);
        log.planned(plan);
        return plan;
    }

    /**
     * Does what is to be done. Of an image that fails only those that are FROM it fail too.
     *
     * @param plan what is to be done for each image, each after the one that it is FROM
     * @return what became of each, in the same order; failures are in it, not thrown
     */
    public ImageResults bringAbout(List<PlannedImage> plan) {
        ImageResults results =
                new Execution(builder, store, log, settings.failFast()).run(plan, settings.parallelism());
        log.ended(results.results());
        return results;
    }
}
