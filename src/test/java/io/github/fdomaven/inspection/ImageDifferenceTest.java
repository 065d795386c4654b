package io.github.fdomaven.inspection;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.definition.Recipe;
import io.github.fdomaven.definition.RecipeNote;
import io.github.fdomaven.fixture.EngineImages;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.fixture.PackageLists;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.packages.PackageFormat;
import io.github.fdomaven.packages.PackageList;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.store.RegistryStore;
import io.github.fdomaven.support.FixableException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageDifferenceTest {

    private static final Reference BEFORE = Reference.parse("registry.example.org/app/base:1");
    private static final Reference AFTER = Reference.parse("registry.example.org/app/base:2");
    private static final Platform AMD64 = Platform.parse("linux/amd64");
    private static final Platform ARM64 = Platform.parse("linux/arm64");

    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final Inspector inspector = new Inspector(new RegistryStore(registry), image -> Optional.empty());

    private static NamedImage image(Reference reference, Platform... platform) {
        return NamedImage.unnamed(reference, Stream.of(platform).findFirst());
    }

    private ImageDifference difference(Map<String, String> before, Map<String, String> after) {
        registry.put(BEFORE, before);
        registry.put(AFTER, after);
        return inspector.compare(image(BEFORE), image(AFTER)).get(0);
    }

    private static Map<String, String> labels(String packages, Map<String, String> more) {
        Map<String, String> labels = new HashMap<>(more);
        Recipe recipe = new ImageDefinitionBuilder().packages(packages).build().recipe();
        labels.put("fdo.recipe_digest", recipe.digest().toString());
        labels.put("fdo.recipe", RecipeNote.of(recipe).orElseThrow());
        return labels;
    }

    @Test
    void findsNoDifferenceInTheSameImage() {
        Map<String, String> labels = labels("curl", PackageLists.labels(PackageLists.DEBIAN));

        ImageDifference difference = difference(labels, labels);

        assertThat(difference.packages()).contains(List.of());
        assertThat(difference.values()).isEmpty();
        assertThat(difference.recipe()).isEmpty();
        assertThat(difference.note()).isEmpty();
        assertThat(difference.summary()).isEqualTo("the same packages, size 1.0 kB");
        assertThat(difference.sharedLayers()).hasValue(1);
    }

    @Test
    void saysWhatChangedInTheRecipe() {
        ImageDifference difference = difference(labels("curl", Map.of()), labels("git", Map.of()));

        assertThat(difference.recipe()).containsExactly("packages +git -curl");
        assertThat(difference.values()).isEmpty();
        assertThat(difference.summary()).isEqualTo("packages unknown, another recipe, size 1.0 kB");
        assertThat(difference.note())
                .isEqualTo("The packages cannot be compared: " + BEFORE + " and " + AFTER
                        + " have no label fdo.packages.");
    }

    /** A long recipe has no summary. */
    @Test
    void showsTheDigestsOfRecipesWithoutASummary() {
        assertThat(difference(
                                Map.of("fdo.recipe_digest", "sha256:0123456789abcdef", "fdo.recipe", "{"),
                                Map.of("fdo.recipe_digest", "anything at all", "fdo.recipe", "{"))
                        .recipe())
                .containsExactly("digest 0123456789ab → anything at ");
    }

    @Test
    void findsOtherValues() {
        ImageDifference difference = difference(
                Map.of(
                        "fdo.base_digest",
                        "sha256:1",
                        "org.opencontainers.image.base.digest",
                        "sha256:1",
                        "fdo.pipeline_id",
                        "1",
                        "team",
                        "a",
                        "old",
                        ""),
                Map.of(
                        "fdo.base_digest",
                        "sha256:2",
                        "org.opencontainers.image.base.digest",
                        "sha256:2",
                        "fdo.pipeline_id",
                        "2",
                        "team",
                        "b"));

        assertThat(difference.values())
                .containsExactly(
                        new ValueChange("base digest", Optional.of("sha256:1"), Optional.of("sha256:2")),
                        new ValueChange("label team", Optional.of("a"), Optional.of("b")));
        assertThat(difference.summary()).contains("another base image");
    }

    /** The words of a command can have spaces. */
    @Test
    void comparesConfigs() {
        registry.put(BEFORE, config("[\"sh\", \"-c\", \"a b\"]", "A=1"));
        registry.put(AFTER, config("[\"sh\", \"-c\", \"a\", \"b\"]", "B=1"));

        assertThat(inspector.compare(image(BEFORE), image(AFTER)).get(0).values())
                .containsExactly(
                        new ValueChange("environment A", Optional.of("1"), Optional.empty()),
                        new ValueChange("environment B", Optional.empty(), Optional.of("1")),
                        new ValueChange(
                                "cmd",
                                Optional.of("[\"sh\",\"-c\",\"a b\"]"),
                                Optional.of("[\"sh\",\"-c\",\"a\",\"b\"]")));
    }

    private static ImageConfig config(String cmd, String environment) {
        return ImageConfig.parse(
                ("{\"config\": {\"Cmd\": " + cmd + ", \"Env\": [\"" + environment + "\"]}}").getBytes(UTF_8));
    }

    @Test
    void comparesDifferentDistributionsByName() {
        PackageList fedora = PackageList.read(
                PackageFormat.RPM, List.of("system\tfedora\t41", "libssl3\t0:3-1\tx86_64\topenssl-3-1.src.rpm"));

        ImageDifference difference = difference(PackageLists.labels(PackageLists.DEBIAN), PackageLists.labels(fedora));

        assertThat(difference.summary()).startsWith("1 package changed");
        assertThat(difference.note())
                .isEqualTo(
                        "The images have different distributions, debian 12 and fedora 41: the packages are compared by"
                                + " name, and no version counts as newer.");
    }

    /** A distribution can have the package manager of another one. */
    @Test
    void namesThePackageFormatsOfOneDistribution() {
        PackageList rpm = PackageList.read(PackageFormat.RPM, List.of("system\tdebian\t12", "rpm\t0:4-1\tx86_64\t"));

        assertThat(difference(PackageLists.labels(PackageLists.DEBIAN), PackageLists.labels(rpm))
                        .note())
                .startsWith("The images have different package formats, deb and rpm: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"no Base64!", "H4sIAAAAAAAA", "aGVsbG8="})
    void saysWhyAListCannotBeRead(String label) {
        ImageDifference difference =
                difference(Map.of("fdo.packages", label), PackageLists.labels(PackageLists.DEBIAN));

        assertThat(difference.packages()).isEmpty();
        assertThat(difference.note()).startsWith("Could not read the packages of " + BEFORE);
    }

    /** The engine compresses nothing, and says little about an image. */
    @Test
    void comparesAnImageOfAnEngineAsFarAsItIsKnown() {
        registry.put(AFTER, Map.of("team", "b"));
        ImageRecord inEngine = ImageRecord.inEngine(BEFORE, EngineImages.image("sha256:1", Map.of("team", "a")));

        ImageDifference difference = ImageDifference.between(inEngine, inspector.existing(image(AFTER)));

        assertThat(difference.values())
                .containsExactly(new ValueChange("label team", Optional.of("a"), Optional.of("b")));
        assertThat(difference.growth()).isEmpty();
        assertThat(difference.sharedLayers()).isEmpty();
        assertThat(difference.summary()).isEqualTo("packages unknown");
    }

    @Test
    void comparesIndexesByPlatform() {
        registry.putIndex(BEFORE, Map.of(), ARM64, AMD64);
        registry.putIndex(AFTER, Map.of(), AMD64, ARM64, Platform.parse("linux/s390x"));

        List<ImageDifference> differences = inspector.compare(image(BEFORE), image(AFTER));

        assertThat(differences)
                .extracting(ImageDifference::platform)
                .containsExactly(Optional.of(AMD64), Optional.of(ARM64));
        assertThat(differences.get(0).title()).endsWith(" for linux/amd64");
        assertThat(differences.get(0).values())
                .extracting(change -> change.name() + ": " + change.before().orElse("") + " → "
                        + change.after().orElse(""))
                .containsExactly(
                        "label number: 1 → 0",
                        "platforms: linux/amd64, linux/arm64 → linux/amd64, linux/arm64, linux/s390x");
        assertThat(inspector.compare(image(BEFORE), image(AFTER, ARM64)))
                .extracting(ImageDifference::platform)
                .containsExactly(Optional.of(ARM64));
    }

    @Test
    void comparesAnIndexWithAnImageForOnePlatform() {
        registry.putIndex(BEFORE, Map.of(), AMD64, ARM64);
        registry.put(AFTER, new ImageConfig(Optional.empty(), Optional.of(ARM64), Map.of("number", "1")));

        assertThat(inspector.compare(image(BEFORE), image(AFTER)))
                .singleElement()
                .satisfies(difference -> {
                    assertThat(difference.platform()).contains(ARM64);
                    assertThat(difference.values())
                            .extracting(ValueChange::name)
                            .containsExactly("platforms");
                });
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> inspector.compare(image(BEFORE, AMD64), image(AFTER)))
                .withMessage(AFTER + " is an image for linux/arm64, not for linux/amd64.");
    }

    @Test
    void refusesIndexesWithoutACommonPlatform() {
        registry.putIndex(BEFORE, Map.of(), AMD64);
        registry.putIndex(AFTER, Map.of(), ARM64);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> inspector.compare(image(BEFORE), image(AFTER)))
                .withMessage(AFTER + " and " + BEFORE
                        + " have no platform in common: the first is for linux/arm64, the second for linux/amd64.");
    }
}
