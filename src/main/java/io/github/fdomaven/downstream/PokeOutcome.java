package io.github.fdomaven.downstream;

/** What became of a poke. */
public enum PokeOutcome {
    /** There is a pipeline. */
    POKED,
    /** It would have gone in a circle, and was left out. */
    LOOP,
    /** GitLab did not want to. */
    REFUSED,
    /** GitLab could not be asked, or was in trouble. */
    FAILED,
    /** GitLab may have made a pipeline, or not. */
    UNKNOWN;

    /** {@return whether somebody does not know what they should} */
    public boolean isFailure() {
        return this != POKED && this != LOOP;
    }
}
