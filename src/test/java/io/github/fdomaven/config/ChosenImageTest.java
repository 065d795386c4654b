package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.definition.ImageGraph;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.project.MavenDirectories;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChosenImageTest extends SettingsTestCase {

    private static final Repository PROJECT = Repository.parse("registry.example.org/group/app");
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @TempDir
    private Path project = Path.of("");

    @BeforeEach
    void wantsDebian() {
        pom.put(Setting.DISTRIBUTION, "debian");
        pom.put(Setting.VERSION, "bookworm");
        pom.put(Setting.TAG, "1.0");
        pom.put(Setting.REGISTRY_IMAGE, PROJECT.toString());
    }

    @Override
    NamedImage read() {
        List<NamedImage> chosen = named(pom);
        assertThat(chosen).hasSize(1);
        return chosen.get(0);
    }

    private List<NamedImage> named(Map<Setting, String> values) {
        ModuleSettings settings = settings(values);
        ImageGraph graph = ImageGraphReader.read(List.of(settings), List.of(), image -> Optional.empty());
        return settings.chosenImage(graph).map(List::of).orElseGet(graph::selectedImages);
    }

    private ModuleSettings settings(Map<Setting, String> values) {
        SettingSources sources = new SettingSources(values, properties, new Environment(variables));
        return new ModuleSettings(
                "app",
                project,
                new MavenDirectories(project.toAbsolutePath().resolve("target"), Optional.empty()),
                "app",
                sources,
                Map.of(),
                List.of());
    }

    private Reference readBuilt() {
        return ImageGraphReader.read(List.of(settings(pom)), List.of(), image -> Optional.empty())
                .selectedDefinitions()
                .get(0)
                .reference();
    }

    private static NamedImage unnamed(String reference) {
        return NamedImage.unnamed(Reference.parse(reference), Optional.empty());
    }

    @Test
    void hasTheReferenceOfTheBuild() {
        pom.put(Setting.NAME, "tools");
        pom.put(Setting.REPO_SUFFIX, "my/tools");
        pom.put(Setting.PLATFORM, "linux/arm64");

        assertThat(read())
                .isEqualTo(new NamedImage(
                        "tools",
                        Reference.parse("registry.example.org/group/app/my/tools:1.0"),
                        Optional.of(Platform.parse("linux/arm64"))));
        assertThat(read().reference()).isEqualTo(readBuilt());
    }

    @Test
    void namesAnImageAfterItsSuffix() {
        assertThat(read())
                .isEqualTo(new NamedImage(
                        "debian/bookworm",
                        Reference.parse("registry.example.org/group/app/debian/bookworm:1.0"),
                        Optional.empty()));
    }

    @Test
    void needsNoDistributionIfASuffixIsSet() {
        pom.remove(Setting.DISTRIBUTION);
        pom.remove(Setting.VERSION);
        pom.put(Setting.REPO_SUFFIX, "tools");

        assertThat(read().reference()).hasToString("registry.example.org/group/app/tools:1.0");
    }

    @Test
    void ignoresSettingsThatOnlyABuildNeeds() {
        pom.put(Setting.EXEC_ENVIRONMENT, "NOT_SET");
        pom.put(Setting.EXEC, "bash missing.sh");
        pom.put(Setting.CACHE_DIR, "missing");
        pom.put(Setting.PACKAGES, "curl; touch /pwned");
        pom.put(Setting.EXPIRES_AFTER, "an hour");
        pom.put(Setting.UPSTREAM_REPO, "Group Two");
        pom.put(Setting.BASE_IMAGE, "Debian");

        assertThat(read().reference()).hasToString("registry.example.org/group/app/debian/bookworm:1.0");
    }

    @Test
    void replacesTheRecipePlaceholderAsABuildDoes() throws IOException {
        Files.writeString(project.resolve("setup.sh"), "true");
        pom.put(Setting.TAG, "v1-@recipe@");
        pom.put(Setting.PACKAGES, "wget curl");
        pom.put(Setting.EXEC, "bash setup.sh");

        Reference reference = read().reference();

        assertThat(reference.tag().orElseThrow().value()).matches("v1-[0-9a-f]{12}");
        assertThat(reference).isEqualTo(readBuilt());

        Files.writeString(project.resolve("setup.sh"), "false");

        assertThat(read().reference()).isNotEqualTo(reference);
    }

    @Test
    void aRecipeTagNeedsTheFilesOfExecButNotItsVariables() {
        pom.put(Setting.TAG, "@recipe@");
        pom.put(Setting.EXEC_ENVIRONMENT, "NOT_SET");
        read();

        pom.put(Setting.EXEC, "bash missing.sh");

        assertRefused("<exec> (-Dfdo.distribution.exec, FDO_DISTRIBUTION_EXEC): 'bash missing.sh' runs the file"
                + " missing.sh, which " + project + " does not have. Paths are relative to the project's directory.");
    }

    @Test
    void refusesAMissingTag() {
        pom.remove(Setting.TAG);

        assertRefused("No tag is set: set <tag> (-Dfdo.distribution.tag, FDO_DISTRIBUTION_TAG), for example to"
                + " 2026-11-24.0.");
    }

    @Test
    void refusesAMissingDistribution() {
        pom.remove(Setting.DISTRIBUTION);

        assertRefused("No distribution is set: set <distribution> (-Dfdo.distribution, FDO_DISTRIBUTION_NAME), for"
                + " example to debian.");
    }

    @ParameterizedTest
    @CsvSource({"tools", "debian/bookworm"})
    void choosesTheImageByItsName(String name) {
        pom.put(Setting.NAME, name);
        properties.put("fdo.image", name);

        assertThat(read())
                .isEqualTo(new NamedImage(
                        name, Reference.parse("registry.example.org/group/app/debian/bookworm:1.0"), Optional.empty()));
    }

    @ParameterizedTest
    @CsvSource({
        "other.example.org/x:2, other.example.org/x:2",
        "other.example.org/x, other.example.org/x:latest",
        "localhost:5000/x, localhost:5000/x:latest",
        "docker.io/debian:12, docker.io/library/debian:12",
        "fedora/41:2, registry.example.org/group/app/fedora/41:2",
        "debian/bookworm:2, registry.example.org/group/app/debian/bookworm:2",
        "tools:latest, registry.example.org/group/app/tools:latest"
    })
    void choosesAReference(String text, String reference) {
        properties.put("fdo.image", text);

        assertThat(read()).isEqualTo(unnamed(reference));
    }

    @ParameterizedTest
    @ValueSource(strings = {"registry.example.org/group/app/debian/bookworm:1.0", "debian/bookworm:1.0"})
    void choosesAnImageOfThePomByItsReference(String text) {
        pom.put(Setting.PLATFORM, "linux/arm64");
        NamedImage ofPom = read();

        properties.put("fdo.image", text);

        assertThat(read()).isEqualTo(ofPom);
        assertThat(ofPom.isUnnamed()).isFalse();
    }

    @Test
    void choosesAReferenceBesideIncompleteImages() {
        pom.remove(Setting.VERSION);
        properties.put("fdo.image", "debian/bookworm:1.0");

        assertThat(read()).isEqualTo(unnamed("registry.example.org/group/app/debian/bookworm:1.0"));
    }

    @Test
    void choosesAReferenceWithADigest() {
        properties.put("fdo.image", "other.example.org/x@" + DIGEST);
        assertThat(read()).isEqualTo(unnamed("other.example.org/x@" + DIGEST));

        properties.put("fdo.image", "debian/bookworm:1@" + DIGEST);
        assertThat(read()).isEqualTo(unnamed("registry.example.org/group/app/debian/bookworm:1@" + DIGEST));
    }

    @Test
    void needsNoOtherSettingThanTheReference() {
        pom.clear();
        pom.put(Setting.REGISTRY_IMAGE, PROJECT.toString());
        variables.put("FDO_IMAGE", "other.example.org/x:2");

        assertThat(read()).isEqualTo(unnamed("other.example.org/x:2"));
    }

    @Test
    void addsLatestToAPathIfThePomHasNoImage() {
        pom.remove(Setting.TAG);
        properties.put("fdo.image", "debian/bookworm");

        assertThat(read()).isEqualTo(unnamed("registry.example.org/group/app/debian/bookworm:latest"));
    }

    @Test
    void hasThePlatformOfTheSettings() {
        properties.put("fdo.image", "other.example.org/x:2");
        properties.put("fdo.distribution.platform", "linux/arm64");

        assertThat(read().platform()).contains(Platform.parse("linux/arm64"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Debian:1",
                "a b",
                "other.example.org/X:1",
                "debian:a:b",
                "debian@latest",
                "/debian",
                "https://other.example.org/x"
            })
    void refusesInvalidReferences(String nonsense) {
        properties.put("fdo.image", nonsense);

        assertRefusedStartingWith("<image> (-Dfdo.image, FDO_IMAGE): '");
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(60),
                Arbitraries.strings().withChars("ab0A.:/@_-[] ").ofMaxLength(40));
    }

    @Property
    void everyTextIsAReferenceOrRefused(@ForAll("texts") String text) {
        Map<Setting, String> values = Map.of(Setting.IMAGE, "x" + text, Setting.REGISTRY_IMAGE, PROJECT.toString());
        try {
            NamedImage image = named(values).get(0);

            assertThat(Reference.parse(image.name())).isEqualTo(image.reference());
        } catch (FixableException e) {
            assertThat(e).hasMessageStartingWith("<image> (-Dfdo.image, FDO_IMAGE): '");
        }
    }
}
