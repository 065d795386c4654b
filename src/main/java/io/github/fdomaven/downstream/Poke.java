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
 * @param message the reason for any other outcome: GitLab's own words and advice, without secrets
 */
public record Poke(Dependent dependent, PokeOutcome outcome, Optional<Pipeline> pipeline, Optional<String> message) {

    public Poke {
        boolean poked = outcome == PokeOutcome.POKED;
        if (pipeline.isPresent() != poked || message.isPresent() == poked) {
            throw new IllegalArgumentException(outcome + " with " + pipeline + " and " + message + " is not valid.");
        }
    }

    static Poke of(Dependent dependent, TriggerResult result) {
        if (result instanceof TriggerResult.Created created) {
            return new Poke(dependent, PokeOutcome.POKED, Optional.of(created.pipeline()), Optional.empty());
        }
        if (result instanceof TriggerResult.Refused refused) {
            return withoutPipeline(dependent, PokeOutcome.REFUSED, refused.message());
        }
        return result instanceof TriggerResult.Failed failed
                ? withoutPipeline(dependent, PokeOutcome.FAILED, failed.message())
                : withoutPipeline(dependent, PokeOutcome.UNKNOWN, ((TriggerResult.Unknown) result).message());
    }

    static Poke withoutPipeline(Dependent dependent, PokeOutcome outcome, String message) {
        return new Poke(dependent, outcome, Optional.empty(), Optional.of(message));
    }

    /** Returns the dependent and the outcome, for messages. */
    @Override
    public String toString() {
        return dependent + ": " + outcome + message.map(text -> ": " + text).orElse("");
    }
}
