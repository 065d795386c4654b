package io.github.fdomaven.retention;

/** What became of a tag. */
public enum DeletionOutcome {
    /** It is to be deleted once that is confirmed. */
    WOULD_DELETE,
    /** It is deleted. */
    DELETED,
    /** It is kept. */
    KEPT,
    /** It could not be looked at, or not be deleted. */
    FAILED
}
