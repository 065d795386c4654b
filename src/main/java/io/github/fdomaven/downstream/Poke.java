package io.github.fdomaven.downstream;

import io.github.fdomaven.gitlab.Pipeline;
import io.github.fdomaven.gitlab.TriggerResult;
import java.util.Optional;

/**
 * The poke of a dependent, and its outcome.
 *
 * @param dependent the dependent
 * @param outcome the outcome
 * @param pipeline the pipeline, if the outcome is {@code POKED}
 * @param message the reason for any other outcome: GitLab's message and advice, without secrets
 */
public record Poke(Dependent dependent, Outcome outcome, Optional<Pipeline> pipeline, Optional<String> message) {

    /** The outcome of a poke. */
    public enum Outcome {
        /** GitLab created a pipeline. */
        POKED,
        /** The dependent was not poked, because it is in the chain of pokes already. */
        LOOP,
        /** GitLab refused the request. */
        REFUSED,
        /** GitLab could not be reached, or failed. There is no pipeline. */
        FAILED,
        /** GitLab may have received the request. There may be a pipeline. */
        UNKNOWN;

        /** {@return whether the poke failed: the dependent has no pipeline, or it is not known whether it has one} */
        public boolean isFailure() {
            return this != POKED && this != LOOP;
        }
    }

    public Poke {
        boolean poked = outcome == Outcome.POKED;
        if (pipeline.isPresent() != poked || message.isPresent() == poked) {
            throw new IllegalArgumentException(outcome + " with " + pipeline + " and " + message + " is not valid.");
        }
    }

    static Poke of(Dependent dependent, TriggerResult result) {
        if (result instanceof TriggerResult.Created created) {
            return new Poke(dependent, Outcome.POKED, Optional.of(created.pipeline()), Optional.empty());
        }
        if (result instanceof TriggerResult.Refused refused) {
            return withoutPipeline(dependent, Outcome.REFUSED, refused.message());
        }
        return result instanceof TriggerResult.Failed failed
                ? withoutPipeline(dependent, Outcome.FAILED, failed.message())
                : withoutPipeline(dependent, Outcome.UNKNOWN, ((TriggerResult.Unknown) result).message());
    }

    /** Returns the outcome until GitLab has answered, for a report that an interrupted goal leaves. */
    static Poke unanswered(Dependent dependent) {
        return withoutPipeline(
                dependent,
                Outcome.UNKNOWN,
                "The goal ended before GitLab answered. Look for a pipeline in the project before you poke it again.");
    }

    static Poke withoutPipeline(Dependent dependent, Outcome outcome, String message) {
        return new Poke(dependent, outcome, Optional.empty(), Optional.of(message));
    }

    /** Returns the dependent and the outcome, for messages. */
    @Override
    public String toString() {
        return dependent + ": " + outcome + message.map(text -> ": " + text).orElse("");
    }
}
