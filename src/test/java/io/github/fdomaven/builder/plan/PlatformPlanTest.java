package io.github.fdomaven.builder.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinition.Rebuild;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.definition.StaleAction;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlatformPlanTest {

    private static final String TAG = "registry.example.org/app/debian/bookworm:1";

    private final PlanFixture fixture = new PlanFixture();
    private Digest base;

    @BeforeEach
    void putBase() {
        base = fixture.putBase(ImageDefinitionBuilder.BASE.toString(), "1");
    }

    private static ImageDefinitionBuilder builder() {
        return new ImageDefinitionBuilder().reference(TAG).platforms("linux/amd64", "linux/arm64");
    }

    private void putIndex(ImageDefinition image, Map<String, String> labels, String... platforms) {
        fixture.registry()
                .putIndex(
                        image.reference(),
                        labels,
                        Stream.of(platforms).map(Platform::parse).toArray(Platform[]::new));
    }

    private void putMember(ImageDefinition image, String platform, Digest ofBase) {
        Platform parsed = Platform.parse(platform);
        Map<String, String> labels = new HashMap<>(PlanFixture.builtLabels(image, ofBase));
        fixture.registry()
                .put(
                        ImageDefinition.memberReference(image.reference(), parsed),
                        new ImageConfig(Optional.empty(), Optional.of(parsed), labels));
    }

    /** The annotations of an index, without a note with quotes. */
    private static Map<String, String> annotations(ImageDefinition image, Digest ofBase) {
        Map<String, String> labels = new HashMap<>(PlanFixture.builtLabels(image, ofBase));
        labels.remove("fdo.recipe");
        return labels;
    }

    private static List<String> members(Action action) {
        return ((Action.Join) action)
                .members().stream()
                        .map(member ->
                                member.image().name() + " " + member.image().reference() + ": "
                                        + member.action().verb() + ", "
                                        + member.action().reason())
                        .toList();
    }

    @Test
    void buildsAllPlatformsOfANewTag() {
        Action action = fixture.decide(builder().build());

        assertThat(action.reason()).isEqualTo("the tag does not exist");
        assertThat(action.verb()).isEqualTo("build");
        assertThat(members(action))
                .containsExactly(
                        "base linux/amd64 " + TAG + "-amd64: build, the tag does not exist",
                        "base linux/arm64 " + TAG + "-arm64: build, the tag does not exist");
        assertThat(fixture.builds()).isEqualTo(1);
    }

    @Test
    void joinsTheImagesOfACompleteIndexAgain() {
        ImageDefinition image = builder().build().forced(new Rebuild("a rebuild is forced", Optional.empty()));
        ImageDefinition single = new ImageDefinitionBuilder()
                .name("single")
                .reference("registry.example.org/app/single:1")
                .build();
        putIndex(image, annotations(image, base), "linux/arm64", "linux/amd64");
        putMember(image, "linux/amd64", base);
        putMember(image, "linux/arm64", base);

        List<PlannedImage> plan = fixture.planner().planJoins(List.of(image, single));

        assertThat(plan.get(0).image()).isEqualTo(image);
        assertThat(plan.get(0).action().reason()).isEqualTo("its images are joined");
        assertThat(members(plan.get(0).action()))
                .containsExactly(
                        "base linux/amd64 " + TAG + "-amd64: skip, the tag exists",
                        "base linux/arm64 " + TAG + "-arm64: skip, the tag exists");
        assertThat(plan.get(1).action()).isInstanceOf(Action.Build.class);
    }

    @Test
    void skipsACompleteIndexWithOneRequest() {
        ImageDefinition image = builder().build();
        putIndex(image, annotations(image, base), "linux/arm64", "linux/amd64", "linux/s390x");

        assertThat(fixture.decide(image)).isInstanceOf(Action.Skip.class);
        assertThat(fixture.registry().requests())
                .containsExactly("manifest " + TAG, "digest " + ImageDefinitionBuilder.BASE);
    }

    @Test
    void buildsOnlyTheMissingPlatform() {
        ImageDefinition image = builder().build();
        putIndex(image, annotations(image, base), "linux/amd64");
        putMember(image, "linux/amd64", base);

        Action action = fixture.decide(image);

        assertThat(action.reason()).isEqualTo("it has no image for linux/arm64");
        assertThat(members(action))
                .containsExactly(
                        "base linux/amd64 " + TAG + "-amd64: skip, the tag exists",
                        "base linux/arm64 " + TAG + "-arm64: build, the tag does not exist");
    }

    @Test
    void buildsOnlyTheStalePlatform() {
        ImageDefinition image = builder().build();
        putMember(image, "linux/amd64", base);
        putMember(image, "linux/arm64", Digest.sha256(new byte[] {1}));

        assertThat(members(fixture.decide(image)))
                .element(0)
                .asString()
                .isEqualTo("base linux/amd64 " + TAG + "-amd64: skip, the tag exists");
        assertThat(members(fixture.decide(image)))
                .element(1)
                .asString()
                .startsWith("base linux/arm64 " + TAG + "-arm64: build, its base image " + ImageDefinitionBuilder.BASE);
    }

    @Test
    void joinsImagesThatExistWithoutAnEngine() {
        ImageDefinition image = builder().build();
        putMember(image, "linux/amd64", base);
        putMember(image, "linux/arm64", base);

        assertThat(fixture.decide(image).verb()).isEqualTo("join");
        assertThat(fixture.builds()).isZero();
    }

    @Test
    void keepsAnIndexOfAnotherRecipeWithAWarning() {
        ImageDefinition image = builder().build();
        putIndex(image, Map.of("fdo.recipe_digest", "sha256:" + "0".repeat(64)), "linux/amd64");

        Action action = fixture.decide(image);

        assertThat(action).isInstanceOf(Action.Skip.class);
        assertThat(action.warning().orElseThrow()).startsWith("it is stale: its recipe has changed, but not its tag");
    }

    @Test
    void keepsAnImageWithoutLabelsWithAWarning() {
        ImageDefinition image = builder().build();
        fixture.put(TAG, Map.of());

        Action action = fixture.decide(image);

        assertThat(action).isInstanceOf(Action.Skip.class);
        assertThat(action.warning().orElseThrow())
                .startsWith("it is stale: it has no image for linux/amd64, linux/arm64, and no fdo labels.");
    }

    @Test
    void buildsAllPlatformsOfAnIndexOfAnotherRecipeIfThisIsWanted() {
        ImageDefinition image = builder().onStale(StaleAction.REBUILD).build();
        putIndex(image, Map.of("fdo.recipe_digest", "sha256:" + "0".repeat(64)), "linux/amd64", "linux/arm64");

        assertThat(members(fixture.decide(image))).hasSize(2).allMatch(member -> member.contains(": build, "));
    }

    @Test
    void forcesAllPlatforms() {
        ImageDefinition image = builder().forced().build();
        putMember(image, "linux/amd64", base);

        assertThat(members(fixture.decide(image))).hasSize(2).allMatch(member -> member.contains(": build, a rebuild"));
    }

    @Test
    void copiesACompleteIndexFromUpstream() {
        ImageDefinition image = builder().upstreams("up/one").build();
        fixture.registry()
                .putIndex(
                        Reference.parse("registry.example.org/up/one/debian/bookworm:1"),
                        Map.of(),
                        Platform.parse("linux/amd64"),
                        Platform.parse("linux/arm64"));

        assertThat(fixture.decide(image)).isInstanceOf(Action.Copy.class);
    }

    @Test
    void buildsWhatAnIndexUpstreamLacks() {
        ImageDefinition image = builder().upstreams("up/one").build();
        fixture.registry()
                .putIndex(
                        Reference.parse("registry.example.org/up/one/debian/bookworm:1"),
                        Map.of(),
                        Platform.parse("linux/amd64"));
        fixture.put("registry.example.org/up/one/debian/bookworm:1-amd64", Map.of());

        assertThat(members(fixture.decide(image)))
                .containsExactly(
                        "base linux/amd64 " + TAG
                                + "-amd64: copy, registry.example.org/up/one/debian/bookworm:1-amd64 exists",
                        "base linux/arm64 " + TAG
                                + "-arm64: build, the tag exists neither in the project nor upstream");
    }

    @Test
    void buildsAChildFromTheImageOfEachPlatform() {
        ImageDefinition parent = builder().build();
        ImageDefinition child = new ImageDefinitionBuilder()
                .name("child")
                .reference("registry.example.org/app/child:1")
                .platforms("linux/arm64")
                .parent(parent)
                .build();

        ImageDefinition member = child.members().get(0);

        assertThat(member.parent().orElseThrow().reference()).hasToString(TAG + "-arm64");
        assertThat(members(fixture.decide(parent, child)))
                .containsExactly(
                        "child linux/arm64 registry.example.org/app/child:1-arm64: build, the tag does not exist");
    }

    @Test
    void blocksAChildWhoseBaseImageHasNoImageForAPlatform() {
        fixture.registry().remove(ImageDefinitionBuilder.BASE);
        fixture.checkingAllBases();
        ImageDefinition parent = builder().build();
        ImageDefinition child = new ImageDefinitionBuilder()
                .name("child")
                .reference("registry.example.org/app/child:1")
                .platforms("linux/arm64")
                .parent(parent)
                .build();

        List<PlannedImage> plan = fixture.plan(parent, child);

        assertThat(plan.get(0).action().verb()).isEqualTo("no-base");
        assertThat(plan.get(1).action()).isEqualTo(new Action.Blocked("base", true));
    }
}
