package io.github.fdomaven.store;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import java.util.Optional;

/**
 * A place that has images: a registry or an engine. Nothing is changed or pulled. An image is absent only if the registry or the
 * engine says so; every other failure is thrown.
 */
public interface ImageStore {

    /**
     * {@return an image, if it exists}
     *
     * @param platform the platform to select from an index; by default the platform of this machine, or else the first
     * @throws io.github.fdomaven.support.FixableException if access is denied
     * @throws io.github.fdomaven.support.EnvironmentException if the registry or the engine does not answer
     */
    Optional<ImageRecord> find(Reference reference, Optional<Platform> platform);

    /**
     * {@return what identifies an image now, if it exists: its digest in a registry, its image ID in an engine}
     *
     * @throws io.github.fdomaven.support.FixableException if access is denied
     * @throws io.github.fdomaven.support.EnvironmentException if the registry or the engine does not answer
     */
    Optional<Digest> identity(Reference reference);

    /**
     * {@return the same as {@link #identity}, but in a registry the digest of the manifest itself, which a header need not have}
     *
     * @throws io.github.fdomaven.support.FixableException if access is denied
     * @throws io.github.fdomaven.support.EnvironmentException if the registry or the engine does not answer
     */
    Optional<Digest> computedIdentity(Reference reference);
}
