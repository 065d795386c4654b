package io.github.fdomaven.definition;

/** What to do with an image whose recipe or base image has changed. */
public enum StaleAction {
    /** Keep the image and warn. */
    WARN,
    /** Build the image again. */
    REBUILD,
    /** Fail the goal. */
    FAIL,
    /** Keep the image. */
    IGNORE
}
