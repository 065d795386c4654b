package io.github.fdomaven.engine;

import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import java.util.Optional;

/**
 * A container engine that answers. Every method throws {@link io.github.fdomaven.support.EnvironmentException} when the
 * engine fails or is gone, with the engine's own words.
 */
public interface Engine extends AutoCloseable {

    /** {@return which engine this is and where, as in {@code Docker 20.10.24 at unix:///var/run/docker.sock}} */
    String name();

    /** {@return whether it can mount directories of this machine, as far as its address tells} */
    boolean isLocal();

    /**
     * Looks for an image in the engine's own storage.
     *
     * @param reference the image's reference
     * @return the image, or nothing if the engine does not have it
     */
    Optional<EngineImage> find(Reference reference);

    /**
     * Pulls an image from its registry.
     *
     * @param reference the image's reference
     * @param platform which one of several, where it is not to be the engine's own
     * @param listener is told how far the transfer is
     * @return the image as the engine has it now
     * @throws io.github.fdomaven.support.FixableException if the registry does not have it, or refuses it
     */
    EngineImage pull(Reference reference, Optional<Platform> platform, TransferListener listener);

    /**
     * Creates and starts a container that does nothing until it is told to, and ends with this process at the latest.
     *
     * @param spec what the container is made of
     * @return the container, which the caller removes
     * @throws io.github.fdomaven.support.FixableException if the image is of a kind that cannot be started so
     */
    BuildContainer start(ContainerSpec spec);

    /**
     * Gives an image a tag, which moves if another image had it.
     *
     * @param imageId the engine's own identifier of the image
     * @param reference the tag in full
     */
    void tag(String imageId, Reference reference);

    /**
     * Takes a tag away. The image goes with its last tag. Nothing happens if there is no such tag.
     *
     * @param reference the tag in full
     */
    void untag(Reference reference);

    /**
     * Removes an image that has no tag. Nothing happens if there is no such image.
     *
     * @param imageId the engine's own identifier of the image
     */
    void remove(String imageId);

    /**
     * Pushes a tag to its registry.
     *
     * @param reference the tag in full
     * @param listener is told how far the transfer is
     * @throws io.github.fdomaven.support.FixableException if the registry refuses it
     */
    void push(Reference reference, TransferListener listener);

    @Override
    void close();
}
