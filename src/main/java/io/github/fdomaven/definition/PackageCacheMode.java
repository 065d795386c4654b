package io.github.fdomaven.definition;

/** How long a cache of a package manager exists. */
public enum PackageCacheMode {
    /** Until the run ends. */
    RUN,
    /** Until a user removes it. */
    KEEP,
    /** There is no cache. */
    NONE
}
