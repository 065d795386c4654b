package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.command.PullImageCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AuthConfig;
import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.PushResponseItem;
import com.github.dockerjava.api.model.ResponseItem;
import com.github.dockerjava.transport.DockerHttpClient;
import io.github.fdomaven.engine.BuildContainer;
import io.github.fdomaven.engine.CleanupScope;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.RunEngine;
import io.github.fdomaven.engine.RunSpec;
import io.github.fdomaven.engine.TransferListener;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** An engine that speaks Docker's API. */
final class DockerEngine implements RunEngine {

    private final String name;
    private final boolean isLocal;
    private final DockerClient client;
    private final ContainerStarter containers;
    private final Registries registries;
    private final EngineErrors errors;

    DockerEngine(
            String name,
            boolean isLocal,
            EngineQuirks dialect,
            DockerClient client,
            DockerHttpClient http,
            Registries registries) {
        this.name = name;
        this.isLocal = isLocal;
        this.client = client;
        this.registries = registries;
        this.errors = new EngineErrors(name, dialect);
        this.containers = new ContainerStarter(client, new Commit(http, errors), errors);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Optional<EngineImage> find(Reference reference) {
        return errors.call("look for " + reference, () -> {
            try {
                return Optional.of(image(
                        client.inspectImageCmd(registries.told(reference).toString())
                                .exec(),
                        Optional.empty()));
            } catch (NotFoundException absent) {
                return Optional.empty();
            }
        });
    }

    @Override
    public EngineImage pull(Reference reference, Optional<Platform> platform, TransferListener listener) {
        Reference told = registries.told(reference);
        PullImageCmd pull = client.pullImageCmd(pullName(told)).withAuthConfig(registries.auth(reference));
        platform.ifPresent(value -> pull.withPlatform(value.toString()));
        Transfer<PullResponseItem> transfer = new Transfer<>(listener);
        await("pull " + reference, reference, transfer, () -> pull.exec(transfer));
        return errors.call("inspect " + reference, () -> {
            InspectImageResponse image = client.inspectImageCmd(pullName(told)).exec();
            Optional<Digest> digest = told.digest().or(transfer::digest).or(() -> onlyDigest(image, told));
            return image(image, digest);
        });
    }

    /** An engine takes a tag or a digest, and asks the registry for the digest where there is one. */
    private static String pullName(Reference reference) {
        return reference
                .digest()
                .map(digest -> reference.repository() + "@" + digest)
                .orElseGet(reference::toString);
    }

    /** The digest that an engine has an image under, unless it has it under several of one repository. */
    private static Optional<Digest> onlyDigest(InspectImageResponse image, Reference reference) {
        String prefix = reference.repository() + "@";
        List<String> digests = image.getRepoDigests() == null
                ? List.of()
                : image.getRepoDigests().stream()
                        .filter(digest -> digest.startsWith(prefix))
                        .distinct()
                        .toList();
        return digests.size() == 1
                ? Optional.of(Digest.parse(digests.get(0).substring(prefix.length())))
                : Optional.empty();
    }

    @Override
    public BuildContainer start(ContainerSpec spec) {
        return containers.start(spec);
    }

    @Override
    public boolean isLocal() {
        return isLocal;
    }

    @Override
    public boolean isRootless() {
        return errors.call(
                "ask the engine what it is",
                () -> errors.dialect().isRootless(client.infoCmd().exec()));
    }

    @Override
    public boolean has(EngineImage image, String path, CleanupScope leftovers) {
        return containers.has(image, path, leftovers);
    }

    @Override
    public Container start(RunSpec spec) {
        return containers.start(spec);
    }

    @Override
    public void tag(String imageId, Reference reference) {
        errors.call(
                "tag " + reference,
                () -> client.tagImageCmd(
                                imageId,
                                registries.told(reference).repository().toString(),
                                reference.tag().orElseThrow().value())
                        .exec());
    }

    @Override
    public void untag(Reference reference) {
        removeImage("untag " + reference, registries.told(reference).toString());
    }

    @Override
    public void remove(String imageId) {
        removeImage("remove the image " + imageId, imageId);
    }

    private void removeImage(String attempt, String image) {
        errors.call(attempt, () -> {
            try {
                return client.removeImageCmd(image).exec();
            } catch (NotFoundException gone) {
                return null;
            }
        });
    }

    @Override
    public void push(Reference reference, TransferListener listener) {
        Transfer<PushResponseItem> transfer = new Transfer<>(listener);
        AuthConfig auth = registries.auth(reference);
        await(
                "push " + reference,
                reference,
                transfer,
                () -> client.pushImageCmd(
                                registries.told(reference).repository().toString())
                        .withTag(reference.tag().orElseThrow().value())
                        .withAuthConfig(auth)
                        .exec(transfer));
    }

    private <T extends ResponseItem> void await(
            String attempt, Reference reference, Transfer<T> transfer, Runnable start) {
        Supplier<String> advice = () -> registries.advice(reference);
        try (transfer) {
            start.run();
            transfer.awaitCompletion();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EnvironmentException("Could not " + attempt + ": interrupted.", e);
        } catch (SilentEngineException e) {
            throw errors.broken(attempt, e);
        } catch (IOException | RuntimeException e) {
            throw errors.transfer(attempt, advice, EngineErrors.words(e), e);
        }
        transfer.failure().ifPresent(failure -> {
            if (failure instanceof SilentEngineException) {
                throw errors.broken(attempt, failure);
            }
            throw errors.transfer(attempt, advice, EngineErrors.words(failure), failure);
        });
        transfer.error().ifPresent(message -> {
            throw errors.transfer(attempt, advice, message, null);
        });
    }

    private static EngineImage image(InspectImageResponse image, Optional<Digest> digest) {
        ContainerConfig config = image.getConfig() == null ? new ContainerConfig() : image.getConfig();
        return new EngineImage(
                image.getId(),
                digest,
                image.getSize() == null ? 0 : image.getSize(),
                list(config.getEntrypoint()),
                list(config.getCmd()),
                ImageConfig.of(
                        image.getCreated(),
                        platform(image),
                        config.getLabels() == null ? Map.of() : config.getLabels()),
                layers(image));
    }

    /** Podman and old versions of Docker need not say it. */
    private static Optional<Platform> platform(InspectImageResponse image) {
        boolean isSaid = image.getOs() != null
                && !image.getOs().isEmpty()
                && image.getArch() != null
                && !image.getArch().isEmpty();
        return isSaid ? parsed(image.getOs() + "/" + image.getArch(), Platform::parse) : Optional.empty();
    }

    /** What is only shown to people is no reason to refuse an image. */
    private static <T> Optional<T> parsed(String text, Function<String, T> parse) {
        try {
            return Optional.of(parse.apply(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<Digest> layers(InspectImageResponse image) {
        return image.getRootFS() == null || image.getRootFS().getLayers() == null
                ? List.of()
                : image.getRootFS().getLayers().stream()
                        .flatMap(layer -> parsed(layer, Digest::parse).stream())
                        .toList();
    }

    private static List<String> list(String[] values) {
        return values == null ? List.of() : Arrays.asList(values);
    }

    @Override
    public void close() {
        try {
            client.close();
        } catch (IOException e) {
            throw errors.broken("let go of the engine", e);
        }
    }
}
