package io.github.fdomaven.builder;

import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.RecipeNote;
import io.github.fdomaven.inspection.BaseCheck;
import io.github.fdomaven.inspection.BaseState;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.OneLine;
import java.util.List;
import java.util.Optional;

/** Tells whether an image that is there would be another one if it were built now, and why. */
final class Staleness {

    private final BaseCheck bases;

    Staleness(BaseCheck bases) {
        this.bases = bases;
    }

    /**
     * What is so.
     *
     * @param reason why it is stale, if it is
     * @param doubt why that is not certain, if it is not
     */
    record Verdict(Optional<Reason> reason, Optional<FdoException> doubt) {

        static final Verdict FRESH = new Verdict(Optional.empty(), Optional.empty());

        static Verdict stale(String what, String advice) {
            return new Verdict(Optional.of(new Reason(what, advice)), Optional.empty());
        }
    }

    /** Why an image is stale, and what a user can do about it. */
    record Reason(String what, String advice) {}

    private static final String NEW_TAG = "Give it another <tag>, or one with @recipe@ in it, which changes by itself.";

    static final String REBUILD =
            "Build it anew by -Dfdo.force.rebuild=true, or have that done by itself: <onStale>rebuild</onStale>.";

    /** An image without these labels, as the CI templates make them, is not stale. */
    Verdict of(ImageDefinition request, ImageRecord found) {
        Optional<String> recipe = FdoLabels.value(found.labels(), FdoLabels.RECIPE_DIGEST);
        if (recipe.isPresent() && !recipe.get().equals(request.recipe().digest().toString())) {
            return Verdict.stale("its recipe has changed, but not its tag" + changes(request, found), NEW_TAG);
        }
        try {
            return bases.check(found.labels()) instanceof BaseState.Stale stale
                    ? Verdict.stale(stale.sentence(), REBUILD)
                    : Verdict.FRESH;
        } catch (FdoException e) {
            // Where staleness is a warning, so is this; elsewhere it is for who decides.
            return new Verdict(Optional.empty(), Optional.of(e));
        }
    }

    private static String changes(ImageDefinition request, ImageRecord found) {
        List<String> changes = FdoLabels.value(found.labels(), FdoLabels.RECIPE)
                .map(note -> RecipeNote.changes(note, request.recipe()))
                .orElse(List.of());
        return changes.isEmpty() ? "" : " (" + OneLine.of(String.join("; ", changes)) + ")";
    }
}
