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
import io.github.fdomaven.engine.CleanupScope;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.support.FdoException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;

/** Creates and starts the containers of an engine. */
final class ContainerFactory {

    static final String PREFIX = "fdo-container-";

    private final DockerClient client;
    private final ContainerCommitter committer;
    private final EngineErrors errors;
    private final Optional<Platform> platform;
    private final AbandonedResources abandoned;

    ContainerFactory(
            DockerClient client, ContainerCommitter committer, EngineErrors errors, Optional<Platform> platform) {
        this.client = client;
        this.committer = committer;
        this.errors = errors;
        this.platform = platform;
        this.abandoned = new AbandonedResources(
                client, errors, id -> container(id, newTag(), List.of()).remove());
    }

    DockerContainer start(ContainerSpec spec) {
        spec.requirePlatform();
        abandoned.remove();
        // The engine removes the container when it ends, whether this class or the watchdog ends it.
        HostConfig host = HostConfig.newHostConfig().withAutoRemove(true);
        spec.network().ifPresent(host::withNetworkMode);
        host.withBinds(spec.mounts().stream()
                .filter(Mount.HostDirectory.class::isInstance)
                .map(mount -> bind((Mount.HostDirectory) mount))
                .toList());
        List<TemporaryVolume> volumes = new ArrayList<>();
        List<com.github.dockerjava.api.model.Mount> mounts = new ArrayList<>();
        for (Mount mount : spec.mounts()) {
            if (mount instanceof Mount.EmptyVolume) {
                TemporaryVolume volume = TemporaryVolume.create(client, errors);
                volumes.add(volume);
                mounts.add(TemporaryVolume.mount(volume.name(), mount.target()));
            } else if (mount instanceof Mount.NamedVolume named) {
                mounts.add(TemporaryVolume.mount(Optional.of(named.name()), named.target()));
            }
        }
        host.withMounts(mounts);
        try {
            return start(spec, host, List.copyOf(volumes));
        } catch (RuntimeException e) {
            volumes.forEach(volume -> CleanupScope.releaseAfter(e, volume::remove));
            throw e instanceof FdoException failure ? withoutEmulator(spec, failure) : e;
        }
    }

    /** Says what to do if the programs of the image probably do not run on the processor of the engine's machine. */
    private FdoException withoutEmulator(ContainerSpec spec, FdoException failure) {
        if (!spec.isForeignTo(platform)) {
            return failure;
        }
        String said = failure.getCause() == null ? failure.getMessage() : EngineErrors.message(failure.getCause());
        return spec.noEmulator(errors.engine(), platform.orElseThrow(), said, failure);
    }

    private DockerContainer start(ContainerSpec spec, HostConfig host, List<TemporaryVolume> volumes) {
        TemporaryTag tag = newTag();
        CreateContainerCmd command = command(spec.image(), tag)
                .withHostConfig(host)
                .withCmd(spec.image().cmd())
                .withLabels(spec.labels());
        spec.platform().ifPresent(platform -> command.withPlatform(platform.toString()));
        String id = errors.callWithSettings(
                "create a container from " + spec.reference(),
                () -> command.exec().getId());
        DockerContainer container = container(id, tag, volumes);
        try {
            return errors.callWithSettings("start the container from " + spec.reference(), () -> {
                client.startContainerCmd(id).exec();
                container.watch();
                requireRunning(id);
                if (spec.isForeignTo(platform)) {
                    requirePrograms(container);
                }
                return container;
            });
        } catch (RuntimeException e) {
            CleanupScope.releaseAfter(e, container::remove);
            throw e;
        }
    }

    /** Fails if the container cannot run a program. It may need a moment to end. */
    private static void requirePrograms(DockerContainer container) {
        ExecSpec program =
                new ExecSpec(List.of("sh", "-c", ":"), Map.of(), Optional.empty(), Optional.empty(), Optional.empty());
        List<String> output = Collections.synchronizedList(new ArrayList<>());
        if (!container.run(program, output::add).equals(OptionalInt.of(0))) {
            throw new ConflictException("the shell of the image does not run: " + String.join(" ", output));
        }
    }

    /** Fails if the container has ended. A shell for another processor ends immediately, although the start succeeds. */
    private void requireRunning(String id) {
        if (!Boolean.TRUE.equals(
                client.inspectContainerCmd(id).exec().getState().getRunning())) {
            throw new ConflictException("the container ended immediately after its start");
        }
    }

    /** Checks a path in a container that is created but not started. */
    boolean hasPath(EngineImage image, String path, CleanupScope cleanup) {
        abandoned.remove();
        TemporaryTag tag = newTag();
        String attempt = "check whether the image " + image.id() + " has " + path;
        String id = cleanup.acquire(
                () -> errors.call(attempt, () -> command(image, tag).exec().getId()),
                created -> container(created, tag, List.of()).remove());
        return errors.call(attempt, () -> {
            try {
                client.copyArchiveFromContainerCmd(id, path).exec().close();
                return true;
            } catch (NotFoundException absent) {
                return false;
            } catch (IOException e) {
                throw errors.broken(attempt, e);
            }
        });
    }

    private DockerContainer container(String id, TemporaryTag tag, List<TemporaryVolume> volumes) {
        return new DockerContainer(client, errors, committer, id, tag, volumes);
    }

    private static TemporaryTag newTag() {
        return new TemporaryTag(UUID.randomUUID().toString());
    }

    private CreateContainerCmd command(EngineImage image, TemporaryTag tag) {
        return client.createContainerCmd(image.id())
                .withName(PREFIX + tag.tag())
                .withEntrypoint(ContainerWatchdog.IDLE);
    }

    private static Bind bind(Mount.HostDirectory directory) {
        return new Bind(
                directory.source().toString(), new Volume(directory.target()), AccessMode.rw, SELContext.shared);
    }
}
