package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.PushResponseItem;
import com.github.dockerjava.api.model.ResponseItem;
import com.github.dockerjava.transport.DockerHttpClient;
import io.github.fdomaven.engine.CleanupScope;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.ImageReader;
import io.github.fdomaven.engine.ProgressListener;
import io.github.fdomaven.engine.connection.EngineAddress;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** An engine that implements the Docker API. */
final class DockerEngine implements Engine {

    private final EngineAddress address;
    private final Optional<Platform> platform;
    private final DockerClient client;
    private final ContainerFactory containers;
    private final UntaggedImages untagged;
    private final RegistryAccess registries;
    private final EngineErrors errors;

    DockerEngine(
            EngineErrors errors,
            Optional<Platform> platform,
            EngineAddress address,
            DockerClient client,
            DockerHttpClient http,
            RegistryAccess registries) {
        this.address = address;
        this.platform = platform;
        this.client = client;
        this.registries = registries;
        this.errors = errors;
        this.containers = new ContainerFactory(client, new ContainerCommitter(http, errors), errors, platform);
        this.untagged = new UntaggedImages(client, errors);
    }

    @Override
    public String name() {
        return errors.engine();
    }

    @Override
    public String address() {
        return address.toString();
    }

    @Override
    public Optional<Platform> platform() {
        return platform;
    }

    @Override
    public boolean isLocal() {
        return address.isLocal();
    }

    @Override
    public boolean isRootless() {
        return errors.call(
                "get the properties of the engine",
                () -> errors.quirks().isRootless(client.infoCmd().exec()));
    }

    @Override
    public Optional<EngineImage> find(Reference reference) {
        return errors.call("find " + reference, () -> {
            try {
                String name = registries.engineReference(reference).toString();
                return Optional.of(
                        InspectedImage.of(client.inspectImageCmd(name).exec(), Optional.empty()));
            } catch (NotFoundException absent) {
                return Optional.empty();
            }
        });
    }

    @Override
    public EngineImage pull(Reference reference, Optional<Platform> platform, ProgressListener listener) {
        Reference engineReference = registries.engineReference(reference);
        PullImageCmd pull = client.pullImageCmd(engineReference.tagOrDigest().toString())
                .withAuthConfig(registries.auth(reference));
        platform.ifPresent(value -> pull.withPlatform(value.toString()));
        TransferCallback<PullResponseItem> callback = new TransferCallback<>(listener);
        transfer("pull " + reference, reference, callback, () -> pull.exec(callback));
        return errors.call("inspect " + reference, () -> {
            InspectImageResponse image = client.inspectImageCmd(
                            engineReference.tagOrDigest().toString())
                    .exec();
            Optional<Digest> digest =
                    engineReference.digest().or(callback::digest).or(() -> onlyDigest(image, engineReference));
            return InspectedImage.of(image, digest);
        });
    }

    /** Returns the image's digest in a repository, unless the engine has several. */
    private static Optional<Digest> onlyDigest(InspectImageResponse image, Reference reference) {
        String prefix = reference.repository() + "@";
        List<String> repoDigests = image.getRepoDigests() == null ? List.of() : image.getRepoDigests();
        List<String> digests = repoDigests.stream()
                .filter(digest -> digest.startsWith(prefix))
                .distinct()
                .toList();
        return digests.size() == 1
                ? Optional.of(Digest.parse(digests.get(0).substring(prefix.length())))
                : Optional.empty();
    }

    @Override
    public Digest push(Reference reference, ProgressListener listener) {
        TransferCallback<PushResponseItem> callback = new TransferCallback<>(listener);
        transfer(
                "push " + reference,
                reference,
                callback,
                () -> client.pushImageCmd(registries
                                .engineReference(reference)
                                .repository()
                                .toString())
                        .withTag(reference.tag().orElseThrow().value())
                        .withAuthConfig(registries.auth(reference))
                        .exec(callback));
        // A stream that ends early has no error.
        return callback.digest()
                .orElseThrow(() -> new EnvironmentException("Could not push " + reference + ": " + name()
                        + " ended the push without the digest of the image. Check the connection to the engine, and run"
                        + " the goal again."));
    }

    @Override
    public boolean pushesSlowly() {
        return errors.call(
                "get the properties of the engine",
                () -> errors.quirks().pushesSlowly(client.infoCmd().exec()));
    }

    @Override
    public <T> ImageReader.Content<T> read(EngineImage image, Set<Digest> layers, ImageReader<T> reader)
            throws ImageReader.UnreadableException {
        String attempt = "read the layers of the image " + image.id();
        try (InputStream archive = errors.call(
                        attempt, () -> client.saveImageCmd(image.id()).exec());
                ImageArchive content = new ImageArchive(archive, e -> errors.broken(attempt, e))) {
            return content.read(image, layers, reader);
        } catch (IOException e) {
            throw errors.broken(attempt, e);
        }
    }

    private <T extends ResponseItem> void transfer(
            String attempt, Reference reference, TransferCallback<T> callback, Runnable start) {
        try (callback) {
            start.run();
            callback.awaitCompletion();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Could not " + attempt + ": interrupted.", e);
        } catch (IOException | RuntimeException e) {
            throw errors.transfer(attempt, () -> registries.advice(reference), e);
        }
        callback.failure().ifPresent(failure -> {
            throw errors.transfer(attempt, () -> registries.advice(reference), failure);
        });
        callback.error().ifPresent(message -> {
            throw errors.transfer(attempt, () -> registries.advice(reference), message, null);
        });
    }

    @Override
    public void tag(String imageId, Reference reference) {
        errors.call(
                "tag " + reference,
                () -> client.tagImageCmd(
                                imageId,
                                registries
                                        .engineReference(reference)
                                        .repository()
                                        .toString(),
                                reference.tag().orElseThrow().value())
                        .exec());
    }

    @Override
    public void untag(Reference reference) {
        String name = registries.engineReference(reference).toString();
        errors.call("untag " + reference, () -> {
            try {
                // Parents without a tag may be images of the user.
                return client.removeImageCmd(name).withNoPrune(true).exec();
            } catch (NotFoundException gone) {
                return null;
            }
        });
    }

    @Override
    public void markReplaced(String imageId) {
        untagged.mark(imageId);
    }

    @Override
    public boolean removeUnused(String imageId) {
        return untagged.remove(imageId);
    }

    @Override
    public boolean hasPath(EngineImage image, String path, CleanupScope cleanup) {
        return containers.hasPath(image, path, cleanup);
    }

    @Override
    public boolean hasNetworks() {
        return true;
    }

    @Override
    public boolean hasVolumes() {
        return true;
    }

    @Override
    public void createVolume(String name, Map.Entry<String, String> label) {
        errors.call(
                "create the volume " + name,
                () -> client.createVolumeCmd()
                        .withName(name)
                        .withLabels(Map.of(label.getKey(), label.getValue()))
                        .exec());
    }

    @Override
    public void removeVolume(String name) {
        errors.call("remove the volume " + name, () -> {
            try {
                return client.removeVolumeCmd(name).exec();
            } catch (NotFoundException gone) {
                return null;
            }
        });
    }

    @Override
    public Container start(ContainerSpec spec) {
        return containers.start(spec);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw errors.broken("close the connection to the engine", e);
        }
    }
}
