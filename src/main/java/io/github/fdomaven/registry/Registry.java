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
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;

/**
 * The port to all registries. Each request goes to the host of its reference. An image is absent only if its registry answers
 * 404. Every method throws a {@link FixableException} if a registry refuses access, and an {@link EnvironmentException} if a
 * registry does not answer or its response is invalid. Thread-safe. An interface, so that tests can use a registry in memory.
 */
public interface Registry {

    /** Receives the progress of a copy. The last event of each blob is uploaded, mounted or present. */
    interface CopyListener {

        /** Part of a blob was sent. After a retry the count starts again. */
        default void sending(Descriptor blob, long sent) {}

        /** A blob was uploaded to the target. */
        default void uploaded(Descriptor blob) {}

        /** The registry mounted a blob from the source repository. */
        default void mounted(Descriptor blob) {}

        /** The target already had a blob. */
        default void present(Descriptor blob) {}

        /** An image of the index is missing in the source, and therefore also in the target. */
        default void missing(Reference image) {}
    }

    /** The content of a blob whose size and digest are known only at its end. */
    @FunctionalInterface
    interface BlobContent {

        /** Writes the whole content. */
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * {@return the digest of an image, or empty if the image does not exist} For a tag, this is the digest in the header of the
     * answer: a registry that sends a wrong header makes it wrong.
     */
    Optional<Digest> digest(Reference reference);

    /**
     * {@return the digest of an image, computed from the content of its manifest, or empty if the image does not exist} It works for a
     * manifest that {@link #manifest} cannot read, too.
     */
    Optional<Digest> contentDigest(Reference reference);

    /** {@return the manifest of an image, whose digest is verified, or empty if the image does not exist} */
    Optional<Manifest> manifest(Reference reference);

    /**
     * {@return the manifest of an image in an index, or in an index that it contains}
     *
     * @param platform the platform of the image; empty for the platform of this machine, else the first image
     * @throws FixableException if the index has no image for the platform
     */
    default ImageManifest image(Reference reference, IndexManifest index, Optional<Platform> platform) {
        return new IndexSearch(this, reference).find(index, platform);
    }

    /** {@return the config of an image} */
    ImageConfig config(Repository repository, ImageManifest manifest);

    /** Copies an image, or an index with all its images, to a tag in any registry. The digest stays the same. */
    void copy(Repository source, Manifest manifest, Reference target, CopyListener listener);

    /** Uploads a blob, unless the repository has it. */
    Descriptor putBlob(Repository repository, String mediaType, byte[] content);

    /**
     * Uploads a blob while its content is written. If writing fails, the upload is cancelled.
     *
     * @throws UploadLostException if the content must be written again: it is uploaded whole then
     */
    Descriptor uploadBlob(Repository repository, String mediaType, BlobContent content);

    /**
     * Copies a blob from another repository of any registry, unless the target has it. Returns whether that was possible: {@code
     * false} means that the source does not have the blob, or does not give it.
     */
    boolean copyBlob(Repository source, Repository target, Descriptor blob, CopyListener listener);

    /** Puts a manifest byte for byte, by tag or by its digest. The registry must already have its blobs and images. */
    void putManifest(Reference reference, Manifest manifest);

    /** {@return the tags of a repository in the registry's order; none if the repository does not exist} */
    List<Tag> tags(Repository repository);

    /** Deletes a manifest and all its tags, and returns whether it existed. Registries do not delete a single tag. */
    boolean delete(Repository repository, Digest digest);
}
