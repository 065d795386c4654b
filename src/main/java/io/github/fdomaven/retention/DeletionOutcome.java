package io.github.fdomaven.retention;

/** The outcome for a tag. */
public enum DeletionOutcome {
    /** The tag is deleted if the deletion is confirmed. */
    WOULD_DELETE,
    /** The tag is deleted. */
    DELETED,
    /** The tag is kept. */
    KEPT,
    /** The image cannot be read, or the tag cannot be deleted. */
    FAILED
}
