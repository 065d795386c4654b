package io.github.fdomaven.build;

import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.failure.FdoException;
import io.github.fdomaven.image.Repository;
import io.github.fdomaven.registry.Registry;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/** Brings about an image that the user wants: skips, copies or builds it. */
public final class ImageService {

    private final Planner planner;
    private final ImageStore store;
    private final ImageBuilder builder;
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
        this.planner = new Planner(store::find, store.copies());
        Bases bases = new Bases(project.repository(), project.registryHost(), store, registry, transfers, log);
        this.builder = new ImageBuilder(engines, bases, store, settings, log);
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
     * Brings about one image.
     *
     * @param request the image that is wanted
     * @return what became of it; a failure is thrown, not returned
     * @throws FdoException if the image could not be brought about
     */
    public ImageResult bringAbout(ImageRequest request) {
        long start = System.nanoTime();
        Decision decision = planner.decide(request);
        log.decided(request, decision);
        Outcome outcome;
        StoredImage image;
        if (decision instanceof Decision.Skip skip) {
            outcome = Outcome.SKIPPED;
            image = skip.found();
        } else if (decision instanceof Decision.Copy copy) {
            outcome = Outcome.COPIED;
            image = store.copy(copy.source(), request.reference(), request.name());
        } else {
            outcome = Outcome.BUILT;
            image = builder.build(request);
        }
        ImageResult result =
                ImageResult.of(request, outcome, image, decision.reason(), Duration.ofNanos(System.nanoTime() - start));
        log.finished(result);
        return result;
    }
}
