package io.github.fdomaven.downstream;

/** The outcome of a poke. */
public enum PokeOutcome {
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

    /** {@return whether the dependent should have a pipeline, but may have none} */
    public boolean isFailure() {
        return this != POKED && this != LOOP;
    }
}
