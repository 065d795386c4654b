package io.github.fdomaven.cleanup;

import io.github.fdomaven.failure.FdoException;
import io.github.fdomaven.image.Descriptor;
import io.github.fdomaven.image.Digest;
import io.github.fdomaven.image.ImageManifest;
import io.github.fdomaven.image.IndexManifest;
import io.github.fdomaven.image.Manifest;
import io.github.fdomaven.image.MediaTypes;
import io.github.fdomaven.image.Reference;
import io.github.fdomaven.image.Repository;
import io.github.fdomaven.registry.Registry;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;

/** Looks at what tags and digests lead to: one request a tag, and one for its config where that is needed; for an index two. */
final class TagSights {

    private final Registry registry;
    private final boolean withConfig;

    TagSights(Registry registry, boolean withConfig) {
        this.registry = registry;
        this.withConfig = withConfig;
    }

    /** What a tag or a digest leads to; nothing if that is gone, as what was listed before may be. */
    Optional<Sight> at(Reference reference) {
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

    private Sight sight(Reference reference, Manifest manifest) {
        Set<Digest> members = new LinkedHashSet<>();
        try {
            addMembers(reference.repository(), manifest, members);
        } catch (FdoException e) {
            return new Sight.Hidden(Optional.of(manifest.digest()), Optional.empty(), e);
        }
        Sight.Outline outline = new Sight.Outline(manifest.digest(), members);
        if (!withConfig) {
            return outline;
        }
        try {
            ImageManifest image = manifest instanceof IndexManifest index
                    ? registry.image(reference, index, Optional.empty())
                    : (ImageManifest) manifest;
            return new Sight.Whole(outline, registry.config(reference.repository(), image));
        } catch (FdoException e) {
            return new Sight.Hidden(outline.digest(), Optional.of(members), e);
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
    private Optional<Sight> hidden(Reference reference, FdoException problem) {
        try {
            return registry.digest(reference)
                    .map(digest -> new Sight.Hidden(Optional.of(digest), Optional.empty(), problem));
        } catch (FdoException e) {
            return Optional.of(new Sight.Hidden(Optional.empty(), Optional.empty(), problem));
        }
    }
}
