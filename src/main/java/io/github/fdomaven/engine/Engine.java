package io.github.fdomaven.engine;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A container engine that has answered. Every method throws {@link io.github.fdomaven.support.EnvironmentException} with the
 * engine's own message if the engine fails or the connection breaks.
 */
public interface Engine extends AutoCloseable {

    /** {@return the kind, version and, of a service, address, as in {@code Docker 20.10.24 at unix:///var/run/docker.sock}} */
    String name();

    /** {@return the address, as in {@code unix:///var/run/docker.sock}} */
    String address();

    /** {@return the platform of the engine's machine, if the engine says it} */
    Optional<Platform> platform();

    /** {@return whether the engine's address is on this machine, so that it can probably mount directories of this machine} */
    boolean isLocal();

    /** {@return whether the engine runs without root privileges, so that root in a container is the engine's user} */
    boolean isRootless();

    /**
     * Finds an image in the engine's storage.
     *
     * @return the image, or nothing if the engine does not have it
     */
    Optional<EngineImage> find(Reference reference);

    /**
     * Pulls an image from its registry.
     *
     * @param platform the platform to pull, if not the engine's own
     * @throws io.github.fdomaven.support.FixableException if the registry does not have the image or denies access
     */
    EngineImage pull(Reference reference, Optional<Platform> platform, ProgressListener listener);

    /**
     * Pushes a tag to its registry, and returns the digest of the manifest.
     *
     * @throws io.github.fdomaven.support.FixableException if the registry denies access
     * @throws io.github.fdomaven.support.EnvironmentException if the push fails, or the engine does not say the digest
     */
    Digest push(Reference reference, ProgressListener listener);

    /**
     * {@return whether the engine compresses an image when it pushes it, on one processor}. Docker does so with its classic image
     * store. Podman uses all processors, and containerd's store has compressed layers.
     */
    boolean pushesSlowly();

    /**
     * Reads the config and some layers of an image.
     *
     * @param layers the digests of the uncompressed layers to read; other layers may be read too
     * @param reader reads one layer after the other
     * @param <T> what the reader makes of a layer
     * @throws ImageReader.UnreadableException if the engine does not give the image as it stores it
     */
    <T> ImageReader.Content<T> read(EngineImage image, Set<Digest> layers, ImageReader<T> reader)
            throws ImageReader.UnreadableException;

    /** Tags an image. A tag that exists is moved. */
    void tag(String imageId, Reference reference);

    /** Removes a tag, and the image if it was its last tag. Does nothing if the tag does not exist. */
    void untag(Reference reference);

    /**
     * Marks an image whose tag a build is going to move. If the build is killed, the next build on the engine removes the image.
     * Does nothing for an image without fdo labels.
     */
    void markReplaced(String imageId);

    /**
     * Removes the mark of an image. Removes the image too if it has fdo labels, but no tag, and no container or other image needs
     * it. Then removes its base image if the same is true of that. All other images are kept.
     *
     * @return false if the image has no tag, but is still needed
     */
    boolean removeUnused(String imageId);

    /**
     * Checks whether an image has a file or directory.
     *
     * @param path an absolute path
     * @param cleanup removes the container that is created for the check
     */
    boolean hasPath(EngineImage image, String path, CleanupScope cleanup);

    /** {@return whether containers have a network of their own, unless they are started on the network {@code host}} */
    boolean hasNetworks();

    /** {@return whether the engine has volumes, which containers can share} */
    boolean hasVolumes();

    /**
     * Creates a volume. Does nothing if it exists.
     *
     * @param label the name and value of a label, by which users find the volume
     */
    void createVolume(String name, Map.Entry<String, String> label);

    /** Removes a volume. Does nothing if it does not exist. Fails if a container uses it. */
    void removeVolume(String name);

    /**
     * Creates and starts an idle container. The image's entrypoint and CMD are not run. The container ends with this process at
     * the latest.
     *
     * @return the container, to be removed by the caller
     * @throws io.github.fdomaven.support.FixableException if the image cannot be started with these options
     */
    Container start(ContainerSpec spec);

    @Override
    void close();
}
