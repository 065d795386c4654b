package io.github.fdomaven.builder.plan;

import io.github.fdomaven.support.FdoException;

/** Whether an image that exists would be another image if it were built now. */
sealed interface Staleness {

    String NEW_TAG = "Give it another <tag>, or a <tag> with @recipe@ in it, which changes with the recipe.";

    String REBUILD = "Rebuild it with -Dfdo.force.rebuild=true, or set <onStale>rebuild</onStale>.";

    /** The image would be the same, or does not say how it was built. */
    record Fresh() implements Staleness {}

    /** The image would be another one, with the reason and advice for the user. */
    record Stale(String reason, String advice) implements Staleness {}

    /** A lookup failed. */
    record Unknown(FdoException problem) implements Staleness {}
}
