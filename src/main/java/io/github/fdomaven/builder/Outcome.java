package io.github.fdomaven.builder;

/** What became of an image. */
public enum Outcome {
    /** It was there. */
    SKIPPED,
    /** It was copied from upstream. */
    COPIED,
    /** It was built. */
    BUILT,
    /** It is not there, or not as it should be. */
    FAILED
}
