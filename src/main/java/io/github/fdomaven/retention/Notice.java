package io.github.fdomaven.retention;

/** How much it matters to a person what became of a tag. */
public enum Notice {
    /** As everybody would expect. */
    NONE,
    /** Good to know. */
    INFO,
    /** Somebody should look at it. */
    WARNING
}
