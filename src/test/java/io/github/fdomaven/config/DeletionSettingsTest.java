package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.definition.ImageGraph;
import io.github.fdomaven.gitlab.GitLabAddress;
import io.github.fdomaven.gitlab.GitLabToken;
import io.github.fdomaven.gitlab.ProjectId;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.project.MavenDirectories;
import io.github.fdomaven.retention.Selection;
import io.github.fdomaven.retention.TagPattern;
import io.github.fdomaven.support.FixableException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeletionSettingsTest extends SettingsTestCase {

    private static final Repository PROJECT = Repository.parse("registry.example.org/group/app");

    @TempDir
    private Path directory;

    @BeforeEach
    void hasTwoImages() {
        pom.put(Setting.DISTRIBUTION, "debian");
        pom.put(Setting.VERSION, "bookworm");
        pom.put(Setting.REGISTRY_IMAGE, PROJECT.toString());
    }

    private ModuleSettings settings() {
        return new ModuleSettings(
                "app",
                directory,
                new MavenDirectories(directory.resolve("target"), Optional.empty()),
                "app",
                sources(),
                Map.of(),
                List.of(image("base", "base.0", "fedora/42:other"), image("app", "app.0", "debian/bookworm:base.0")));
    }

    private ImageGraph graph() {
        return ImageGraphReader.read(List.of(settings()), List.of(), image -> Optional.empty());
    }

    private static ModuleSettings.Image image(String name, String tag, String base) {
        return new ModuleSettings.Image(
                Map.of(Setting.NAME, name, Setting.TAG, tag, Setting.BASE_IMAGE, base), Map.of());
    }

    @Override
    DeletionSettings read() {
        return DeletionSettings.read(sources(), settings().lookup(graph())::ofProject);
    }

    private static Reference reference(String path) {
        return Reference.parse(PROJECT + "/" + path);
    }

    private DeletionRoute route() {
        return DeletionRoute.read(sources(), PROJECT, secrets);
    }

    @Test
    void listsExpiredImagesByDefault() {
        assertThat(read())
                .isEqualTo(new DeletionSettings(
                        new Selection(Optional.of(Selection.Mode.EXPIRED), Optional.empty(), Set.of()), false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"fdo.delete.pattern", "fdo.delete.tags"})
    void refusesABlankLimit(String property) {
        properties.put(property, " ");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::read)
                .withMessageEndingWith(": " + property + " is set, but has no value. Set a value, or remove it.");
    }

    @ParameterizedTest
    @CsvSource({
        "fdo.delete.patern, Unknown property fdo.delete.patern has no effect. Did you mean fdo.delete.pattern?",
        "fdo.delete.tag, Unknown property fdo.delete.tag has no effect. Did you mean fdo.delete.tags?",
        "fdo.onyl, Unknown property fdo.onyl has no effect. Did you mean fdo.only?",
        "fdo.delete.filter, Unknown property fdo.delete.filter has no effect."
    })
    void refusesAMisspelledNameIfTheDeletionIsConfirmed(String property, String warning) {
        properties.put("fdo.delete", "all");
        properties.put(property, "nightly-*");

        assertThat(read().confirmed()).isFalse();
        properties.put("fdo.delete.confirm", "true");

        assertRefused(warning + " Nothing was deleted. Correct or remove that setting.");
        properties.remove(property);
        // Other programs may use names without the prefix.
        variables.put("DISTRIBUTION_TAG", "1");
        assertThat(read().confirmed()).isTrue();
    }

    @Test
    void selectsAllForAPatternAndNothingElseForListedTags() {
        properties.put("fdo.delete.pattern", "2026-*");
        assertThat(read().selection())
                .isEqualTo(new Selection(
                        Optional.of(Selection.Mode.ALL), Optional.of(new TagPattern("2026-*")), Set.of()));
        variables.put("FDO_DELETE", "Expired");
        variables.put("FDO_DELETE_CONFIRM", "yes");
        assertThat(read().selection().mode()).contains(Selection.Mode.EXPIRED);
        assertThat(read().confirmed()).isTrue();
        variables.clear();
        properties.clear();
        properties.put("fdo.delete.tags", "base, fedora/42:1 ," + PROJECT + ":top");
        assertThat(read().selection())
                .isEqualTo(new Selection(
                        Optional.empty(),
                        Optional.empty(),
                        Set.of(
                                reference("debian/bookworm:base.0"),
                                reference("fedora/42:1"),
                                Reference.parse(PROJECT + ":top"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bsae",
                "debian/bookworm",
                "registry.example.org/group/apple:1",
                "registry.example.org/group/app/debian",
                "debian/bookworm@sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
            })
    void refusesAnImageOutsideTheProject(String image) {
        properties.put("fdo.delete.tags", image);

        assertRefused("<deleteTags> (-Dfdo.delete.tags, FDO_DELETE_TAGS): '" + image + "' is neither the name of an"
                + " image of the POM ('base', 'app') nor a path and a tag below " + PROJECT
                + ", such as debian/bookworm:2026-11-24.0.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fdo.delete | everything | <delete> (-Dfdo.delete, FDO_DELETE): 'everything' is not one of expired,"
                        + " unnamed, all.",
                "fdo.delete.pattern | a b | <pattern> (-Dfdo.delete.pattern, FDO_DELETE_PATTERN): 'a b' is not a pattern",
                "fdo.delete.confirm | maybe | <confirm> (-Dfdo.delete.confirm, FDO_DELETE_CONFIRM): 'maybe' is neither"
            })
    void refusesInvalidValues(String property, String value, String message) {
        properties.put(property, value);

        assertRefusedStartingWith(message);
    }

    @Test
    void protectsImagesAndBasesThatOnlyLeavesOut() {
        properties.put("fdo.only", "app");

        assertThat(graph().selectedImages()).hasSize(1);
        assertThat(graph().protectedReferences())
                .containsExactlyInAnyOrder(
                        reference("debian/bookworm:base.0"),
                        reference("debian/bookworm:app.0"),
                        reference("fedora/42:other"),
                        Reference.parse("registry.example.org/debian/bookworm:base.0"),
                        Reference.parse("registry.example.org/fedora/42:other"));
    }

    @Test
    void usesGitlabInAJobOfTheProject() {
        variables.put("CI_API_V4_URL", "https://gitlab.example.org/api/v4");
        variables.put("CI_REGISTRY_IMAGE", "registry.example.org/group/app");
        variables.put("CI_PROJECT_PATH", "group/app");
        variables.put("CI_JOB_TOKEN", "glcbt-secret");

        assertThat(route())
                .isEqualTo(new DeletionRoute.ThroughGitLab(
                        GitLabAddress.parse("https://gitlab.example.org"),
                        false,
                        new ProjectId("group/app"),
                        GitLabToken.job("glcbt-secret")));
        assertThat(secrets.redact("glcbt-secret")).isEqualTo("***");

        variables.put("CI_PROJECT_ID", "42");
        variables.put("CI_REGISTRY_IMAGE", "registry.example.org/group");
        variables.put("CLEANER", "glpat-secret");
        pom.put(Setting.ACCESS_TOKEN_VARIABLE, "CLEANER");
        assertThat(route())
                .isEqualTo(new DeletionRoute.ThroughGitLab(
                        GitLabAddress.parse("https://gitlab.example.org"),
                        false,
                        new ProjectId("42"),
                        GitLabToken.access("glpat-secret")));
    }

    @Test
    void usesTheRegistryWithoutAddressProjectOrTokenOfGitlab() {
        assertThat(route())
                .isEqualTo(new DeletionRoute.ThroughRegistry(
                        "<gitlabUrl> (-Dfdo.gitlab.url, FDO_GITLAB_URL, CI_API_V4_URL, CI_SERVER_URL) is not set"));
        variables.put("CI_API_V4_URL", "https://gitlab.example.org/api/v4");
        variables.put("CI_REGISTRY_IMAGE", "registry.example.org/group/ap");
        assertThat(route()).isEqualTo(new DeletionRoute.ThroughRegistry(PROJECT + " is not below CI_REGISTRY_IMAGE"));
        variables.put("CI_REGISTRY_IMAGE", "registry.example.org/group/app");
        assertThat(route())
                .isEqualTo(new DeletionRoute.ThroughRegistry("neither CI_PROJECT_ID nor CI_PROJECT_PATH is set"));
        variables.put("CI_PROJECT_ID", "42");
        assertThat(route())
                .isEqualTo(new DeletionRoute.ThroughRegistry(
                        "neither <accessTokenVariable> (-Dfdo.access.token.variable, FDO_ACCESS_TOKEN_VARIABLE) nor"
                                + " CI_JOB_TOKEN is set"));
    }
}
