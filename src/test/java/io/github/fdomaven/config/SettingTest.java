package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class SettingTest {

    @ParameterizedTest
    @CsvSource({
        "DISTRIBUTION, distribution, fdo.distribution, FDO_DISTRIBUTION_NAME",
        "VERSION, version, fdo.distribution.version, FDO_DISTRIBUTION_VERSION",
        "TAG, tag, fdo.distribution.tag, FDO_DISTRIBUTION_TAG",
        "PACKAGES, packages, fdo.distribution.packages, FDO_DISTRIBUTION_PACKAGES",
        "EXEC, exec, fdo.distribution.exec, FDO_DISTRIBUTION_EXEC",
        "EXEC_ENVIRONMENT, execEnvironment, fdo.exec.environment, FDO_EXEC_ENVIRONMENT",
        "ENTRYPOINT, entrypoint, fdo.distribution.entrypoint, FDO_DISTRIBUTION_ENTRYPOINT",
        "WORKING_DIR, workingDir, fdo.distribution.workingdir, FDO_DISTRIBUTION_WORKINGDIR",
        "USER, user, fdo.user, FDO_USER",
        "PLATFORM, platform, fdo.distribution.platform, FDO_DISTRIBUTION_PLATFORM",
        "BASE_IMAGE, baseImage, fdo.base.image, FDO_BASE_IMAGE",
        "UPSTREAM_REPO, upstreamRepo, fdo.upstream.repo, FDO_UPSTREAM_REPO",
        "REPO_SUFFIX, repoSuffix, fdo.repo.suffix, FDO_REPO_SUFFIX",
        "FORCE_REBUILD, forceRebuild, fdo.force.rebuild, FDO_FORCE_REBUILD",
        "EXPIRES_AFTER, expiresAfter, fdo.expires.after, FDO_EXPIRES_AFTER",
        "CACHE_DIR, cacheDir, fdo.cache.dir, FDO_CACHE_DIR",
        "REGISTRY_IMAGE, registryImage, fdo.registry.image, FDO_REGISTRY_IMAGE",
        "INSECURE_REGISTRIES, insecureRegistries, fdo.insecure.registries, FDO_INSECURE_REGISTRIES",
        "DOCKER_HOST, dockerHost, fdo.docker.host, FDO_DOCKER_HOST",
        "IMAGE, image, fdo.image, FDO_IMAGE",
        "ON_UNCHANGED, onUnchanged, fdo.on.unchanged, FDO_ON_UNCHANGED",
        "DIFF_AGAINST, diffAgainst, fdo.diff.against, FDO_DIFF_AGAINST",
        "AGAINST, against, fdo.against, FDO_AGAINST",
        "ON_STALE_BASE, onStaleBase, fdo.on.stale.base, FDO_ON_STALE_BASE",
        "GITLAB_URL, gitlabUrl, fdo.gitlab.url, FDO_GITLAB_URL",
        "INSECURE_GITLAB, insecureGitlab, fdo.gitlab.insecure, FDO_GITLAB_INSECURE",
        "FORCE_POKE, force, fdo.poke.force, FDO_POKE_FORCE",
        "POKE_AT_END, pokeAtEnd, fdo.poke.at.end, FDO_POKE_AT_END",
        "FAIL_ON_ERROR, failOnError, fdo.fail.on.error, FDO_FAIL_ON_ERROR",
        "DELETE, delete, fdo.delete, FDO_DELETE",
        "DELETE_PATTERN, pattern, fdo.delete.pattern, FDO_DELETE_PATTERN",
        "DELETE_TAGS, deleteTags, fdo.delete.tags, FDO_DELETE_TAGS",
        "CONFIRM_DELETE, confirm, fdo.delete.confirm, FDO_DELETE_CONFIRM",
        "PROXY, proxy, fdo.proxy, FDO_PROXY",
        "PARALLELISM, parallelism, fdo.parallelism, FDO_PARALLELISM",
        "OUTPUT_DIRECTORY, outputDirectory, fdo.output.directory, FDO_OUTPUT_DIRECTORY"
    })
    void hasTheNamesOfTheContract(Setting setting, String element, String property, String variable) {
        assertThat(setting.element()).isEqualTo(element);
        assertThat(setting.property()).contains(property);
        assertThat(setting.variable()).contains(variable);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DISTRIBUTION")
    void derivesTheVariableFromTheProperty(Setting setting) {
        setting.variable()
                .ifPresent(
                        variable -> assertThat(variable.toLowerCase(Locale.ROOT).replace('_', '.'))
                                .isEqualTo(setting.property().orElseThrow()));
    }

    @ParameterizedTest
    @CsvSource({
        "SKIP_BUILD_IMAGE, fdo.build-image.skip",
        "SKIP_INSPECT_IMAGE, fdo.inspect-image.skip",
        "SKIP_POKE_DEPENDENTS, fdo.poke-dependents.skip",
        "SKIP_CHECK_BASE, fdo.check-base.skip",
        "SKIP_DELETE_IMAGES, fdo.delete-images.skip"
    })
    void hasAPropertyToSkipEachGoal(Setting setting, String property) {
        assertThat(setting.property()).contains(property);
        assertThat(setting.variable()).isEmpty();
    }

    @Test
    void hasTheVariablesOfGitlabInOrder() {
        assertThat(Setting.GITLAB_URL.spec().ciVariables()).containsExactly("CI_API_V4_URL", "CI_SERVER_URL");
        assertThat(Setting.REGISTRY_IMAGE.spec().ciVariables()).containsExactly("CI_REGISTRY_IMAGE");
        assertThat(Setting.REGISTRY.spec().ciVariables()).containsExactly("CI_REGISTRY");
        assertThat(Setting.TAG.spec().ciVariables()).isEmpty();
    }

    @Test
    void showsAllNames() {
        assertThat(Setting.GITLAB_URL)
                .hasToString("<gitlabUrl> (-Dfdo.gitlab.url, FDO_GITLAB_URL, CI_API_V4_URL, CI_SERVER_URL)");
        assertThat(Setting.TAG).hasToString("<tag> (-Dfdo.distribution.tag, FDO_DISTRIBUTION_TAG)");
        assertThat(Setting.REGISTRY_IMAGE)
                .hasToString("<registryImage> (-Dfdo.registry.image, FDO_REGISTRY_IMAGE, CI_REGISTRY_IMAGE)");
        assertThat(Setting.NAME).hasToString("<name> (-Dfdo.name)");
        assertThat(Setting.EXEC_ENVIRONMENT)
                .hasToString("<execEnvironment> (-Dfdo.exec.environment, FDO_EXEC_ENVIRONMENT)");
    }
}
