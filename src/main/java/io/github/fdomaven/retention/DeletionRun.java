package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.Parallel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Carries out decisions. A failure for one tag does not stop the deletion of other tags, unless the tags belong together. The
 * pinned images are kept. Without confirmation nothing is deleted.
 */
record DeletionRun(Registry registry, TagDeleter deleter, NeededImages needed, boolean confirmed) {

    /** The order of the deletions. What another image needs is deleted after that image, and kept if its deletion failed. */
    private enum Step {
        INDEXES,
        IMAGES,
        ATTACHED;

        static Step of(ImageInfo image) {
            if (NeededImages.isAttached(image)) {
                return ATTACHED;
            }
            return image.members().orElse(Set.of()).isEmpty() ? IMAGES : INDEXES;
        }
    }

    /** Returns the results in the order of the decisions. */
    List<Deletion> run(List<Deletion> decisions) {
        Map<Reference, Deletion> done = new HashMap<>();
        for (Step step : Step.values()) {
            List<Deletion> updated = decisions.stream()
                    .map(decision -> done.getOrDefault(decision.reference(), decision))
                    .toList();
            List<Deletion> next = needed.keep(updated).stream()
                    .filter(decision -> Step.of(decision.image()) == step)
                    .toList();
            new Parallel(Cleanup.PARALLELISM)
                    .map(next, this::run)
                    .forEach(result -> done.put(result.reference(), result));
        }
        return decisions.stream()
                .map(decision -> done.get(decision.reference()))
                .toList();
    }

    private Deletion run(Deletion decision) {
        if (decision.isKept() || !confirmed) {
            return decision;
        }
        try {
            return delete(decision.image(), decision.reason());
        } catch (FdoException e) {
            return Deletion.fail(decision.image(), e);
        }
    }

    private Deletion delete(ImageInfo image, String reason) {
        Optional<Digest> moved = image.digest().flatMap(digest -> moved(image.reference(), digest));
        if (moved.isPresent()) {
            return Deletion.keep(
                    image,
                    "the tag was moved to another image, " + moved.get() + ", during this run",
                    Deletion.Level.WARNING);
        }
        deleter.delete(image);
        return exists(image)
                ? Deletion.deleted(
                        image,
                        reason
                                + "; the registry still has the tag, although it reported the deletion: check again later",
                        Deletion.Level.WARNING)
                : Deletion.deleted(image, reason, Deletion.Level.INFO);
    }

    /** The digest of a tag that has another digest now. A header that names another digest can be wrong. */
    private Optional<Digest> moved(Reference reference, Digest before) {
        return registry.digest(reference)
                .filter(named -> !named.equals(before))
                .flatMap(named -> registry.contentDigest(reference))
                .filter(now -> !now.equals(before));
    }

    /** A failed check is not reported, because the tag is deleted. */
    private boolean exists(ImageInfo image) {
        try {
            return image.digest().isPresent()
                    && registry.digest(image.reference()).equals(image.digest());
        } catch (FdoException e) {
            return false;
        }
    }
}
