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
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Creates and starts the containers of an engine. */
final class ContainerFactory {

    static final String PREFIX = "fdo-container-";

    private final DockerClient client;
    private final ContainerCommitter committer;
    private final EngineErrors errors;
    private final AbandonedResources abandoned;

    ContainerFactory(DockerClient client, ContainerCommitter committer, EngineErrors errors) {
        this.client = client;
        this.committer = committer;
        this.errors = errors;
        this.abandoned = new AbandonedResources(
                client, errors, id -> container(id, newTag(), List.of()).remove());
    }

    DockerContainer start(ContainerSpec spec) {
        checkPlatform(spec);
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
            volumes.forEach(TemporaryVolume::remove);
            throw e;
        }
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
                return container;
            });
        } catch (RuntimeException e) {
            container.remove();
            throw e;
        }
    }

    /** Refuses an image of another platform than requested, which Podman would start. */
    private static void checkPlatform(ContainerSpec spec) {
        Optional<Platform> actual = spec.image().config().platform();
        if (spec.platform().isPresent()
                && actual.isPresent()
                && !actual.get().runsOn(spec.platform().get())) {
            throw new FixableException("Could not create a container from " + spec.reference()
                    + ": the platform of the image is " + actual.get() + ", not "
                    + spec.platform().get() + ". Check <platform> (-Dfdo.distribution.platform).");
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
