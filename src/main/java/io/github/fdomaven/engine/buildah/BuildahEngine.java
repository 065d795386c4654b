package io.github.fdomaven.engine.buildah;

import io.github.fdomaven.engine.CleanupScope;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.ImageReader;
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.engine.ProgressListener;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FileProblem;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The buildah program as an engine. */
final class BuildahEngine implements Engine {

    /** The only network of a program with a changed root directory. */
    private static final String HOST_NETWORK = "host";

    private final Buildah buildah;
    private final BuildahSession session;
    private final BuildahErrors errors;
    private final BuildahImages images;
    private final BuildahTransfers transfers;

    BuildahEngine(Buildah buildah, BuildahSession session, BuildahErrors errors, BuildahTransfers transfers) {
        this.buildah = buildah;
        this.session = session;
        this.errors = errors;
        this.images = new BuildahImages(buildah, session, errors);
        this.transfers = transfers;
    }

    @Override
    public String name() {
        return errors.engine();
    }

    @Override
    public String address() {
        return "buildah:";
    }

    @Override
    public Optional<Platform> platform() {
        return Optional.of(Platform.ofThisMachine());
    }

    @Override
    public boolean isLocal() {
        return true;
    }

    @Override
    public boolean isRootless() {
        return buildah.namespaces().privileges() == Privileges.SUBORDINATE_IDS;
    }

    @Override
    public Optional<EngineImage> find(Reference reference) {
        return images.find(transfers.name(reference));
    }

    @Override
    public EngineImage pull(Reference reference, Optional<Platform> platform, ProgressListener listener) {
        transfers.pull(reference, platform, listener);
        return images.find(transfers.pulledName(reference))
                .map(image -> image.withDigest(reference.digest()))
                .orElseThrow(() -> new EnvironmentException("Could not pull " + reference + ": " + name()
                        + " does not have it after the pull. Check that no other program removes its images."));
    }

    @Override
    public Digest push(Reference reference, ProgressListener listener) {
        return transfers.push(reference, listener);
    }

    /** The program compresses on all processors. */
    @Override
    public boolean pushesSlowly() {
        return false;
    }

    @Override
    public <T> ImageReader.Content<T> read(EngineImage image, Set<Digest> layers, ImageReader<T> reader)
            throws ImageReader.UnreadableException {
        throw new ImageReader.UnreadableException("buildah pushes on all processors itself");
    }

    @Override
    public void tag(String imageId, Reference reference) {
        images.tag(imageId, transfers.name(reference));
    }

    @Override
    public void untag(Reference reference) {
        images.untag(transfers.name(reference));
    }

    @Override
    public void markReplaced(String imageId) {
        images.markReplaced(imageId);
    }

    @Override
    public boolean removeUnused(String imageId) {
        return images.removeUnused(imageId);
    }

    /** Runs a shell in the image, because only the buildah program can look into it. */
    @Override
    public boolean hasPath(EngineImage image, String path, CleanupScope cleanup) {
        String attempt = "check whether the image " + image.id() + " has " + path;
        return cleanup.acquire(() -> create(attempt, image, Map.of(), List.of(), List.of()), BuildahContainer::remove)
                .hasPath(path);
    }

    @Override
    public boolean hasNetworks() {
        return false;
    }

    /** The directory for a package cache is below /dev, which is that of this machine. */
    @Override
    public boolean hasVolumes() {
        return false;
    }

    @Override
    public void createVolume(String name, Map.Entry<String, String> label) {
        throw new EnvironmentException("Could not create the volume " + name + ": " + name() + " has no volumes.");
    }

    @Override
    public void removeVolume(String name) {
        // No volume exists.
    }

    private static Path createDirectory(Path directory) {
        try {
            return Files.createDirectories(directory);
        } catch (IOException e) {
            throw new EnvironmentException(
                    "Could not create the directory of a volume: " + FileProblem.of(e) + ". Check that there is space.",
                    e);
        }
    }

    @Override
    public Container start(ContainerSpec spec) {
        spec.requirePlatform();
        String attempt = "create a container from " + spec.reference();
        spec.network().filter(network -> !network.equals(HOST_NETWORK)).ifPresent(network -> {
            throw new FixableException("Could not " + attempt + ": " + name() + " has no network '" + network
                    + "', because without privileges it uses the network of this machine. Remove <network>"
                    + " (-Dfdo.network), or use another engine.");
        });
        List<String> binds = new ArrayList<>();
        List<Path> volumes = new ArrayList<>();
        for (Mount mount : spec.mounts()) {
            if (mount instanceof Mount.HostDirectory directory) {
                binds.add(directory.source() + ":" + directory.target());
            } else if (mount instanceof Mount.NamedVolume named) {
                throw new EnvironmentException(
                        "Could not " + attempt + ": " + name() + " has no volume " + named.name() + ".");
            } else {
                Path volume = createDirectory(session.volumes().resolve("empty-" + session.nextNumber()));
                volumes.add(volume);
                binds.add(volume + ":" + mount.target());
            }
        }
        BuildahContainer container = create(attempt, spec.image(), spec.labels(), binds, volumes);
        Optional<String> problem = container.findProblem();
        if (problem.isPresent()) {
            FdoException failure = spec.isForeignTo(platform())
                    ? spec.noEmulator(name(), platform().orElseThrow(), problem.get(), null)
                    : errors.refused("start the container from " + spec.reference(), problem.get());
            CleanupScope.releaseAfter(failure, container::remove);
            throw failure;
        }
        return container;
    }

    private BuildahContainer create(
            String attempt, EngineImage image, Map<String, String> labels, List<String> binds, List<Path> volumes) {
        int number = session.nextNumber();
        String container = session.container(number);
        BuildahContainer created =
                new BuildahContainer(buildah, images, errors, container, session.tag(number), labels, binds, volumes);
        return errors.call(attempt, () -> {
            requireNoTriggers(attempt, image);
            try {
                buildah.call(
                        "from",
                        "--pull-never",
                        "--isolation",
                        "chroot",
                        // The plugin passes the proxies.
                        "--http-proxy=false",
                        "--name",
                        container,
                        BuildahImages.plainId(image.id()));
                // The programs of the container share one mount.
                created.mount();
                return created;
            } catch (RuntimeException e) {
                CleanupScope.releaseAfter(e, created::remove);
                throw e;
            }
        });
    }

    /** The program runs them when it creates a container, with the files of this machine. */
    private void requireNoTriggers(String attempt, EngineImage image) {
        String triggers = buildah.call(
                "inspect",
                "--type",
                "image",
                "--format",
                "{{range .Docker.Config.OnBuild}}{{.}} {{end}}",
                BuildahImages.plainId(image.id()));
        if (!triggers.isBlank()) {
            throw new FixableException("Could not " + attempt + ": the image has ONBUILD instructions, which " + name()
                    + " would run. Use a base image without them, or another engine.");
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
