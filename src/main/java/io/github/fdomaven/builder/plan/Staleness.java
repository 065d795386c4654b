package io.github.fdomaven.builder.plan;

import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.RecipeNote;
import io.github.fdomaven.inspection.BaseState;
import io.github.fdomaven.inspection.Identities;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.OneLine;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Why an existing image is stale, and what the user can do about it. */
record Staleness(String reason, String advice) {

    private static final String REBUILD =
            "Rebuild it with -Dfdo.force.rebuild=true, or set <onStale>rebuild</onStale>.";

    private static final String NEW_TAG =
            "Give it another <tag>, or a <tag> with @recipe@ in it, which changes with the recipe.";

    static Staleness ofBase(String reason) {
        return new Staleness(reason, REBUILD);
    }

    /**
     * Compares the labels of an image with its definition. An image without fdo labels is fresh, unless it should be an index.
     *
     * @param missing the platforms that an index should have, but has not
     */
    static Optional<Staleness> find(
            ImageDefinition image, ImageRecord existing, List<Platform> missing, Identities identities) {
        Map<String, String> labels = existing.labels();
        Optional<String> recipe = FdoLabels.value(labels, FdoLabels.RECIPE_DIGEST);
        if (recipe.isPresent() && !image.recipe().hasDigest(recipe.get())) {
            return Optional.of(
                    new Staleness("its recipe has changed, but not its tag" + changes(image, labels), NEW_TAG));
        }
        if (recipe.isEmpty() && !missing.isEmpty()) {
            return Optional.of(new Staleness("it has no image for " + list(missing) + ", and no fdo labels", NEW_TAG));
        }
        if (recipe.isPresent() && isForOtherPlatform(image, existing.platforms())) {
            String reason = "it is an image for " + list(existing.platforms()) + ", not for "
                    + image.platform().orElseThrow();
            return Optional.of(new Staleness(reason, NEW_TAG));
        }
        return Optional.of(BaseState.of(labels, image::currentBases, identities))
                .filter(BaseState::isStale)
                .map(base -> ofBase(base.sentence()));
    }

    static String list(List<Platform> platforms) {
        return platforms.stream().map(Platform::toString).collect(Collectors.joining(", "));
    }

    private static boolean isForOtherPlatform(ImageDefinition image, List<Platform> platforms) {
        return !platforms.isEmpty()
                && image.platform()
                        .filter(wanted -> platforms.stream().noneMatch(platform -> platform.runsOn(wanted)))
                        .isPresent();
    }

    private static String changes(ImageDefinition image, Map<String, String> labels) {
        List<String> changes = FdoLabels.value(labels, FdoLabels.RECIPE)
                .map(note -> RecipeNote.changes(note, image.recipe()))
                .orElse(List.of());
        return changes.isEmpty() ? "" : " (" + OneLine.of(String.join("; ", changes)) + ")";
    }
}
