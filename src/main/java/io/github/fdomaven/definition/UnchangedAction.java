package io.github.fdomaven.definition;

/** What to do with a rebuilt image that is the same as the image that its tag has. */
public enum UnchangedAction {
    /** Push the rebuilt image. */
    PUSH,
    /** Keep the image that the tag has. */
    KEEP
}
