package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import java.util.Optional;

/**
 * Where the images of a module are.
 *
 * @param repository the parent repository of the images; on the host {@code localhost} if they stay in the engine
 * @param registryHost the registry that has upstream projects and base images without a host
 * @param isLocal whether there is no registry, so that the images stay in the engine
 */
public record ImageLocation(Repository repository, Optional<String> registryHost, boolean isLocal) {

    /** The host of images that are in the engine and not in a registry. */
    public static final String ENGINE_HOST = "localhost";

    /**
     * {@return whether an image is in the engine and not in a registry: its host is {@code localhost} without a port, unless
     * the project's own registry has that host}
     */
    public boolean isInEngine(Reference reference) {
        return reference.repository().host().equals(ENGINE_HOST)
                && (isLocal || !repository.host().equals(ENGINE_HOST));
    }
}
