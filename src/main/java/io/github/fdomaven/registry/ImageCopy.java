package io.github.fdomaven.registry;

import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.IndexManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.EnvironmentException;
import java.util.HashSet;
import java.util.Set;

/** Copies one image or index. Blobs go before their manifest and images before their index, as registries demand. */
final class ImageCopy {

    private final ManifestClient manifests;
    private final BlobClient blobs;
    private final Repository source;
    private final Repository target;
    private final CopyListener listener;

    /** The images of an index share layers, and an index can name an image twice. */
    private final Set<Digest> done = new HashSet<>();

    ImageCopy(ManifestClient manifests, BlobClient blobs, Repository source, Repository target, CopyListener listener) {
        this.manifests = manifests;
        this.blobs = blobs;
        this.source = source;
        this.target = target;
        this.listener = listener;
    }

    void copy(Manifest manifest, Reference reference) {
        if (manifest instanceof IndexManifest index) {
            index.manifests().forEach(this::copyManifest);
        } else if (manifest instanceof ImageManifest image) {
            copyBlob(image.config());
            image.layers().forEach(this::copyBlob);
        }
        manifests.put(reference, manifest);
    }

    private void copyManifest(Descriptor child) {
        if (done.add(child.digest())) {
            Reference there = source.at(child.digest());
            Manifest manifest = manifests
                    .get(there)
                    .orElseThrow(() -> new EnvironmentException("The index names " + there
                            + ", which does not exist. Push the index to " + source + " again, with all its images."));
            copy(manifest, target.at(child.digest()));
        }
    }

    private void copyBlob(Descriptor blob) {
        if (!blob.isForeign() && done.add(blob.digest())) {
            blobs.copy(source, target, blob, listener);
        }
    }
}
