package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.pipeline.JobTemplate;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PipelineSettingsTest {

    private static final List<Platform> PLATFORMS =
            List.of(Platform.parse("linux/amd64"), Platform.parse("linux/arm/v7"), Platform.parse("linux/arm64"));

    private static final Environment JOB = new Environment(Map.of("CI_JOB_IMAGE", "maven:3.9"));

    @TempDir
    private Path top;

    private static PipelineSettings.Element element(Map<Setting, String> values) {
        return new PipelineSettings.Element(values, Map.of(), Map.of());
    }

    private JobTemplate read(Map<Setting, String> values) {
        return PipelineSettings.read(element(values), top, JOB, PLATFORMS);
    }

    private JobTemplate read(Map<String, String> platformTags, Map<String, String> variables) {
        return PipelineSettings.read(
                new PipelineSettings.Element(Map.of(), platformTags, variables), top, JOB, PLATFORMS);
    }

    private static Map<String, String> handedDown(Map<String, String> variables) {
        return PipelineSettings.handedDown(new Environment(variables), new Secrets());
    }

    @Test
    void usesTheImageOfTheJobByDefault() {
        assertThat(read(Map.of()))
                .isEqualTo(new JobTemplate(
                        Optional.of("maven:3.9"),
                        List.of(),
                        Map.of(),
                        Optional.empty(),
                        List.of(),
                        Map.of(),
                        List.of(),
                        List.of()));
    }

    @Test
    void readsAllElements() throws IOException {
        Files.writeString(top.resolve("images.yml"), ".a: {}\n.b: {}\n");
        PipelineSettings.Element element = new PipelineSettings.Element(
                Map.of(
                        Setting.PIPELINE_IMAGE, "maven:4",
                        Setting.PIPELINE_TAGS, "x, y",
                        Setting.PIPELINE_BEFORE_SCRIPT, "\n      if true; then\n        echo a\n      fi\n    ",
                        Setting.PIPELINE_SERVICES, "docker:dind",
                        Setting.PIPELINE_INCLUDE, "images.yml",
                        Setting.PIPELINE_EXTENDS, ".a,.b"),
                Map.of("linux-arm-v7", "arm,old"),
                Map.of("A", "$B"));

        assertThat(PipelineSettings.read(element, top, JOB, PLATFORMS))
                .isEqualTo(new JobTemplate(
                        Optional.of("maven:4"),
                        List.of("x", "y"),
                        Map.of(Platform.parse("linux/arm/v7"), List.of("arm", "old")),
                        Optional.of("if true; then\n  echo a\nfi"),
                        List.of("docker:dind"),
                        Map.of("A", "$B"),
                        List.of("images.yml"),
                        List.of(".a", ".b")));
    }

    @Test
    void usesTheImageOfAnExtendedTemplate() throws IOException {
        Files.writeString(top.resolve("images.yml"), ".a: {}\n");

        assertThat(read(Map.of(Setting.PIPELINE_INCLUDE, "images.yml", Setting.PIPELINE_EXTENDS, ".a"))
                        .image())
                .isEmpty();
    }

    @Test
    void namesTheSettingThatIsInvalid() {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> read(Map.of(Setting.PIPELINE_INCLUDE, "a.yml")))
                .withMessageStartingWith("<include>: there is no file 'a.yml' in ");
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> read(Map.of(Setting.PIPELINE_EXTENDS, ".a")))
                .withMessageStartingWith("<extends>: there is no template '.a' in ");
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> read(Map.of("arm64", "x"), Map.of()))
                .withMessageStartingWith("<platformTags>: <arm64> is not a platform: valid are ");
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> read(Map.of("linux-arm64", "x", "linux-aarch64", "y"), Map.of()))
                .withMessageMatching(
                        "<platformTags>: two elements are for linux/(arm64|aarch64)\\. Remove one of them\\.");
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> read(Map.of("linux-s390x", "x"), Map.of()))
                .withMessage(
                        "<platformTags>: there is <linux-s390x>, but no image is for linux/s390x. Remove the element,"
                                + " or add the platform to <platforms>.");
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> read(Map.of(), Map.of("a.b", "x")))
                .withMessageStartingWith("<variables>: 'a.b' is not the name of a variable: valid are ");
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> read(Map.of(), Map.of("FDO_PIPELINE_ID", "1")))
                .withMessageStartingWith("<variables>: remove FDO_PIPELINE_ID.");
    }

    @Test
    void handsDownTheVariablesThatAreSettingsOfBuildImage() {
        assertThat(handedDown(Map.of(
                        "FDO_BASE_IMAGE", "debian:12",
                        "FDO_DISTRIBUTION_TAG", "1",
                        "FDO_POKE_CHAIN", "group/a",
                        "FDO_ONLY", "base",
                        "FDO_FORCE_REBUILD", "1",
                        "FDO_COMMAND", "make",
                        "FDO_OTHER", "x",
                        "CI_REGISTRY_IMAGE", "y")))
                .containsOnlyKeys("FDO_BASE_IMAGE", "FDO_DISTRIBUTION_TAG", "FDO_POKE_CHAIN");
    }

    @ParameterizedTest
    @CsvSource({
        "fdo.only, false",
        "fdo.force.rebuild, false",
        "fdo.skip, false",
        "fdo.generate-pipeline.skip, false",
        "fdo.base.image, true",
        "revision, true"
    })
    void handsDownTheOtherProperties(String property, boolean isHandedDown) {
        assertThat(PipelineSettings.isHandedDown(property)).isEqualTo(isHandedDown);
    }

    @Test
    void refusesASecretInASetting() {
        Secrets secrets = new Secrets();
        PipelineSettings.addSecrets(
                new Environment(Map.of("MY_TOKEN", "glpat-1234567890", "OTHER", "not-a-secret-1")), secrets);

        assertThat(secrets.redact("not-a-secret-1")).isEqualTo("not-a-secret-1");
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> PipelineSettings.handedDown(
                        new Environment(Map.of("FDO_DISTRIBUTION_EXEC", "curl -H glpat-1234567890")), secrets))
                .withMessageStartingWith("The value of the variable FDO_DISTRIBUTION_EXEC has a secret, ")
                .withMessageNotContaining("glpat-1234567890");
    }

    @ParameterizedTest
    @CsvSource({
        "CI_JOB_TOKEN, true",
        "CI_REGISTRY_PASSWORD, true",
        "gpg.passphrase, true",
        "DOCKER_AUTH_CONFIG, true",
        "fdo.access.token.variable, false",
        "FDO_ACCESS_TOKEN_VARIABLE, false",
        "HOME, false"
    })
    void knowsSecretsByTheirNames(String name, boolean isSecret) {
        assertThat(PipelineSettings.isSecret(name)).isEqualTo(isSecret);
    }
}
