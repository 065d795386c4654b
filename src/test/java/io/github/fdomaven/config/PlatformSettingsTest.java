package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageGraph;
import io.github.fdomaven.engine.RegistryAliases;
import io.github.fdomaven.engine.connection.EngineDiscovery;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.support.FixableException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformSettingsTest {

    private static final String BOTH = "linux/amd64, linux/arm64/v8";

    private final Pom pom = new Pom();

    private static Map<Setting, String> values(Setting setting, String value, String base) {
        Map<Setting, String> values = new EnumMap<>(Map.of(setting, value));
        if (!base.isEmpty()) {
            values.put(Setting.BASE_IMAGE, base);
        }
        return values;
    }

    private ImageGraph graph() {
        return ImageGraphReader.read(List.of(pom.settings()), List.of(), image -> Optional.empty());
    }

    private List<ImageDefinition> definitions() {
        return graph().selectedDefinitions();
    }

    private void assertRefused(String message) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::definitions)
                .withMessage(message);
    }

    @Test
    void makeAnImageForEachPlatform() {
        pom.image("base", values(Setting.PLATFORMS, BOTH, ""));

        ImageDefinition image = definitions().get(0);

        assertThat(image.platforms()).containsExactly(Platform.parse("linux/amd64"), Platform.parse("linux/arm64/v8"));
        assertThat(image.members())
                .extracting(member -> member.reference().toString())
                .containsExactly(Pom.PROJECT + "/base:1-amd64", Pom.PROJECT + "/base:1-arm64");
        assertThat(image.members()).allMatch(member -> member.recipe().equals(image.recipe()));
    }

    @ParameterizedTest
    @CsvSource({
        "linux/amd64, -amd64",
        "linux/arm64, -arm64",
        "linux/arm64/v8, -arm64",
        "linux/arm/v7, -arm-v7",
        "linux/arm/v6, -arm-v6",
        "linux/x86_64, -amd64",
        "windows/amd64, -windows-amd64"
    })
    void haveATagForEachPlatform(String platform, String suffix) {
        assertThat(Platform.parse(platform).tagSuffix()).isEqualTo(suffix);
    }

    @Test
    void refuseAPlatformThatIsGivenTwice() {
        pom.image("base", values(Setting.PLATFORMS, "linux/arm64,linux/arm64/v8", ""));

        assertRefused(
                Setting.PLATFORMS + ": 'linux/arm64/v8' and 'linux/arm64' are the same platform. Remove one of them.");
    }

    @Test
    void refuseATextThatIsNotAPlatform() {
        pom.image("base", values(Setting.PLATFORMS, "linux/amd64,arm64", ""));

        assertRefused(Setting.PLATFORMS + ": 'arm64' is not a platform: valid are operating system, architecture and"
                + " optionally variant, as in linux/amd64 or linux/arm64/v8.");
    }

    @Test
    void refuseOnePlatformAndSeveral() {
        pom.image("base", values(Setting.PLATFORMS, BOTH, "")).common(Setting.PLATFORM, "linux/amd64");

        assertRefused("Both " + Setting.PLATFORM + " and " + Setting.PLATFORMS
                + " are set. Remove one of them: <platform> makes one image, <platforms> an index of several.");
    }

    @Test
    void refuseAChildForAPlatformThatItsBaseImageLacks() {
        pom.image("base", values(Setting.PLATFORMS, "linux/amd64", ""))
                .image("child", values(Setting.PLATFORMS, BOTH, "base:1"));

        assertRefused("Image 'child': The image is for linux/arm64/v8, but its base image 'base' is not. Add"
                + " linux/arm64/v8 to the <platforms> of 'base'.");
    }

    @Test
    void refuseAChildWithPlatformsOfABaseImageWithout() {
        pom.image("base").image("child", values(Setting.PLATFORMS, BOTH, "base:1"));

        assertRefused(
                "Image 'child': The image is for linux/amd64, but its base image 'base' is not. Add linux/amd64 to"
                        + " the <platforms> of 'base'.");
    }

    @Test
    void buildAChildForOnePlatformFromTheImageOfThatPlatform() {
        pom.image("base", values(Setting.PLATFORMS, BOTH, ""))
                .image("child", values(Setting.PLATFORM, "linux/arm64", "base:1"))
                .image("other", "base:1");

        assertThat(definitions())
                .extracting(image -> image.baseReference().toString())
                .endsWith(Pom.PROJECT + "/base:1-arm64", Pom.PROJECT + "/base:1");
    }

    @Test
    void refuseAnImageWithTheTagOfAPlatform() {
        pom.image("base", values(Setting.PLATFORMS, BOTH, ""))
                .element(Map.of(Setting.NAME, "same", Setting.REPO_SUFFIX, "base", Setting.TAG, "1-arm64"), Map.of());

        assertRefused("The images 'base' and 'same' have the same reference " + Pom.PROJECT
                + "/base:1-arm64. Give one of them another <tag> or <repoSuffix>.");
    }

    @Test
    void refuseATagThatIsTooLongForAPlatform() {
        pom.image("base", values(Setting.PLATFORMS, BOTH, "")).common(Setting.TAG, "x".repeat(125));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::definitions)
                .withMessageStartingWith(Setting.TAG + ": '" + "x".repeat(125) + "-amd64' is not a tag");
    }

    @Test
    void protectTheImagesOfAnIndexFromDeletion() {
        pom.image("base", values(Setting.PLATFORMS, BOTH, ""));

        assertThat(graph().protectedReferences())
                .extracting(Object::toString)
                .contains(Pom.PROJECT + "/base:1", Pom.PROJECT + "/base:1-amd64", Pom.PROJECT + "/base:1-arm64");
    }

    @Test
    void selectTheImageOfOnePlatform() {
        pom.image("base", values(Setting.PLATFORMS, BOTH, ""))
                .image("child", values(Setting.PLATFORMS, BOTH, "base:1"))
                .common(Setting.ONLY, "child linux/arm64/v8");

        assertThat(definitions())
                .extracting(image -> image + " from " + image.baseReference())
                .containsExactly(
                        "child linux/arm64/v8 " + Pom.PROJECT + "/child:1-arm64 from " + Pom.PROJECT + "/base:1-arm64");
        assertThat(graph().modules().get(0).names()).containsValue("child linux/arm64/v8");
    }

    @Test
    void refuseThePlatformThatAnImageDoesNotHave() {
        pom.image("base", values(Setting.PLATFORMS, BOTH, "")).common(Setting.ONLY, "base linux/s390x");

        assertRefused(Setting.ONLY + ": there is no image 'base linux/s390x'. The images are: 'base'.");
    }

    private Map<Platform, EngineSettings> engines(List<Map<Setting, String>> elements) {
        EngineDiscovery discovery =
                new EngineDiscovery(Optional.empty(), new Environment(Map.of()), Path.of("/home/user"));
        return new EngineSettings(discovery, RegistryAliases.NONE).ofPlatforms(elements, graph());
    }

    private static Map<Setting, String> engine(String platform, String address) {
        return Map.of(Setting.ENGINE_PLATFORM, platform, Setting.ENGINE_HOST, address);
    }

    private void assertRefused(List<Map<Setting, String>> elements, String message) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> engines(elements))
                .withMessage(message);
    }

    @Test
    void nameAnEngineForAPlatform() {
        pom.image("base", values(Setting.PLATFORMS, BOTH, "")).common(Setting.ONLY, "");

        Map<Platform, EngineSettings> engines = engines(List.of(engine("linux/arm64", "ssh://arm.example.org")));

        assertThat(engines.keySet()).containsExactly(Platform.parse("linux/arm64"));
        assertThat(engines.values())
                .first()
                .extracting(settings -> settings.discovery().candidates().get(0).toString())
                .isEqualTo("ssh://arm.example.org (<engines> for linux/arm64)");
    }

    @Test
    void refuseEnginesThatAreNotNeededOrNotComplete() {
        pom.image("base", values(Setting.PLATFORMS, "linux/amd64", ""));

        assertRefused(
                List.of(engine("linux/arm64", "ssh://arm.example.org")),
                "<engines>: there is an engine for linux/arm64, but no image is for linux/arm64. Remove the <engine>, or"
                        + " add the platform to <platforms>.");
        assertRefused(
                List.of(engine("linux/amd64", "unix:///a"), engine("linux/x86_64", "unix:///b")),
                "<engines>: there are two engines for linux/x86_64. Remove one of them.");
        assertRefused(
                List.of(Map.of(Setting.ENGINE_PLATFORM, "linux/amd64")),
                "An <engine> of <engines> has no <dockerHost>: set it, for example to ssh://builder@arm64.example.com.");
    }
}
