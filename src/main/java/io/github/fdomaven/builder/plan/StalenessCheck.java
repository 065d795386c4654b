package io.github.fdomaven.builder.plan;

import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.RecipeNote;
import io.github.fdomaven.inspection.BaseCheck;
import io.github.fdomaven.inspection.BaseState;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.OneLine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Compares the labels of images that exist with their definitions. An image without fdo labels is fresh. */
final class StalenessCheck {

    static final String REBUILD = "Rebuild it with -Dfdo.force.rebuild=true, or set <onStale>rebuild</onStale>.";

    private static final String NEW_TAG =
            "Give it another <tag>, or a <tag> with @recipe@ in it, which changes with the recipe.";

    private final BaseCheck bases;

    /** Whether an image that exists would be another image if it were built now. */
    sealed interface Staleness {}

    /** The image would be the same, or its labels do not say how it was built. */
    record Fresh() implements Staleness {}

    /** The image would be another one, with the reason and advice for the user. */
    record Stale(String reason, String advice) implements Staleness {}

    /** A lookup failed. */
    record Unknown(FdoException problem) implements Staleness {}

    /**
     * Creates a check.
     *
     * @param identities returns what identifies a base image now
     */
    StalenessCheck(Function<Reference, Optional<Digest>> identities) {
        this.bases = new BaseCheck(identities);
    }

    /**
     * Returns whether an image is stale.
     *
     * @throws FdoException if its labels cannot be read
     */
    Staleness of(ImageDefinition image, ImageRecord existing) {
        Map<String, String> labels = existing.labels();
        Optional<String> recipe = FdoLabels.value(labels, FdoLabels.RECIPE_DIGEST);
        if (recipe.isPresent() && !recipe.get().equals(image.recipe().digest().toString())) {
            return new Stale("its recipe has changed, but not its tag" + changes(image, labels), NEW_TAG);
        }
        if (recipe.isPresent() && isForOtherPlatform(image, existing.platforms())) {
            return new Stale(
                    "it is an image for " + join(existing.platforms()) + ", not for "
                            + image.platform().orElseThrow(),
                    NEW_TAG);
        }
        try {
            BaseState base = bases.check(labels);
            return base.isStale() ? new Stale(base.sentence(), REBUILD) : new Fresh();
        } catch (FdoException e) {
            return new Unknown(e);
        }
    }

    private static boolean isForOtherPlatform(ImageDefinition image, List<Platform> platforms) {
        return !platforms.isEmpty()
                && image.platform()
                        .filter(wanted -> platforms.stream().noneMatch(platform -> platform.runsOn(wanted)))
                        .isPresent();
    }

    private static String join(List<Platform> platforms) {
        return platforms.stream().map(Platform::toString).collect(Collectors.joining(", "));
    }

    private static String changes(ImageDefinition image, Map<String, String> labels) {
        List<String> changes = FdoLabels.value(labels, FdoLabels.RECIPE)
                .map(note -> RecipeNote.changes(note, image.recipe()))
                .orElse(List.of());
        return changes.isEmpty() ? "" : " (" + OneLine.of(String.join("; ", changes)) + ")";
    }
}
