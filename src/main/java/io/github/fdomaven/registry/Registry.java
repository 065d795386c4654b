package io.github.fdomaven.registry;

import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.IndexManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * All registries; each request goes to the host of its reference. An image is absent only if its registry answers 404. Every
 * method throws a {@link FixableException} if a registry refuses access, and an {@link EnvironmentException} if a registry
 * does not answer or its response is invalid. Thread-safe. An interface, so that tests can use a registry in memory.
 */
public interface Registry {

    /**
     * Returns the digest of an image without fetching its manifest.
     *
     * @param reference the image
     * @return the digest of its manifest, or empty if the image does not exist
     */
    Optional<Digest> digest(Reference reference);

    /**
     * Fetches the manifest of an image.
     *
     * @param reference the image
     * @return the manifest, whose digest is verified, or empty if the image does not exist
     */
    Optional<Manifest> manifest(Reference reference);

    /**
     * Fetches the manifest of an image in an index.
     *
     * @param reference the index
     * @param index its manifest
     * @param platform the platform of the image; empty for the platform of this machine, else the first image
     * @return the image's manifest
     * @throws FixableException if the index has no image for the platform
     * @throws EnvironmentException if the index names an image that does not exist
     */
    default ImageManifest image(Reference reference, IndexManifest index, Optional<Platform> platform) {
        Descriptor entry = platform.map(index::find).orElseGet(index::any).orElseThrow(() -> {
            String platforms =
                    index.platforms().stream().map(Platform::toString).collect(Collectors.joining(", "));
            return new FixableException(reference + " has no image"
                    + platform.map(name -> " for " + name).orElse("") + ". Its images are "
                    + (platforms.isEmpty() ? "for no named platform" : "for " + platforms) + ".");
        });
        Reference child = reference.repository().at(entry.digest());
        Manifest found = manifest(child)
                .orElseThrow(() -> new EnvironmentException("The index " + reference + " names " + child
                        + ", which does not exist. Push the index again, with all its images."));
        if (found instanceof ImageManifest image) {
            return image;
        }
        throw new EnvironmentException("The index " + reference + " names " + child
                + ", which is an index too. Check the program that made it.");
    }

    /**
     * Fetches the config of an image.
     *
     * @param repository the repository of the image
     * @param manifest the image
     * @return its config
     */
    ImageConfig config(Repository repository, ImageManifest manifest);

    /**
     * Copies an image, or an index with all its images, to a reference in any registry. The digest stays the same.
     *
     * @param source the repository of the image
     * @param manifest the image or the index
     * @param target the new reference, with a tag
     * @param listener receives the progress
     */
    void copy(Repository source, Manifest manifest, Reference target, CopyListener listener);

    /**
     * Uploads a blob, unless the repository has it.
     *
     * @param repository the repository
     * @param mediaType the media type of the content
     * @param content the content
     * @return the descriptor of the blob
     */
    Descriptor putBlob(Repository repository, String mediaType, byte[] content);

    /**
     * Puts a manifest byte for byte. The registry must have what the manifest names.
     *
     * @param reference the reference, with a tag or the manifest's digest
     * @param manifest the image or the index
     */
    void putManifest(Reference reference, Manifest manifest);

    /**
     * Lists the tags of a repository.
     *
     * @param repository the repository
     * @return its tags in the registry's order; none if the repository does not exist
     */
    List<Tag> tags(Repository repository);

    /**
     * Deletes a manifest and all its tags. Registries do not delete a single tag.
     *
     * @param repository the repository
     * @param digest the digest of the manifest
     * @return whether the manifest existed
     */
    boolean delete(Repository repository, Digest digest);
}
