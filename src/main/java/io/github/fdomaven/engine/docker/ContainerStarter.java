package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.SELContext;
import com.github.dockerjava.api.model.Volume;
import io.github.fdomaven.engine.BuildContainer;
import io.github.fdomaven.engine.CacheDirectory;
import io.github.fdomaven.engine.CleanupScope;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.RunSpec;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Makes the containers of an engine: those in which images are built, and those in which commands run. */
record ContainerStarter(DockerClient client, Commit commit, EngineErrors errors) {

    private static final String BUILD_PREFIX = "fdo-build-";
    private static final String RUN_PREFIX = "fdo-run-";

    /**
     * Idles until it is told to end; by itself it ends if nobody holds on to it within half a minute, as when Maven was
     * killed right after the start. Arguments after it, which are the CMD of the base, are nothing to it.
     */
    private static final List<String> IDLE = List.of(
            "sh",
            "-c",
            "trap 'exit 0' TERM; trap held=1 USR1; sleep 30 & wait $!; [ \"$held\" ] || exit 0;"
                    + " while :; do sleep 3600 & wait $!; done",
            "fdo");

    /** A container that was made but not started so long ago belongs to nobody any more. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    BuildContainer start(ContainerSpec spec) {
        check(DockerContainer.Purpose.BUILD, spec.reference(), spec.base(), spec.platform());
        HostConfig host = host(spec.network());
        if (spec.cache() instanceof CacheDirectory.Mounted mounted) {
            host.withBinds(bind(mounted.directory().toString(), CacheDirectory.PATH));
        } else if (spec.cache() instanceof CacheDirectory.Apart) {
            return startWithVolume(spec, host, CacheVolume.of(client, errors));
        }
        return start(spec, host);
    }

    private BuildContainer startWithVolume(ContainerSpec spec, HostConfig host, CacheVolume volume) {
        volume.removeForgotten();
        try {
            return new CachedContainer(start(spec, host.withMounts(List.of(volume.mount()))), volume);
        } catch (RuntimeException e) {
            volume.remove();
            throw e;
        }
    }

    private DockerContainer start(ContainerSpec spec, HostConfig host) {
        CreateContainerCmd command = command(BUILD_PREFIX, spec.base(), spec.platform(), host)
                .withCmd(spec.base().cmd())
                .withLabels(spec.labels());
        return start(command, DockerContainer.Purpose.BUILD, spec.reference());
    }

    DockerContainer start(RunSpec spec) {
        check(DockerContainer.Purpose.RUN, spec.reference(), spec.image(), spec.platform());
        HostConfig host = host(spec.network());
        spec.mount().ifPresent(mount -> host.withBinds(bind(mount.source().toString(), mount.target())));
        CreateContainerCmd command = command(RUN_PREFIX, spec.image(), spec.platform(), host);
        return start(command, DockerContainer.Purpose.RUN, spec.reference());
    }

    /** Whether an image has something at a path, which only a container of it can tell; it is never started. */
    boolean has(EngineImage image, String path, CleanupScope leftovers) {
        removeForgotten();
        String attempt = "see whether the image " + image.id() + " has " + path;
        String id = leftovers.make(
                () -> errors.call(
                        attempt,
                        () -> client.createContainerCmd(image.id())
                                .withName(RUN_PREFIX + UUID.randomUUID())
                                .withEntrypoint(IDLE)
                                .exec()
                                .getId()),
                made -> container(made, DockerContainer.Purpose.RUN).remove());
        return errors.call(attempt, found(id, path));
    }

    private Supplier<Boolean> found(String container, String path) {
        return () -> {
            try {
                client.copyArchiveFromContainerCmd(container, path).exec().close();
                return true;
            } catch (NotFoundException absent) {
                return false;
            } catch (IOException e) {
                throw errors.broken("let go of " + path, e);
            }
        };
    }

    private DockerContainer start(CreateContainerCmd command, DockerContainer.Purpose purpose, Reference reference) {
        removeForgotten();
        String id = errors.callAsAsked(
                "create a " + purpose + " from " + reference,
                () -> command.exec().getId());
        DockerContainer container = container(id, purpose);
        try {
            return errors.callAsAsked("start the " + purpose + " from " + reference, () -> {
                client.startContainerCmd(id).exec();
                container.hold();
                requireRunning(id);
                return container;
            });
        } catch (RuntimeException e) {
            container.remove();
            throw e;
        }
    }

    /** A shell for another processor ends at once, which engines notice at some time after the start. */
    private void requireRunning(String id) {
        if (!Boolean.TRUE.equals(
                client.inspectContainerCmd(id).exec().getState().getRunning())) {
            throw new ConflictException("the container ended at once");
        }
    }

    private DockerContainer container(String id, DockerContainer.Purpose purpose) {
        return new DockerContainer(client, errors, commit, id, purpose);
    }

    /** What ends by itself is removed by the engine; what was never started is not. */
    private void removeForgotten() {
        long limit = Instant.now().minus(FORGOTTEN).getEpochSecond();
        errors
                .call(
                        "look for forgotten containers",
                        () -> client.listContainersCmd()
                                .withShowAll(true)
                                .withStatusFilter(List.of("created"))
                                .withNameFilter(List.of(BUILD_PREFIX, RUN_PREFIX))
                                .exec())
                .stream()
                .filter(container -> container.getCreated() < limit)
                .forEach(container -> container(container.getId(), DockerContainer.Purpose.BUILD)
                        .remove());
    }

    private static HostConfig host(Optional<String> network) {
        // The container goes with its end, whoever brings that about: see Lifeline.
        HostConfig host = HostConfig.newHostConfig().withAutoRemove(true);
        network.ifPresent(host::withNetworkMode);
        return host;
    }

    private static Bind bind(String source, String target) {
        return new Bind(source, new Volume(target), AccessMode.rw, SELContext.shared);
    }

    /** Not every engine minds that an image is of another platform than the one that is asked for: Podman starts it. */
    private static void check(
            DockerContainer.Purpose purpose, Reference reference, EngineImage image, Optional<Platform> platform) {
        Optional<Platform> actual = image.config().platform();
        if (platform.isPresent() && actual.isPresent() && !actual.get().runsOn(platform.get())) {
            throw new FixableException("Could not create a " + purpose + " from " + reference + ": the image is of "
                    + actual.get() + ", not of " + platform.get()
                    + ". Check <platform> (-Dfdo.distribution.platform).");
        }
    }

    private CreateContainerCmd command(String prefix, EngineImage image, Optional<Platform> platform, HostConfig host) {
        CreateContainerCmd command = client.createContainerCmd(image.id())
                .withName(prefix + UUID.randomUUID())
                .withEntrypoint(IDLE)
                .withHostConfig(host);
        platform.ifPresent(value -> command.withPlatform(value.toString()));
        return command;
    }
}
