package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.Parallel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Carries out what is to become of tags. What fails for one keeps no other from being deleted that can do without it. */
final class DeletionRun {

    private final CheckedTagDeleter checked;
    private final boolean isByDigest;
    private final Map<Reference, ImageInfo> pinned;
    private final boolean confirmed;

    /**
     * Prepares it.
     *
     * @param registry where tags are looked at
     * @param disposal by which they are deleted
     * @param pinned the images that the POM names by their digests, and what is known of them
     * @param confirmed whether they are deleted; otherwise it is said which would be
     */
    DeletionRun(Registry registry, TagDeleter disposal, Map<Reference, ImageInfo> pinned, boolean confirmed) {
        this.checked = new CheckedTagDeleter(registry, disposal);
        this.isByDigest = disposal.isByDigest();
        this.pinned = pinned;
        this.confirmed = confirmed;
    }

    /** What became of one tag, what that makes of it for others, and what went wrong. */
    record Done(Deletion deletion, DeletionDecision verdict, Optional<FdoException> failure) {}

    /**
     * Does it. An index goes before its images: where it stays after all, they are spared, for it cannot do without them.
     *
     * @param verdicts what is to become of each tag
     * @return what became of each, in their order
     */
    List<Done> carryOut(List<DeletionDecision> verdicts) {
        Map<Reference, Done> done = new HashMap<>();
        carryOut(verdicts.stream().filter(DeletionRun::isIndexToGo).toList(), done);
        List<DeletionDecision> now = verdicts.stream()
                .map(verdict -> Optional.ofNullable(done.get(tag(verdict)))
                        .map(Done::verdict)
                        .orElse(verdict))
                .toList();
        List<DeletionDecision> rest = (isByDigest ? new SharedDigests(pinned).spare(now) : now)
                .stream().filter(verdict -> !done.containsKey(tag(verdict))).toList();
        carryOut(rest, done);
        return verdicts.stream().map(verdict -> done.get(tag(verdict))).toList();
    }

    private void carryOut(List<DeletionDecision> verdicts, Map<Reference, Done> done) {
        List<Done> results = new Parallel(Cleanup.AT_ONCE).map(verdicts, this::done);
        results.forEach(result -> done.put(tag(result.verdict()), result));
    }

    private static boolean isIndexToGo(DeletionDecision verdict) {
        return verdict instanceof DeletionDecision.Delete
                && !verdict.image().sight().members().isEmpty();
    }

    private static Reference tag(DeletionDecision verdict) {
        return verdict.image().reference();
    }

    private Done done(DeletionDecision verdict) {
        TaggedImage image = verdict.image();
        if (verdict instanceof DeletionDecision.Keep keep) {
            return done(verdict, Deletion.of(image, DeletionOutcome.KEPT, keep.reason(), keep.notice()));
        }
        if (verdict instanceof DeletionDecision.Fail fail) {
            return failed(image, fail.problem());
        }
        if (!confirmed) {
            return done(verdict, Deletion.of(image, DeletionOutcome.WOULD_DELETE, verdict.reason(), Notice.INFO));
        }
        try {
            return done(verdict, checked.delete(image, verdict.reason()));
        } catch (FdoException e) {
            return failed(image, e);
        }
    }

    private static Done done(DeletionDecision before, Deletion deletion) {
        DeletionDecision verdict = deletion.outcome() == DeletionOutcome.KEPT
                ? new DeletionDecision.Keep(before.image(), deletion.reason(), deletion.notice())
                : before;
        return new Done(deletion, verdict, Optional.empty());
    }

    private static Done failed(TaggedImage image, FdoException problem) {
        return new Done(
                Deletion.failed(image, problem), new DeletionDecision.Fail(image, problem), Optional.of(problem));
    }
}
