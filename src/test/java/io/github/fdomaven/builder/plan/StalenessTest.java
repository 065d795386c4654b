package io.github.fdomaven.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.definition.BaseReference;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.definition.StaleAction;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.EnvironmentException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StalenessTest {

    private static final String BASE = ImageDefinitionBuilder.BASE.toString();
    private static final String RECIPE_CHANGED = "its recipe has changed, but not its tag";
    private static final Platform AMD64 = Platform.parse("linux/amd64");

    private final PlanFixture fixture = new PlanFixture();
    private Digest then;

    @BeforeEach
    void putBase() {
        then = fixture.putBase(BASE, "then");
    }

    private static ImageDefinition image(StaleAction onStale) {
        return new ImageDefinitionBuilder()
                .packages("curl git")
                .onStale(onStale)
                .build();
    }

    private static ImageDefinition before() {
        return new ImageDefinitionBuilder().packages("curl wget").build();
    }

    private ImageRecord putBefore() {
        return fixture.putBuilt(before(), then);
    }

    private void assertStale(StaleAction onStale, ImageRecord existing, String reason, String advice) {
        Action expected =
                switch (onStale) {
                    case WARN -> PlanFixture.skipWithWarning(existing, PlanFixture.stale(reason, advice));
                    case REBUILD -> new Action.Build(reason, false);
                    case FAIL -> new Action.Fail(existing.reference(), reason, advice);
                    case IGNORE -> PlanFixture.skip(existing);
                };
        assertThat(fixture.decide(image(onStale))).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource
    void isFreshIfRecipeAndBaseImageAreTheSame(StaleAction onStale) {
        ImageRecord existing = fixture.putBuilt(image(onStale), then);

        assertThat(fixture.decide(image(onStale))).isEqualTo(PlanFixture.skip(existing));
    }

    @ParameterizedTest
    @EnumSource
    void isFreshWithoutLabels(StaleAction onStale) {
        ImageRecord existing = fixture.put(image(onStale), Map.of("fdo.pipeline_id", "1", "fdo.recipe_digest", " "));

        assertThat(fixture.decide(image(onStale))).isEqualTo(PlanFixture.skip(existing));
        assertThat(fixture.lookups()).noneMatch(request -> request.startsWith("digest"));
    }

    /** A fork copies images of its upstream project, whose labels name the base image of that project. */
    @Test
    void comparesTheBaseImageOfTheForkIfTheForkHasOne() {
        String upstreamBase = "registry.example.org/upstream/debian:base";
        String ownBase = "registry.example.org/app/debian:base";
        BaseReference base = new BaseReference(
                "debian:base",
                List.of(ImageDefinitionBuilder.PROJECT, Repository.parse("registry.example.org/upstream")));
        ImageDefinition image = new ImageDefinitionBuilder()
                .base(base)
                .onStale(StaleAction.FAIL)
                .build();
        Map<String, String> labels = new HashMap<>(PlanFixture.builtLabels(image, then));
        labels.put("fdo.base_image", upstreamBase);
        ImageRecord existing = fixture.put(image, labels);

        fixture.putBase(upstreamBase, "now");
        assertThat(fixture.decide(image)).isInstanceOf(Action.Fail.class);
        fixture.putBase(ownBase, "then");
        assertThat(fixture.decide(image)).isEqualTo(PlanFixture.skip(existing));
        Digest now = fixture.putBase(ownBase, "rebuilt");
        assertThat(fixture.decide(image))
                .isEqualTo(new Action.Fail(
                        existing.reference(),
                        "its base image " + ownBase + " had the digest " + then + " when the image was built, and has "
                                + now + " now",
                        PlanFixture.REBUILD));
    }

    @Test
    void isFreshIfTheBaseImageOfTheProjectIsOnlyWrittenInAnotherWay() {
        Map<String, String> labels = PlanFixture.builtLabels(
                new ImageDefinitionBuilder()
                        .base("registry.example.org/upstream/debian:base")
                        .build(),
                then);
        BaseReference base = new BaseReference(
                "registry.example.org/app/debian:base",
                List.of(ImageDefinitionBuilder.PROJECT, Repository.parse("registry.example.org/upstream")));
        ImageDefinition image = new ImageDefinitionBuilder()
                .base(base)
                .onStale(StaleAction.FAIL)
                .build();

        ImageRecord existing = fixture.put(image, labels);

        assertThat(fixture.decide(image)).isEqualTo(PlanFixture.skip(existing));
    }

    @ParameterizedTest
    @EnumSource
    void isStaleIfTheRecipeHasChanged(StaleAction onStale) {
        assertStale(onStale, putBefore(), RECIPE_CHANGED + " (packages +git -wget)", PlanFixture.NEW_TAG);
    }

    @Test
    void namesAllChangesOfTheRecipe() {
        ImageRecord existing =
                fixture.putBuilt(new ImageDefinitionBuilder().user("me").build(), then);

        assertStale(
                StaleAction.WARN,
                existing,
                RECIPE_CHANGED + " (packages +curl +git; user me → none)",
                PlanFixture.NEW_TAG);
    }

    @Test
    void namesNoChangesIfTheRecipeLabelIsInvalid() {
        ImageRecord existing =
                fixture.put(image(StaleAction.FAIL), Map.of("fdo.recipe_digest", then.toString(), "fdo.recipe", "{"));

        assertStale(StaleAction.FAIL, existing, RECIPE_CHANGED, PlanFixture.NEW_TAG);
    }

    @ParameterizedTest
    @EnumSource
    void isStaleIfTheBaseImageHasChanged(StaleAction onStale) {
        ImageRecord existing = fixture.putBuilt(image(onStale), then);
        Digest now = fixture.putBase(BASE, "now");

        assertStale(
                onStale,
                existing,
                "its base image " + BASE + " had the digest " + then + " when the image was built, and has " + now
                        + " now",
                PlanFixture.REBUILD);
    }

    @Test
    void doesNotLookUpTheBaseImageIfTheRecipeHasChanged() {
        putBefore();

        fixture.decide(image(StaleAction.WARN));

        assertThat(fixture.lookups()).noneMatch(request -> request.startsWith("digest"));
    }

    @ParameterizedTest
    @EnumSource
    void isFreshIfTheBaseImageNoLongerExists(StaleAction onStale) {
        ImageRecord existing = fixture.putBuilt(image(onStale), then);
        fixture.registry().remove(ImageDefinitionBuilder.BASE);

        assertThat(fixture.decide(image(onStale))).isEqualTo(PlanFixture.skip(existing));
    }

    @Test
    void warnsIfTheBaseImageCannotBeLookedUp() {
        ImageRecord existing = fixture.putBuilt(image(StaleAction.WARN), then);
        fixture.registry().fail("digest " + BASE, new EnvironmentException("503"));

        assertThat(fixture.decide(image(StaleAction.WARN)))
                .isEqualTo(PlanFixture.skipWithWarning(existing, "it is not known whether the image is stale. 503"));
    }

    @ParameterizedTest
    @EnumSource(names = {"REBUILD", "FAIL"})
    void failsIfTheBaseImageCannotBeLookedUpAndStaleImagesAreNotUsed(StaleAction onStale) {
        EnvironmentException failure = new EnvironmentException("503");
        fixture.putBuilt(image(onStale), then);
        fixture.registry().fail("digest " + BASE, failure);

        assertThat(fixture.decide(image(onStale))).isEqualTo(new Action.Unknown(failure));
    }

    @Test
    void looksUpNoBaseImageIfStalenessIsIgnored() {
        ImageDefinition image = image(StaleAction.IGNORE);
        ImageRecord existing = putBefore();

        assertThat(fixture.decide(image)).isEqualTo(PlanFixture.skip(existing));
        assertThat(fixture.lookups()).containsExactly("manifest " + image.reference());
    }

    @Test
    void ignoresLabelsThatAreInvalid() {
        ImageRecord existing = fixture.put(
                image(StaleAction.FAIL), Map.of("fdo.base_image", "no reference", "fdo.base_digest", then.toString()));

        assertThat(fixture.decide(image(StaleAction.FAIL))).isEqualTo(PlanFixture.skip(existing));
    }

    @Test
    void isStaleIfTheImageIsForAnotherPlatform() {
        ImageDefinition image = new ImageDefinitionBuilder()
                .platform("linux/arm64")
                .onStale(StaleAction.REBUILD)
                .build();
        fixture.registry()
                .put(
                        image.reference(),
                        new ImageConfig(Optional.empty(), Optional.of(AMD64), PlanFixture.builtLabels(image, then)));

        assertThat(fixture.decide(image))
                .isEqualTo(new Action.Build("it is an image for linux/amd64, not for linux/arm64", false));
    }

    @Test
    void comparesTheAnnotationsOfAnIndex() {
        ImageDefinition image = image(StaleAction.REBUILD);
        fixture.registry().putIndex(image.reference(), Map.of("fdo.recipe_digest", then.toString()), AMD64);

        assertThat(fixture.decide(image)).isEqualTo(new Action.Build(RECIPE_CHANGED, false));
        assertThat(fixture.registry().requests()).containsExactly("manifest " + image.reference());
    }

    @Test
    void comparesTheLabelsOfTheImageOfAnIndex() {
        ImageDefinition image = image(StaleAction.REBUILD);
        Manifest member = fixture.registry().put(image.reference(), Map.of("fdo.recipe_digest", then.toString()));
        fixture.registry().putIndex(image.reference(), member);

        assertThat(fixture.decide(image)).isEqualTo(new Action.Build(RECIPE_CHANGED, false));
        assertThat(fixture.registry().requests()).hasSize(3);
    }

    @Test
    void doesNotReadAnIndexIfStalenessIsIgnored() {
        ImageDefinition image = image(StaleAction.IGNORE);
        fixture.registry().putIndex(image.reference(), Map.of(), AMD64);

        assertThat(fixture.decide(image)).isInstanceOf(Action.Skip.class);
        assertThat(fixture.registry().requests()).containsExactly("manifest " + image.reference());
    }

    @Test
    void warnsIfAnIndexCannotBeRead() {
        ImageDefinition image = image(StaleAction.WARN);
        fixture.registry().putIndex(image.reference());

        assertThat(fixture.decide(image).warning())
                .hasValueSatisfying(warning -> assertThat(warning)
                        .startsWith("it is not known whether the image is stale. ")
                        .contains(image.reference().toString()));
    }
}
