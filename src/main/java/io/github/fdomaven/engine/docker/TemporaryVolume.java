package io.github.fdomaven.engine.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.VolumeOptions;
import java.util.Optional;
import java.util.UUID;

/**
 * A volume that exists as long as its container. An anonymous volume is removed with its container by the engine. A named volume
 * is removed by {@link #remove}, or by the next build if Maven was killed.
 *
 * @param name the volume's name; none for an anonymous volume
 */
record TemporaryVolume(DockerClient client, EngineErrors errors, Optional<String> name) {

    static final String PREFIX = "fdo-cache-";

    static TemporaryVolume create(DockerClient client, EngineErrors errors) {
        String name = PREFIX + UUID.randomUUID();
        return new TemporaryVolume(
                client, errors, errors.quirks().commitsAnonymousVolumes() ? Optional.of(name) : Optional.empty());
    }

    /**
     * Returns the mount of a volume. Docker does not copy the files that the image has at the target; Podman ignores this option.
     *
     * @param name the volume's name; none for an anonymous volume
     */
    static Mount mount(Optional<String> name, String target) {
        Mount mount = new Mount()
                .withType(MountType.VOLUME)
                .withTarget(target)
                .withVolumeOptions(new VolumeOptions().withNoCopy(true));
        name.ifPresent(mount::withSource);
        return mount;
    }

    /** Removes a named volume after its container was removed. */
    void remove() {
        name.ifPresent(volume -> remove(client, errors, volume));
    }

    static void remove(DockerClient client, EngineErrors errors, String volume) {
        errors.call("remove the volume " + volume, () -> {
            try {
                return client.removeVolumeCmd(volume).exec();
            } catch (NotFoundException | ConflictException goneOrInUse) {
                return null;
            }
        });
    }
}
