package io.github.fdomaven.inspection;

import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.engine.CleanupScope;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.engine.ImageTransfers;
import io.github.fdomaven.engine.TransferLog;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.packages.PackageFormat;
import io.github.fdomaven.packages.PendingUpdate;
import io.github.fdomaven.packages.RepositoryMetadata;
import io.github.fdomaven.packages.UpdateQuery;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.store.ProjectStore;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.OneLine;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Semaphore;
import java.util.function.Function;

/**
 * Finds out whether the packages of images have updates. It asks the repositories first, if the image says which metadata they had.
 * Otherwise it asks the package manager in a container of the image, which is never committed.
 *
 * @param formats returns the format of the packages of an image of the POM
 * @param options returns the options of the container of an image
 * @param containers limits how many containers run in parallel
 */
public record PackageChecker(
        ProjectStore store,
        EngineProvider engines,
        RepositoryProbe repositories,
        TransferLog log,
        ImageTransfers transfers,
        Function<Reference, Optional<PackageFormat>> formats,
        Function<NamedImage, Options> options,
        Semaphore containers) {

    private static final int MAX_LINES = 100_000;

    /**
     * The options of a container.
     *
     * @param limit the longest time that the package manager may take
     * @param proxies finds the environment variables with the proxies
     */
    public record Options(
            Optional<String> network, Optional<Duration> limit, Function<Engine, Map<String, String>> proxies) {}

    /** One image for one platform. */
    private record Target(NamedImage image, ImageRecord found, Reference reference, Optional<Platform> platform) {}

    /**
     * {@return the state of the packages of an image, which is unknown if the image does not exist}
     *
     * @throws io.github.fdomaven.support.FdoException if the image cannot be looked up or pulled, or the engine fails
     */
    public CheckedPackages check(NamedImage image) {
        Optional<ImageRecord> found = store.find(image.reference(), image.platform());
        if (found.isEmpty()) {
            return CheckedPackages.of(image, PackageState.unknown("the image does not exist"));
        }
        ImageRecord record = found.get();
        Map<Platform, Reference> members = image.platform().isEmpty() ? record.platformImages() : Map.of();
        if (members.isEmpty()) {
            Reference reference = record.isIndex()
                    ? record.content().member().orElse(image.reference())
                    : record.digest().map(image.reference().repository()::at).orElse(image.reference());
            return CheckedPackages.of(image, state(new Target(image, record, reference, image.platform())));
        }
        Map<Platform, PackageState> states = new LinkedHashMap<>();
        members.forEach((platform, reference) -> states.put(platform, member(image, platform, reference)));
        return CheckedPackages.of(image, states);
    }

    /** This machine may be unable to run the programs of a platform. */
    private PackageState member(NamedImage image, Platform platform, Reference reference) {
        try {
            return store.find(reference, Optional.of(platform))
                    .map(found -> state(new Target(image, found, reference, Optional.of(platform))))
                    .orElseGet(() -> PackageState.unknown("the image " + reference + " does not exist"));
        } catch (FixableException e) {
            return PackageState.unknown(OneLine.of(e.getMessage()));
        }
    }

    private PackageState state(Target target) {
        Map<String, String> labels = target.found().content().config().labels();
        Optional<RepositoryMetadata> metadata = RepositoryMetadata.ofLabels(
                FdoLabels.value(labels, FdoLabels.METADATA_DIGEST), FdoLabels.value(labels, FdoLabels.METADATA_URLS));
        boolean hasHostNetwork = options.apply(target.image()).network().equals(Optional.of("host"));
        if (metadata.isPresent() && repositories.isUnchanged(metadata.get(), hasHostNetwork)) {
            return PackageState.unchanged();
        }
        try {
            containers.acquireUninterruptibly();
            try {
                return PackageState.of(updates(target));
            } finally {
                containers.release();
            }
        } catch (IllegalArgumentException e) {
            return PackageState.unknown(e.getMessage());
        }
    }

    private List<PendingUpdate> updates(Target target) {
        Engine engine = engines.engine(target.platform());
        try (CleanupScope cleanup =
                new CleanupScope(problem -> log.warning(target.image().name(), problem))) {
            EngineImage image = pulled(target, engine, cleanup);
            ContainerSpec spec = new ContainerSpec(
                    target.reference(),
                    image,
                    target.platform(),
                    Map.of(),
                    options.apply(target.image()).network(),
                    List.of());
            Container container = cleanup.acquire(() -> engine.start(spec), Container::remove);
            return ask(target, engine, container);
        }
    }

    /** Pulls the image by its digest. An image that the engine did not have is removed again. */
    private EngineImage pulled(Target target, Engine engine, CleanupScope cleanup) {
        Optional<EngineImage> present = engine.find(target.reference());
        if (store.isInEngine(target.reference())) {
            return present.orElseThrow(() ->
                    new FixableException("There is no image " + target.reference() + " in " + engine.name() + "."));
        }
        return present.orElseGet(() -> cleanup.acquire(
                () -> transfers.pull(
                        engine,
                        target.reference(),
                        target.platform(),
                        target.image().name()),
                pulled -> engine.removeUnused(pulled.id())));
    }

    private List<PendingUpdate> ask(Target target, Engine engine, Container container) {
        Options used = options.apply(target.image());
        log.progress(target.image().name(), "ask for updates in a container of " + target.reference());
        Optional<PackageFormat> format = formats.apply(target.image().reference());
        ExecSpec query = new ExecSpec(
                UpdateQuery.command(UpdateQuery.Mode.REFRESH, format),
                used.proxies().apply(engine),
                Optional.empty(),
                used.limit());
        List<String> lines = new ArrayList<>();
        OptionalInt status = container.run(query, line -> {
            synchronized (lines) {
                if (lines.size() < MAX_LINES) {
                    lines.add(line);
                }
            }
        });
        if (status.isEmpty()) {
            throw new IllegalArgumentException("the package manager was still running after "
                    + used.limit().orElseThrow().toSeconds() + " s");
        }
        if (status.getAsInt() != 0) {
            String last = lines.isEmpty() ? "" : ": " + OneLine.of(lines.get(lines.size() - 1));
            throw new IllegalArgumentException("its shell ended with status " + status.getAsInt() + last);
        }
        return UpdateQuery.read(lines);
    }
}
