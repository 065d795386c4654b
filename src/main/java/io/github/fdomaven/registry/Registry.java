package io.github.fdomaven.registry;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.IndexManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.util.Optional;

/**
 * The registries, each at the host that a reference names. An image is absent only if its registry says so; whatever else
 * keeps a registry from answering is thrown. Safe for use by several threads.
 */
public interface Registry {

    /**
     * Asks which digest an image has, without fetching anything of it.
     *
     * @param reference the image
     * @return the digest of its manifest, or nothing if the image is not there
     * @throws FixableException if the registry refuses us
     * @throws EnvironmentException if the registry does not answer, or answers what makes no sense
     */
    Optional<Digest> digest(Reference reference);

    /**
     * Fetches the manifest of an image.
     *
     * @param reference the image
     * @return the manifest, which is what its digest says, or nothing if the image is not there
     * @throws FixableException if the registry refuses us
     * @throws EnvironmentException if the registry does not answer, or answers what makes no sense
     */
    Optional<Manifest> manifest(Reference reference);

    /**
     * Fetches the manifest of one of the images of an index.
     *
     * @param reference the index
     * @param index its manifest
     * @param platform the platform of the image that is meant; none means that of this machine, or else the first
     * @return the image's manifest
     * @throws FixableException if the registry refuses us, or the index has no image for that platform
     * @throws EnvironmentException if the registry does not answer, or answers what makes no sense
     */
    default ImageManifest image(Reference reference, IndexManifest index, Optional<Platform> platform) {
        return new PlatformImage(this, reference, platform).of(index);
    }

    /**
     * Fetches the config of an image.
     *
     * @param repository where the image is
     * @param manifest the image
     * @return its config
     * @throws FixableException if the registry refuses us
     * @throws EnvironmentException if the registry does not answer, or answers what makes no sense
     */
    ImageConfig config(Repository repository, ImageManifest manifest);

    /**
     * Copies an image, or an index with all its images, from registry to registry. Its bytes, and so its digest, stay as
     * they are.
     *
     * @param source where the image is
     * @param manifest the image, or the index
     * @param target its reference afterwards, with a tag
     * @param listener is told how the copy goes on
     * @throws FixableException if a registry refuses us
     * @throws EnvironmentException if a registry does not answer, or answers what makes no sense
     */
    void copy(Repository source, Manifest manifest, Reference target, CopyListener listener);
}
