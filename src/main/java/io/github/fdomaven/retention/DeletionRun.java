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

/** Carries out decisions. A failure for one tag does not keep other tags from being deleted, unless they belong together. */
final class DeletionRun {

    private final Registry registry;
    private final TagDeleter deleter;
    private final List<ImageInfo> pinned;
    private final boolean confirmed;

    /** The pinned images are kept. Without confirmation nothing is deleted. */
    DeletionRun(Registry registry, TagDeleter deleter, List<ImageInfo> pinned, boolean confirmed) {
        this.registry = registry;
        this.deleter = deleter;
        this.pinned = pinned;
        this.confirmed = confirmed;
    }

    /** The result for one tag, and the decision as it is after that. */
    record Done(Deletion deletion, DeletionDecision decision, Optional<FdoException> failure) {}

    /** Deletes indexes first. If an index could not be deleted, its members are kept, because it needs them. */
    List<Done> run(List<DeletionDecision> decisions) {
        Map<Reference, Done> done = new HashMap<>();
        run(decisions.stream().filter(DeletionRun::isDeletedIndex).toList(), done);
        List<DeletionDecision> updated = decisions.stream()
                .map(decision -> done.containsKey(tag(decision))
                        ? done.get(tag(decision)).decision()
                        : decision)
                .toList();
        List<DeletionDecision> kept = deleter.isByDigest() ? new SharedDigests(pinned).keepShared(updated) : updated;
        run(kept.stream().filter(decision -> !done.containsKey(tag(decision))).toList(), done);
        return decisions.stream().map(decision -> done.get(tag(decision))).toList();
    }

    private void run(List<DeletionDecision> decisions, Map<Reference, Done> done) {
        new Parallel(Cleanup.PARALLELISM)
                .map(decisions, this::run)
                .forEach(result -> done.put(tag(result.decision()), result));
    }

    private static boolean isDeletedIndex(DeletionDecision decision) {
        return decision instanceof DeletionDecision.Delete
                && decision.image()
                        .members()
                        .filter(members -> !members.isEmpty())
                        .isPresent();
    }

    private static Reference tag(DeletionDecision decision) {
        return decision.image().reference();
    }

    private Done run(DeletionDecision decision) {
        ImageInfo image = decision.image();
        if (decision instanceof DeletionDecision.Keep keep) {
            return kept(image, keep.reason(), keep.level());
        }
        if (decision instanceof DeletionDecision.Fail fail) {
            return failed(image, fail.problem());
        }
        if (!confirmed) {
            return new Done(
                    Deletion.of(image, DeletionOutcome.WOULD_DELETE, decision.reason(), Deletion.Level.INFO),
                    decision,
                    Optional.empty());
        }
        try {
            return delete(decision);
        } catch (FdoException e) {
            return failed(image, e);
        }
    }

    private Done delete(DeletionDecision decision) {
        ImageInfo image = decision.image();
        Optional<Digest> moved = image.digest()
                .flatMap(digest -> registry.digest(image.reference()).filter(now -> !now.equals(digest)));
        if (moved.isPresent()) {
            return kept(
                    image,
                    "the tag was moved to another image, " + moved.get() + ", during this run",
                    Deletion.Level.WARNING);
        }
        deleter.delete(image);
        Deletion deletion = exists(image)
                ? Deletion.of(
                        image,
                        DeletionOutcome.DELETED,
                        decision.reason()
                                + "; the registry still has the tag, although it reported the deletion: check again later",
                        Deletion.Level.WARNING)
                : Deletion.of(image, DeletionOutcome.DELETED, decision.reason(), Deletion.Level.INFO);
        return new Done(deletion, decision, Optional.empty());
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

    private static Done kept(ImageInfo image, String reason, Deletion.Level level) {
        return new Done(
                Deletion.of(image, DeletionOutcome.KEPT, reason, level),
                new DeletionDecision.Keep(image, reason, level),
                Optional.empty());
    }

    private static Done failed(ImageInfo image, FdoException problem) {
        return new Done(
                Deletion.failed(image, problem), new DeletionDecision.Fail(image, problem), Optional.of(problem));
    }
}
