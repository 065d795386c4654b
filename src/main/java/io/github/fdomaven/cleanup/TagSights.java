package io.github.fdomaven.cleanup;

import io.github.fdomaven.failure.FdoException;
import io.github.fdomaven.image.Descriptor;
import io.github.fdomaven.image.Digest;
import io.github.fdomaven.image.ImageManifest;
import io.github.fdomaven.image.IndexManifest;
import io.github.fdomaven.image.Manifest;
import io.github.fdomaven.image.Reference;
import io.github.fdomaven.registry.Registry;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Looks at what tags lead to: one request a tag, and one for its config where that is needed; for an index two. */
final class TagSights {

    private final Registry registry;
    private final boolean withConfig;

    TagSights(Registry registry, boolean withConfig) {
        this.registry = registry;
        this.withConfig = withConfig;
    }

    /** The tag with what is known of its image; nothing if it is gone since it was listed. */
    Optional<TaggedImage> at(Reference reference) {
        try {
            return registry.manifest(reference).map(manifest -> new TaggedImage(reference, sight(reference, manifest)));
        } catch (FdoException e) {
            return hidden(reference, e);
        }
    }

    private Sight sight(Reference reference, Manifest manifest) {
        Sight.Outline outline = new Sight.Outline(manifest.digest(), members(manifest));
        if (!withConfig) {
            return outline;
        }
        try {
            ImageManifest image = manifest instanceof IndexManifest index
                    ? registry.image(reference, index, Optional.empty())
                    : (ImageManifest) manifest;
            return new Sight.Whole(outline, registry.config(reference.repository(), image));
        } catch (FdoException e) {
            return new Sight.Hidden(outline.digest(), outline.members(), e);
        }
    }

    private static Set<Digest> members(Manifest manifest) {
        return manifest instanceof IndexManifest index
                ? index.manifests().stream().map(Descriptor::digest).collect(Collectors.toSet())
                : Set.of();
    }

    /** A manifest of a kind that is not known is no index, so that its digest is all that others could share with it. */
    private Optional<TaggedImage> hidden(Reference reference, FdoException problem) {
        try {
            return registry.digest(reference)
                    .map(digest ->
                            new TaggedImage(reference, new Sight.Hidden(Optional.of(digest), Set.of(), problem)));
        } catch (FdoException e) {
            return Optional.of(new TaggedImage(reference, new Sight.Hidden(Optional.empty(), Set.of(), problem)));
        }
    }
}
