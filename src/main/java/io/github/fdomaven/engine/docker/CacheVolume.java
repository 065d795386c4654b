package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.VolumeOptions;
import io.github.fdomaven.engine.CacheDirectory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The cache directory of a container that sees no directory of ours: a volume, of which nothing is in a commit.
 *
 * <p>One without a name goes with its container, by whatever way that ends. Where such a one cannot be had, it has a name, and
 * is not removed with the container: we do it, or the next build does if Maven was killed.
 *
 * @param name the volume's name, if it needs one
 */
record CacheVolume(DockerClient client, EngineErrors errors, Optional<String> name) {

    private static final String PREFIX = "fdo-cache-";

    /** A volume that no container uses so long after it was made belongs to nobody any more. */
    private static final Duration FORGOTTEN = Duration.ofMinutes(10);

    static CacheVolume of(DockerClient client, EngineErrors errors) {
        String name = PREFIX + Instant.now().getEpochSecond() + "-" + UUID.randomUUID();
        return new CacheVolume(
                client,
                errors,
                Optional.of(name).filter(made -> errors.dialect().commitsNamelessVolumes()));
    }

    /** What a container is created with. An image's own content at that path is not copied into it. */
    Mount mount() {
        Mount mount = new Mount()
                .withType(MountType.VOLUME)
                .withTarget(CacheDirectory.PATH)
                .withVolumeOptions(new VolumeOptions().withNoCopy(true));
        name.ifPresent(mount::withSource);
        return mount;
    }

    /** Removes it, if it has a name, once its container is gone. */
    void remove() {
        name.ifPresent(volume -> remove(client, errors, volume));
    }

    private static void remove(DockerClient client, EngineErrors errors, String volume) {
        errors.call("remove the volume " + volume, () -> {
            try {
                return client.removeVolumeCmd(volume).exec();
            } catch (NotFoundException | ConflictException goneOrInUse) {
                return null;
            }
        });
    }

    /** Removes those of builds that were killed. One that is in use stays, for engines refuse to remove such. */
    void removeForgotten() {
        if (name.isEmpty()) {
            return;
        }
        errors
                .call(
                        "look for forgotten volumes",
                        () -> Optional.ofNullable(client.listVolumesCmd()
                                        .withFilter("name", List.of(PREFIX))
                                        .exec()
                                        .getVolumes())
                                .orElse(List.of()))
                .stream()
                .map(volume -> volume.getName())
                .filter(CacheVolume::isForgotten)
                .forEach(volume -> remove(client, errors, volume));
    }

    static boolean isForgotten(String volume) {
        String rest = volume.startsWith(PREFIX) ? volume.substring(PREFIX.length()) : "";
        return rest.matches("\\d{1,18}-.*")
                && Instant.ofEpochSecond(Long.parseLong(rest.substring(0, rest.indexOf('-'))))
                        .isBefore(Instant.now().minus(FORGOTTEN));
    }
}
