package io.github.fdomaven.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinition.Rebuild;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Images whose base image does not exist, or is not the base image that has changed. */
class MissingBasesTest {

    private static final String OWN = "registry.example.org/app/fedora/32:base.0";
    private static final String OF_REGISTRY = "registry.example.org/fedora/32:base.0";
    private static final String OTHER = "other.example.org/fedora/32:base.0";

    private final PlanFixture fixture = new PlanFixture();

    private static ImageDefinition image(String base) {
        return new ImageDefinitionBuilder().base(base).build();
    }

    private static Action.NoBase noBase(String advice, String... references) {
        return new Action.NoBase(
                List.of(references).stream().map(Reference::parse).toList(), advice);
    }

    private static ImageDefinition named(String name, ImageDefinition parent) {
        return new ImageDefinitionBuilder()
                .name(name)
                .reference("registry.example.org/app/" + name + ":1")
                .parent(parent)
                .build();
    }

    @Test
    void looksForABaseImageWithoutAHostInTheProjectAndInTheRegistry() {
        Action action = fixture.decide(image("fedora/32:base.0"));

        assertThat(action)
                .isEqualTo(noBase(
                        "For an image of another registry, write its host too, as in docker.io/library/debian:bookworm.",
                        OWN,
                        OF_REGISTRY));
        assertThat(action.reason())
                .isEqualTo("its base image does not exist: there is no " + OWN + " and no " + OF_REGISTRY);
    }

    @Test
    void proposesAHostForABaseImageWithoutOneIfThereIsNoRegistry() {
        ImageDefinition image =
                new ImageDefinitionBuilder().local().base("debian:bookworm").build();

        assertThat(fixture.withoutPush().decide(image))
                .isEqualTo(noBase(
                        "For an image of another registry, write its host too, as in docker.io/library/debian:bookworm.",
                        "localhost/app/debian:bookworm"));
    }

    @Test
    void explainsThatABaseImageOnLocalhostIsAnImageOfTheEngine() {
        ImageDefinition image =
                new ImageDefinitionBuilder().local().base("localhost/tool:1").build();

        assertThat(fixture.withoutPush().decide(image))
                .isEqualTo(noBase(
                        "An image on the host localhost is an image of the engine: build it there first, or check its"
                                + " name and its tag in <baseImage>.",
                        "localhost/tool:1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {OWN, OF_REGISTRY})
    void findsABaseImageWithoutAHostInBothPlaces(String existing) {
        fixture.put(existing, Map.of());

        assertThat(fixture.decide(image("fedora/32:base.0"))).isInstanceOf(Action.Build.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {OWN, OF_REGISTRY})
    void looksForABaseImageOfTheRegistry(String base) {
        assertThat(fixture.decide(image(base))).isEqualTo(noBase("Check its name and its tag in <baseImage>.", base));

        fixture.put(base, Map.of());

        assertThat(fixture.decide(image(base))).isInstanceOf(Action.Build.class);
    }

    @Test
    void leavesABaseImageOfAnotherRegistryToTheEngine() {
        assertThat(fixture.decide(image(OTHER))).isInstanceOf(Action.Build.class);
        assertThat(fixture.lookups()).noneMatch(lookup -> lookup.contains("other.example.org"));
    }

    @Test
    void looksForABaseImageOfAnotherRegistryIfAllAreChecked() {
        fixture.checkingAllBases();

        assertThat(fixture.decide(image(OTHER))).isEqualTo(noBase("Check its name and its tag in <baseImage>.", OTHER));
    }

    @Test
    void buildsAnImageWhoseBaseImageCannotBeLookedUp() {
        fixture.registry().fail("digest " + OWN, new EnvironmentException("503"));
        assertThat(fixture.decide(image(OWN))).isInstanceOf(Action.Build.class);

        fixture.registry().fail("digest " + OWN, new FixableException("403"));
        assertThat(fixture.decide(image(OWN))).isInstanceOf(Action.Build.class);
    }

    @Test
    void planDoesNotKnowTheActionIfTheBaseImageCannotBeLookedUp() {
        EnvironmentException silence = new EnvironmentException("no answer");
        fixture.checkingAllBases();
        fixture.registry().fail("digest " + OTHER, silence);
        ImageDefinition base = image(OTHER);

        assertThat(fixture.plan(base, named("child", base)))
                .extracting(planned -> planned.action())
                .containsExactly(new Action.Unknown(silence), new Action.Blocked(base.name(), false));
    }

    @Test
    void theEngineMayHaveAnImageOfTheProjectThatIsNotPushed() {
        fixture.withoutPush();

        assertThat(fixture.decide(image("fedora/32:base.0"))).isInstanceOf(Action.Build.class);
        assertThat(fixture.decide(image(OWN))).isInstanceOf(Action.Build.class);
        assertThat(fixture.decide(image(OF_REGISTRY))).isInstanceOf(Action.NoBase.class);
    }

    @Test
    void doesNotLookForTheBaseImageOfAnImageThatExists() {
        ImageDefinition image = image(OWN);
        fixture.put(image, Map.of());

        assertThat(fixture.decide(image)).isInstanceOf(Action.Skip.class);
        assertThat(fixture.lookups()).containsExactly("manifest " + image.reference());
    }

    @Test
    void namesTheImageThatIsNotPartOfThePlan() {
        ImageDefinition base = new ImageDefinitionBuilder().name("base").build();

        assertThat(fixture.decide(named("child", base)))
                .isEqualTo(noBase(
                        "Build the image 'base' first, or add it to <only> (-Dfdo.only).",
                        base.reference().toString()));
    }

    @Test
    void blocksTheImagesThatAreBuiltFromTheImage() {
        ImageDefinition base = image(OWN);
        ImageDefinition child = named("child", base);
        ImageDefinition grandchild = named("grandchild", child);
        ImageDefinition other = named("other", base);
        fixture.put(other, Map.of());

        assertThat(fixture.plan(base, child, grandchild, other))
                .extracting(planned -> planned.action().verb())
                .containsExactly("no-base", "fail", "fail", "skip");
    }

    private ImageDefinition rebuilt(String base, String changed) {
        return image(base).forced(new Rebuild("its base image has changed", Optional.of(Reference.parse(changed))));
    }

    @ParameterizedTest
    @ValueSource(strings = {OWN, "fedora/32:base.0"})
    void rebuildsFromTheBaseImageThatHasChanged(String base) {
        fixture.put(OWN, Map.of());

        assertThat(fixture.decide(rebuilt(base, OWN))).isEqualTo(new Action.Build("its base image has changed", false));
    }

    @Test
    void refusesToRebuildFromAnotherBaseImageThanTheOneThatHasChanged() {
        String plain = ImageDefinitionBuilder.BASE.toString();

        assertThat(fixture.decide(rebuilt(plain, OWN)))
                .isEqualTo(new Action.Fail(
                        image(plain).reference(),
                        "its base image " + OWN + " has changed, but the settings name the base image " + plain,
                        "Set <baseImage> (-Dfdo.base.image, FDO_BASE_IMAGE) to " + OWN
                                + " in this run too, or rebuild the image from " + plain
                                + " with -Dfdo.force.rebuild=true."));
    }
}
