package io.github.fdomaven.builder;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.definition.StaleAction;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.EnvironmentException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StalenessTest {

    private static final String BASE = ImageDefinitionBuilder.BASE.toString();
    private static final String RECIPE_CHANGED = "its recipe has changed, but not its tag";
    private static final String NEW_TAG = "Give it another <tag>, or one with @recipe@ in it, which changes by itself.";
    private static final String BASE_CHANGED =
            "its base " + BASE + " was " + Kept.THEN + " when it was built, and is " + Kept.NOW + " now";
    private static final String REBUILD =
            "Build it anew by -Dfdo.force.rebuild=true, or have that done by itself: <onStale>rebuild</onStale>.";

    private final Kept kept = new Kept().baseNow(BASE, Kept.THEN);

    private static ImageDefinition request(StaleAction action) {
        return new ImageDefinitionBuilder().packages("curl git").onStale(action).build();
    }

    private static ImageDefinition before() {
        return new ImageDefinitionBuilder().packages("curl wget").build();
    }

    private static Action.Skip skip(ImageRecord image) {
        return new Action.Skip(image, "the tag exists", Optional.empty());
    }

    private void assertStale(StaleAction action, ImageRecord image, String what, String advice) {
        Action expected =
                switch (action) {
                    case WARN ->
                        new Action.Skip(image, "the tag exists", Optional.of("it is stale: " + what + ". " + advice));
                    case REBUILD -> new Action.Build(what);
                    case FAIL -> new Action.Fail(image, what, advice);
                    case IGNORE -> skip(image);
                };
        assertThat(kept.decide(request(action))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void anImageOfTheSameRecipeAndTheSameBaseIsFresh(StaleAction action) {
        ImageRecord image = kept.built(request(action));

        assertThat(kept.decide(request(action))).isEqualTo(skip(image));
    }

    @ParameterizedTest
    @EnumSource
    void anImageWithoutLabelsIsFresh(StaleAction action) {
        ImageRecord image = kept.labelled(request(action), Map.of("fdo.pipeline_id", "1", "fdo.recipe_digest", " "));

        assertThat(kept.decide(request(action))).isEqualTo(skip(image));
        assertThat(kept.asked()).noneMatch(question -> question.startsWith("digest"));
    }

    @ParameterizedTest
    @EnumSource
    void anotherRecipeIsStaleAndSaysWhatHasChanged(StaleAction action) {
        ImageRecord image = kept.built(request(action), before());

        assertStale(action, image, RECIPE_CHANGED + " (packages +git -wget)", NEW_TAG);
    }

    @Test
    void severalChangesAreAllSaid() {
        ImageRecord image = kept.built(
                request(StaleAction.WARN),
                new ImageDefinitionBuilder().user("me").build());

        assertStale(StaleAction.WARN, image, RECIPE_CHANGED + " (packages +curl +git; user me → none)", NEW_TAG);
    }

    @Test
    void whatHasChangedIsLeftOutWhereTheImageDoesNotSayWhatItWas() {
        ImageRecord image = kept.labelled(
                request(StaleAction.FAIL), Map.of("fdo.recipe_digest", Kept.THEN.toString(), "fdo.recipe", "{"));

        assertStale(StaleAction.FAIL, image, RECIPE_CHANGED, NEW_TAG);
    }

    @ParameterizedTest
    @EnumSource
    void anotherBaseIsStaleAndSaysBothDigests(StaleAction action) {
        kept.baseNow(BASE, Kept.NOW);
        ImageRecord image = kept.built(request(action));

        assertStale(action, image, BASE_CHANGED, REBUILD);
    }

    @Test
    void ofBothTheRecipeIsSaidAndTheBaseNotAskedFor() {
        kept.baseNow(BASE, Kept.NOW);
        ImageRecord image = kept.built(request(StaleAction.WARN), before());

        assertStale(StaleAction.WARN, image, RECIPE_CHANGED + " (packages +git -wget)", NEW_TAG);
        assertThat(kept.asked()).noneMatch(question -> question.startsWith("digest"));
    }

    @ParameterizedTest
    @EnumSource
    void anImageWhoseBaseIsGoneIsFresh(StaleAction action) {
        ImageRecord image = new Kept().built(request(action));
        Planner planner = new Planner(reference -> Optional.of(image), reference -> Optional.empty(), true);

        assertThat(planner.plan(List.of(request(action))))
                .containsExactly(new PlannedImage(request(action), skip(image)));
    }

    private Planner unreachable(EnvironmentException failure) {
        return new Planner(
                kept::image,
                reference -> {
                    throw failure;
                },
                true);
    }

    @Test
    void whereAWarningWouldDoABaseThatCannotBeAskedForIsOneToo() {
        ImageDefinition request = request(StaleAction.WARN);
        ImageRecord image = kept.built(request);

        assertThat(unreachable(new EnvironmentException("503")).plan(List.of(request)))
                .containsExactly(new PlannedImage(
                        request,
                        new Action.Skip(
                                image,
                                "the tag exists",
                                Optional.of("it is not known whether its base has changed: 503"))));
    }

    @ParameterizedTest
    @EnumSource(names = {"REBUILD", "FAIL"})
    void elsewhereABaseThatCannotBeAskedForIsAFailure(StaleAction action) {
        EnvironmentException failure = new EnvironmentException("503");
        kept.built(request(action));

        assertThat(unreachable(failure).plan(List.of(request(action))))
                .extracting(PlannedImage::decision)
                .containsExactly(new Action.Unknown(failure));
    }

    @Test
    void aRecipeThatHasChangedIsEnoughWhereTheBaseCannotBeAskedFor() {
        ImageDefinition request = request(StaleAction.REBUILD);
        kept.built(request, before());

        assertThat(unreachable(new EnvironmentException("503")).plan(List.of(request)))
                .extracting(PlannedImage::decision)
                .containsExactly(new Action.Build(RECIPE_CHANGED + " (packages +git -wget)"));
    }

    @Test
    void whoIgnoresStalenessAsksForNoBase() {
        ImageDefinition request = request(StaleAction.IGNORE);
        ImageRecord image = kept.built(request, before());

        assertThat(kept.decide(request)).isEqualTo(skip(image));
        assertThat(kept.asked()).containsExactly("image " + request.reference());
    }

    @Test
    void labelsThatAreNoneAreNoReason() {
        Map<String, String> labels = new HashMap<>();
        labels.put("fdo.base_image", "no reference");
        labels.put("fdo.base_digest", Kept.THEN.toString());
        ImageRecord image = kept.labelled(request(StaleAction.FAIL), labels);

        assertThat(kept.decide(request(StaleAction.FAIL))).isEqualTo(skip(image));
        assertThat(kept.asked())
                .containsExactly("image " + Reference.parse("registry.example.org/app/debian/bookworm:1"));
    }
}
