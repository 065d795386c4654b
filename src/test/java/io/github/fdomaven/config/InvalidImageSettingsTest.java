package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.support.FixableException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InvalidImageSettingsTest extends ImageSettingsTestCase {

    @Test
    void refusesAMissingDistribution() {
        pom.remove(Setting.DISTRIBUTION);

        assertRefused("No distribution is set: set <distribution> (-Dfdo.distribution, FDO_DISTRIBUTION_NAME), for"
                + " example to debian.");
    }

    @Test
    void refusesAMissingVersion() {
        pom.remove(Setting.VERSION);

        assertRefused("No version is set: set <version> (-Dfdo.distribution.version, FDO_DISTRIBUTION_VERSION), for"
                + " example to bookworm.");
    }

    @Test
    void refusesAMissingTag() {
        pom.put(Setting.TAG, " ");

        assertRefused("No tag is set: set <tag> (-Dfdo.distribution.tag, FDO_DISTRIBUTION_TAG), for example to"
                + " 2026-11-24.0.");
    }

    @Test
    void refusesAnUnknownDistributionAndListsAll() {
        pom.put(Setting.DISTRIBUTION, "gentoo");

        assertRefused("<distribution> (-Dfdo.distribution, FDO_DISTRIBUTION_NAME): 'gentoo' is not a supported"
                + " distribution. Supported are almalinux, alpine, arch, centos, debian, fedora, opensuse, rhel, rocky,"
                + " ubuntu.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", ".1", "a b", "a/b", "größe", "a:b"})
    void refusesAnInvalidTag(String tag) {
        pom.put(Setting.TAG, tag);

        assertRefused(
                "<tag> (-Dfdo.distribution.tag, FDO_DISTRIBUTION_TAG): '" + tag + "' is not a tag: valid are up to"
                        + " 128 letters, digits, '_', '.' and '-', and the first is not '.' or '-'.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "PACKAGES | curl; touch /pwned | <packages> (-Dfdo.distribution.packages, FDO_DISTRIBUTION_PACKAGES):"
                        + " 'curl;' is not the name of a package.",
                "EXPIRES_AFTER | 3 weeks | <expiresAfter> (-Dfdo.expires.after, FDO_EXPIRES_AFTER): '3 weeks' is not a"
                        + " duration:",
                "BASE_IMAGE | Debian:1 | <baseImage> (-Dfdo.base.image, FDO_BASE_IMAGE): '",
                "BASE_IMAGE | registry.example.org/Debian:1 | <baseImage> (-Dfdo.base.image, FDO_BASE_IMAGE): '",
                "BASE_IMAGE | debian:a:b | <baseImage> (-Dfdo.base.image, FDO_BASE_IMAGE): '",
                "PLATFORM | arm64 | <platform> (-Dfdo.distribution.platform, FDO_DISTRIBUTION_PLATFORM): 'arm64' is not"
                        + " a platform:",
                "REPO_SUFFIX | Tools | <repoSuffix> (-Dfdo.repo.suffix, FDO_REPO_SUFFIX): 'group/app/Tools' is not the"
                        + " path of a repository:",
                "UPSTREAM_REPO | group/one,Group Two | <upstreamRepo> (-Dfdo.upstream.repo, FDO_UPSTREAM_REPO):"
                        + " 'group two' is not the path of a repository:",
                "UPSTREAM_REPO | https://x:secret@gitlab.example.org/group/app | <upstreamRepo> (-Dfdo.upstream.repo,"
                        + " FDO_UPSTREAM_REPO): a URL is not the path of a project: write the path alone,"
            })
    void refusesAValueOfAnotherForm(Setting setting, String value, String message) {
        pom.put(setting, value);

        assertRefusedStartingWith(message);
    }

    @Test
    void refusesAMissingExecFile() {
        pom.put(Setting.EXEC, "bash test/missing.sh");

        assertRefused("<exec> (-Dfdo.distribution.exec, FDO_DISTRIBUTION_EXEC): 'bash test/missing.sh' runs the file"
                + " test/missing.sh, which " + project
                + " does not have. Paths are relative to the project's directory.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "./app", "/a\nb"})
    void refusesARelativeWorkingDirectory(String directory) {
        pom.put(Setting.WORKING_DIR, directory);

        assertRefused("<workingDir> (-Dfdo.distribution.workingdir, FDO_DISTRIBUTION_WORKINGDIR): '"
                + directory.replace('\n', ' ') + "' is not an absolute path of the image, such as /app.");
    }

    @Test
    void refusesAUserWithSpaces() {
        pom.put(Setting.USER, "me and you");

        assertRefused(
                "<user> (-Dfdo.user, FDO_USER): 'me and you' is not a user. Write a name or a number, or both user"
                        + " and group with a colon, without spaces.");
    }

    @Test
    void refusesALabelOfThePlugin() {
        labels.put("fdo.pipeline_id", "1");

        assertRefused(
                "<labels>: 'fdo.pipeline_id' is reserved: labels that start with fdo. belong to the plugin. Give the label"
                        + " another name.");
    }

    @Test
    void refusesTextThatJavaCannotRead() {
        variables.put("FDO_DISTRIBUTION_EXEC", "echo \uFFFD");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(this::read)
                .withMessageContaining("Set LC_ALL=C.UTF-8");
    }
}
