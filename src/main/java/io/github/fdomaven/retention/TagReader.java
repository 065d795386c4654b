package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.IndexManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.support.FdoException;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Looks at what tags and digests lead to: one request a tag, and one for its config where that is needed; for an index two. */
final class TagReader {

    private final Registry registry;
    private final boolean withConfig;

    TagReader(Registry registry, boolean withConfig) {
        this.registry = registry;
        this.withConfig = withConfig;
    }

    /** What a tag or a digest leads to; nothing if that is gone, as what was listed before may be. */
    Optional<ImageInfo> at(Reference reference) {
        Manifest manifest;
        try {
            Optional<Manifest> found = registry.manifest(reference);
            if (found.isEmpty()) {
                return Optional.empty();
            }
            manifest = found.get();
        } catch (FdoException e) {
            return hidden(reference, e);
        }
        return Optional.of(sight(reference, manifest));
    }

    private ImageInfo sight(Reference reference, Manifest manifest) {
        Set<Digest> members = new LinkedHashSet<>();
        try {
            addMembers(reference.repository(), manifest, members);
        } catch (FdoException e) {
            return new ImageInfo.Hidden(Optional.of(manifest.digest()), Optional.empty(), e);
        }
        ImageInfo.Outline outline = new ImageInfo.Outline(manifest.digest(), members);
        if (!withConfig) {
            return outline;
        }
        try {
            ImageManifest image = manifest instanceof IndexManifest index
                    ? registry.image(reference, index, Optional.empty())
                    : (ImageManifest) manifest;
            return new ImageInfo.Whole(outline, registry.config(reference.repository(), image));
        } catch (FdoException e) {
            return new ImageInfo.Hidden(outline.digest(), Optional.of(members), e);
        }
    }

    /** An index can be one of indexes, and cannot do without the images of those either. */
    private void addMembers(Repository repository, Manifest manifest, Set<Digest> members) {
        if (manifest instanceof IndexManifest index) {
            for (Descriptor member : index.manifests()) {
                if (members.add(member.digest()) && MediaTypes.isIndex(member.mediaType())) {
                    registry.manifest(repository.at(member.digest()))
                            .ifPresent(inner -> addMembers(repository, inner, members));
                }
            }
        }
    }

    /** What cannot be read may be an index. */
    private Optional<ImageInfo> hidden(Reference reference, FdoException problem) {
        try {
            return registry.digest(reference)
                    .map(digest -> new ImageInfo.Hidden(Optional.of(digest), Optional.empty(), problem));
        } catch (FdoException e) {
            return Optional.of(new ImageInfo.Hidden(Optional.empty(), Optional.empty(), problem));
        }
    }
}
