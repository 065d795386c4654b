package io.github.fdomaven.builder.execute;

import io.github.fdomaven.builder.execute.BaseImageResolver.ResolvedBase;
import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.inspection.ImageDifference;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Optional;

/** Executes the action for one image. */
record ActionExecution(ImageBuilder builder, ImagePublisher publisher, IndexJoiner joiner) {

    /**
     * What was done for an image.
     *
     * @param difference what differs from the image that was replaced, or from another one that the user names
     */
    record Done(Outcome outcome, String reason, ImageRecord image, Optional<ImageDifference> difference) {

        Done(Outcome outcome, Action action, ImageRecord image) {
            this(outcome, action.reason(), image, Optional.empty());
        }
    }

    /**
     * Executes an action.
     *
     * @param base the base image, if it was built in this run
     * @param members the results for the images of an index that is joined
     */
    Done apply(
            PlannedImage planned,
            Optional<ResolvedBase> base,
            List<ImageResult> members,
            PhaseTimes phases,
            ImageBuilder.BuildProgress progress) {
        ImageDefinition image = planned.image();
        Action action = planned.action();
        if (action instanceof Action.Skip skip) {
            return new Done(Outcome.SKIPPED, action, skip.found());
        }
        if (action instanceof Action.Join join) {
            return join(planned, join, members);
        }
        if (action instanceof Action.Copy copy) {
            return new Done(Outcome.COPIED, action, publisher.copy(copy.source(), image));
        }
        if (action instanceof Action.Fail stale) {
            throw new FixableException(stale.stale() + " is stale: " + stale.reason() + ". " + stale.advice());
        }
        if (action instanceof Action.NoBase missing) {
            throw new FixableException(
                    image.reference() + " cannot be built: " + missing.reason() + ". " + missing.advice());
        }
        return builder.build(planned, base, phases, progress);
    }

    private Done join(PlannedImage planned, Action.Join join, List<ImageResult> members) {
        boolean mayBeKept = (planned.mayBeKept() || planned.image().isKeptIfUnchanged())
                && members.stream().allMatch(member -> member.outcome() == Outcome.SKIPPED);
        return (mayBeKept ? joiner.unchanged(planned.image()) : Optional.<ImageRecord>empty())
                .map(kept -> new Done(
                        Outcome.SKIPPED, join.reason() + ", but the index has the same images", kept, Optional.empty()))
                .orElseGet(() -> new Done(Outcome.BUILT, join, joiner.join(planned.image(), join)));
    }
}
