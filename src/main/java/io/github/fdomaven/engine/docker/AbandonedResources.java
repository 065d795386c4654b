package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectVolumeResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.Image;
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.support.FdoException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Removes what killed builds have left in the engine: images in progress, containers that were never started, and volumes. The
 * engine itself removes a container that was started, because the container ends with its process.
 *
 * <p>Several machines may share an engine, and their clocks may differ. An image in progress is abandoned if its container does
 * not exist, at any time. The age of a container or volume is the difference of two times of the engine's own clock.
 */
final class AbandonedResources {

    /** Longer than an engine may take to create and start a container. */
    private static final Duration LIMIT = Duration.ofHours(1);

    /** The unique end of a name. A user's own container or volume may begin or end with the same words, but never has it. */
    private static final String UNIQUE = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}";

    private static final Pattern TAG = Pattern.compile(UNIQUE + "|replaced-[0-9a-f]{64}");
    private static final Pattern CONTAINER = Pattern.compile(ContainerFactory.PREFIX + UNIQUE);
    private static final Pattern VOLUME =
            Pattern.compile("(?:" + TemporaryVolume.PREFIX + "|" + Mount.NamedVolume.PREFIX + ")" + UNIQUE);
    private static final String VOLUME_WORD = "fdo-";

    private final DockerClient client;
    private final EngineErrors errors;
    private final Consumer<String> containerRemover;
    private final AtomicBoolean isDone = new AtomicBoolean();

    /**
     * Creates the cleanup of an engine.
     *
     * @param containerRemover removes the container with an ID
     */
    AbandonedResources(DockerClient client, EngineErrors errors, Consumer<String> containerRemover) {
        this.client = client;
        this.errors = errors;
        this.containerRemover = containerRemover;
    }

    /** Removes the resources, once for each connection. An error does not stop the build. */
    void remove() {
        if (!isDone.getAndSet(true)) {
            Stream.<Runnable>of(this::removeImages, this::removeContainers, this::removeVolumes)
                    .forEach(AbandonedResources::attempt);
        }
    }

    /** Ignores errors: if the engine does not work, the build fails too. Otherwise the next build tries again. */
    private static void attempt(Runnable removal) {
        try {
            removal.run();
        } catch (FdoException e) {
            // For example, a user has started a container from the image.
        }
    }

    private void removeImages() {
        List<Image> images = errors.call(
                "list abandoned images",
                () -> client.listImagesCmd()
                        .withReferenceFilter(TemporaryTag.REPOSITORY + ":*")
                        .exec());
        if (images.isEmpty()) {
            return;
        }
        // After the images: an image that is in progress has its container then, or has its own tag.
        Set<String> containers = containers(List.of()).stream()
                .flatMap(AbandonedResources::names)
                .collect(Collectors.toSet());
        for (Image image : images) {
            tags(image)
                    .filter(tag -> !containers.contains(ContainerFactory.PREFIX + tag.tag()))
                    .forEach(tag -> attempt(() -> {
                        errors.call("remove the image " + tag, () -> {
                            tag.remove(client);
                            return null;
                        });
                        new UntaggedImages(client, errors).remove(image.getId());
                    }));
        }
    }

    private static Stream<TemporaryTag> tags(Image image) {
        String prefix = TemporaryTag.REPOSITORY + ":";
        return Arrays.stream(image.getRepoTags() == null ? new String[0] : image.getRepoTags())
                .filter(tag -> tag.startsWith(prefix))
                .map(tag -> tag.substring(prefix.length()))
                .filter(tag -> TAG.matcher(tag).matches())
                .map(TemporaryTag::new);
    }

    private static Stream<String> names(Container container) {
        return Arrays.stream(container.getNames()).map(name -> name.substring(name.lastIndexOf('/') + 1));
    }

    private void removeContainers() {
        List<Container> created = containers(List.of("created")).stream()
                .filter(container -> names(container).anyMatch(CONTAINER.asMatchPredicate()))
                .toList();
        ifAny(
                created,
                limit -> created.stream()
                        .filter(container ->
                                Instant.ofEpochSecond(container.getCreated()).isBefore(limit))
                        .forEach(container -> attempt(() -> containerRemover.accept(container.getId()))));
    }

    private List<Container> containers(List<String> states) {
        return errors.call("list abandoned containers", () -> {
            var list = client.listContainersCmd().withShowAll(true).withNameFilter(List.of(ContainerFactory.PREFIX));
            return states.isEmpty()
                    ? list.exec()
                    : list.withStatusFilter(states).exec();
        });
    }

    /** Package caches of other runs, which no container uses, are removed too if they are old. Their run creates them again. */
    private void removeVolumes() {
        List<InspectVolumeResponse> unused = Optional.ofNullable(errors.call(
                        "list abandoned volumes",
                        () -> client.listVolumesCmd()
                                .withFilter("name", List.of(VOLUME_WORD))
                                .withDanglingFilter(true)
                                .exec()
                                .getVolumes()))
                .orElse(List.of());
        List<String> volumes = unused.stream()
                .map(InspectVolumeResponse::getName)
                .filter(VOLUME.asMatchPredicate())
                .toList();
        ifAny(
                volumes,
                limit -> volumes.forEach(volume -> attempt(() -> {
                    if (created(volume).filter(limit::isAfter).isPresent()) {
                        TemporaryVolume.remove(client, errors, volume);
                    }
                })));
    }

    private Optional<Instant> created(String volume) {
        return time(errors.call(
                "inspect the volume " + volume,
                () -> client.inspectVolumeCmd(volume).exec().getRawValues().get("CreatedAt")));
    }

    /** Asks the engine for its time only if it has candidates. Passes on the time before which they must have been created. */
    private void ifAny(List<?> candidates, Consumer<Instant> removal) {
        if (!candidates.isEmpty()) {
            time(errors.call(
                            "get the time of the engine",
                            () -> client.infoCmd().exec().getSystemTime()))
                    .map(now -> now.minus(LIMIT))
                    .ifPresent(removal);
        }
    }

    /** Returns a time of the engine, or nothing if the engine does not send it. */
    private static Optional<Instant> time(Object text) {
        try {
            return Optional.ofNullable(text)
                    .map(value -> OffsetDateTime.parse(value.toString()).toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
