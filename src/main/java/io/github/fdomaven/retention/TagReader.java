package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.IndexManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.oci.OtherManifest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Reads images: one request for a manifest, and if the config is needed one more, or two more for an index. */
record TagReader(Registry registry, boolean withConfig) {

    /** Returns the image, or nothing if it does not exist: a tag may be deleted after it was listed. */
    Optional<ImageInfo> read(Reference reference) {
        Optional<Manifest> manifest;
        try {
            manifest = registry.manifest(reference);
        } catch (FdoException e) {
            return unreadable(reference, e);
        }
        return manifest.map(found -> read(reference, found));
    }

    private ImageInfo read(Reference reference, Manifest manifest) {
        if (manifest instanceof OtherManifest other) {
            FdoException problem = new EnvironmentException(reference + " " + other.problem() + ".");
            return ImageInfo.unreadable(reference, Optional.of(manifest.digest()), problem);
        }
        Set<Digest> members = new LinkedHashSet<>();
        try {
            addMembers(reference.repository(), manifest, members);
        } catch (FdoException e) {
            return ImageInfo.unreadable(reference, Optional.of(manifest.digest()), e);
        }
        ImageInfo info = ImageInfo.of(reference, manifest.digest(), members);
        if (!withConfig) {
            return info;
        }
        try {
            ImageManifest image = manifest instanceof IndexManifest index
                    ? registry.image(reference, index, Optional.empty())
                    : (ImageManifest) manifest;
            return info.withConfig(registry.config(reference.repository(), image));
        } catch (FdoException e) {
            return info.withProblem(e);
        }
    }

    /** An index may contain indexes, whose images it needs too. */
    private void addMembers(Repository repository, Manifest manifest, Set<Digest> members) {
        if (manifest instanceof IndexManifest index) {
            index.problem().ifPresent(problem -> {
                throw new EnvironmentException("The index " + repository.at(index.digest())
                        + " has an entry that cannot be read: " + problem + " Check the program that made it.");
            });
            for (Descriptor member : index.manifests()) {
                boolean canBeIndex = member.mediaType().isEmpty() || MediaTypes.isIndex(member.mediaType());
                if (members.add(member.digest()) && canBeIndex) {
                    registry.manifest(repository.at(member.digest()))
                            .ifPresent(inner -> addMembers(repository, inner, members));
                }
            }
        }
    }

    /** Only a digest that is computed is used, because the image may be deleted by it. */
    private Optional<ImageInfo> unreadable(Reference reference, FdoException problem) {
        try {
            return registry.contentDigest(reference)
                    .map(digest -> ImageInfo.unreadable(reference, Optional.of(digest), problem));
        } catch (FdoException e) {
            return Optional.of(ImageInfo.unreadable(reference, Optional.empty(), problem));
        }
    }
}
