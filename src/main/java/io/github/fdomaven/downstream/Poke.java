package io.github.fdomaven.downstream;

import io.github.fdomaven.gitlab.Pipeline;
import io.github.fdomaven.gitlab.Triggered;
import java.util.Optional;

/**
 * What became of a dependent that was to be poked.
 *
 * @param dependent the dependent
 * @param outcome what became of it
 * @param pipeline the pipeline that came of it
 * @param message why there is none: GitLab's words, and what to do, without secrets
 */
public record Poke(Dependent dependent, PokeOutcome outcome, Optional<Pipeline> pipeline, Optional<String> message) {

    /**
     * Makes sure that there is a pipeline, or a message that says why not.
     *
     * @param dependent the dependent
     * @param outcome what became of it
     * @param pipeline the pipeline that came of it
     * @param message why there is none
     * @throws IllegalArgumentException if it does not go together
     */
    public Poke {
        boolean poked = outcome == PokeOutcome.POKED;
        if (pipeline.isPresent() != poked || message.isPresent() == poked) {
            throw new IllegalArgumentException(outcome + " does not go with " + pipeline + " and " + message + ".");
        }
    }

    static Poke of(Dependent dependent, Triggered triggered) {
        if (triggered instanceof Triggered.Created created) {
            return new Poke(dependent, PokeOutcome.POKED, Optional.of(created.pipeline()), Optional.empty());
        }
        if (triggered instanceof Triggered.Refused refused) {
            return without(dependent, PokeOutcome.REFUSED, refused.message());
        }
        return triggered instanceof Triggered.Failed failed
                ? without(dependent, PokeOutcome.FAILED, failed.message())
                : without(dependent, PokeOutcome.UNKNOWN, ((Triggered.Unknown) triggered).message());
    }

    static Poke without(Dependent dependent, PokeOutcome outcome, String message) {
        return new Poke(dependent, outcome, Optional.empty(), Optional.of(message));
    }

    /** The dependent, and what became of it, for a message. */
    @Override
    public String toString() {
        return dependent + ": " + outcome + message.map(text -> ": " + text).orElse("");
    }
}
