package io.github.fdomaven.builder.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.fixture.PackageLists;
import io.github.fdomaven.oci.Descriptor;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.IndexManifest;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.FixableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IndexJoinerTest {

    private static final String TAG = "registry.example.org/app/debian/bookworm:1";

    private final ExecutionFixture fixture = new ExecutionFixture();
    private final ImageDefinition image = image("linux/amd64", "linux/arm64");

    private static ImageDefinition image(String... platforms) {
        return new ImageDefinitionBuilder()
                .reference(TAG)
                .platforms(platforms)
                .labels(Map.of("team", "one"))
                .build();
    }

    private static Map<String, String> labels(ImageDefinition image) {
        return Map.of(
                "fdo.recipe_digest",
                image.recipe().digest().toString(),
                "fdo.base_image",
                ImageDefinitionBuilder.BASE.toString(),
                "fdo.base_digest",
                ExecutionFixture.BASE_DIGEST.toString());
    }

    private Digest put(String platform, Map<String, String> labels) {
        Platform parsed = Platform.parse(platform);
        return fixture.registry()
                .put(
                        ImageDefinition.memberReference(image.reference(), parsed),
                        new ImageConfig(Optional.empty(), Optional.of(parsed), labels))
                .digest();
    }

    private ImageRecord join(ImageDefinition joined) {
        return new IndexJoiner(fixture.store(joined), fixture.registry(), fixture.settings(), fixture.log())
                .join(joined, new Action.Join("a reason", true, Optional.empty(), List.of()));
    }

    private static List<String> platforms(ImageRecord index) {
        return index.platforms().stream().map(Platform::toString).toList();
    }

    private static List<Digest> digests(ImageRecord index) {
        return ((IndexManifest) index.manifest().orElseThrow())
                .manifests().stream().map(Descriptor::digest).toList();
    }

    @Test
    void joinsTheImagesOfAllPlatforms() {
        Digest amd64 = put("linux/amd64", labels(image));
        Digest arm64 = put("linux/arm64", labels(image));

        ImageRecord index = join(image);

        assertThat(index.manifest().orElseThrow().mediaType()).isEqualTo(MediaTypes.OCI_INDEX);
        assertThat(platforms(index)).containsExactly("linux/amd64", "linux/arm64");
        assertThat(digests(index)).containsExactly(amd64, arm64);
    }

    @Test
    void hasTheLabelsOfTheBuildAsAnnotations() {
        Map<String, String> labels = new HashMap<>(labels(image));
        labels.put("of.base", "x");
        labels.put("fdo.pipeline_id", "1");
        labels.putAll(PackageLists.labels(PackageLists.DEBIAN));
        put("linux/amd64", labels);
        labels.put("fdo.pipeline_id", "2");
        labels.put("of.arm", "y");
        put("linux/arm64", labels);

        assertThat(join(image).labels())
                .containsEntry("fdo.pipeline_id", "4711")
                .containsEntry("fdo.recipe_digest", image.recipe().digest().toString())
                .containsEntry("fdo.base_image", ImageDefinitionBuilder.BASE.toString())
                .containsEntry("fdo.base_digest", ExecutionFixture.BASE_DIGEST.toString())
                .containsEntry("of.base", "x")
                .containsEntry("team", "one")
                .doesNotContainKey("of.arm")
                // The packages of the platforms differ, even if their lists are the same now.
                .doesNotContainKeys("fdo.packages", "fdo.packages_digest");
    }

    /** Anybody can push an image with such labels. */
    @Test
    void joinsImagesWhoseLabelsAreNotValid() {
        Map<String, String> labels = new HashMap<>(labels(image));
        labels.put("fdo.base_image", "not a reference");
        labels.put("fdo.base_digest", "not a digest");
        put("linux/amd64", labels);
        put("linux/arm64", labels);

        assertThat(join(image).labels())
                .containsEntry("fdo.base_image", ImageDefinitionBuilder.BASE.toString())
                .doesNotContainKey("fdo.base_digest");
    }

    @Test
    void keepsThePlatformThatAnotherBuildJoinsAtTheSameTime() {
        ImageDefinition other = image("linux/arm64");
        put("linux/amd64", labels(image));
        // The other build has read the images before this build pushed its own, and puts its index last.
        fixture.registry().after("putManifest " + TAG, () -> {
            put("linux/arm64", labels(image));
            fixture.registry().putIndex(image.reference(), labels(image), Platform.parse("linux/arm64"));
            join(other);
        });

        ImageRecord index = join(image("linux/amd64"));

        assertThat(platforms(index)).containsExactlyInAnyOrder("linux/amd64", "linux/arm64");
        assertThat(fixture.registry().digest(image.reference())).isEqualTo(index.digest());
    }

    @Test
    void joinsAgainIfAnImageIsPushedMeanwhile() {
        put("linux/amd64", labels(image));
        put("linux/arm64", labels(image));
        Map<String, String> newer = new HashMap<>(labels(image));
        newer.put("newer", "yes");
        Digest[] pushed = new Digest[1];
        fixture.registry().after("putManifest " + TAG, () -> pushed[0] = put("linux/arm64", newer));

        assertThat(digests(join(image))).contains(pushed[0]);
    }

    @Test
    void leavesOutAnImageOfAnotherRecipe() {
        put("linux/amd64", labels(image));
        put("linux/arm64", labels(image));
        put("linux/s390x", Map.of("fdo.recipe_digest", "sha256:" + "0".repeat(64)));
        put("linux/riscv64", Map.of());
        fixture.registry().putIndex(Reference.parse(TAG + "-386"), labels(image), Platform.parse("linux/ppc64le"));

        assertThat(platforms(join(image))).containsExactly("linux/amd64", "linux/arm64");
    }

    @Test
    void saysThatAnImageHasVanished() {
        put("linux/amd64", labels(image));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> join(image))
                .withMessage(
                        "The index needs the image " + TAG + "-arm64, which no longer exists. Run the goal again, and"
                                + " keep the images of an index as long as the index.");
    }

    @Test
    void refusesAnImageOfAnotherPlatform() {
        put("linux/amd64", labels(image));
        fixture.registry()
                .put(
                        Reference.parse(TAG + "-arm64"),
                        new ImageConfig(Optional.empty(), Optional.of(Platform.parse("linux/amd64")), labels(image)));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> join(image))
                .withMessageStartingWith(TAG + "-arm64 is an image for linux/amd64, not for linux/arm64.");
    }

    @Test
    void refusesATagThatAnotherPipelineMovedMeanwhile() {
        put("linux/amd64", labels(image));
        put("linux/arm64", labels(image));
        Digest moved = fixture.registry()
                .putIndex(
                        image.reference(),
                        Map.of("fdo.recipe_digest", "sha256:" + "0".repeat(64)),
                        Platform.parse("linux/amd64"))
                .digest();

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> join(image))
                .withMessageStartingWith("Another pipeline pushed " + moved + " to " + TAG);
        assertThat(fixture.registry().digest(image.reference())).contains(moved);
    }

    @Test
    void keepsAnImageThatOnlyTheIndexNames() {
        joinedWith("linux/s390x");
        fixture.registry().remove(Reference.parse(TAG + "-s390x"));

        assertThat(platforms(join(image))).containsExactly("linux/amd64", "linux/arm64", "linux/s390x");
    }

    @Test
    void leavesOutAnImageThatTheIndexNamesAndTheRegistryLacks() {
        Digest vanished = joinedWith("linux/s390x");
        fixture.registry().remove(Reference.parse(TAG + "-s390x"));
        fixture.registry().remove(image.reference().repository().at(vanished));

        assertThat(platforms(join(image))).containsExactly("linux/amd64", "linux/arm64");
    }

    /** Joins an index with an image for one more platform, and returns the digest of that image. */
    private Digest joinedWith(String platform) {
        put("linux/amd64", labels(image));
        put("linux/arm64", labels(image));
        Digest other = put(platform, labels(image));
        join(image);
        return other;
    }
}
