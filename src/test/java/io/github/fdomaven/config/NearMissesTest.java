package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NearMissesTest {

    @ParameterizedTest
    @CsvSource({
        "UPSTREAM_REPO, FDO_UPSTREAM_REPO",
        "DISTRIBUTION_TAG, FDO_DISTRIBUTION_TAG",
        "FORCE_REBUILD, FDO_FORCE_REBUILD",
        "FDO_UPSTREAM_REPOS, FDO_UPSTREAM_REPO",
        "FDO_ENGINE_REGISTRYS, FDO_ENGINE_REGISTRY",
        "FDO_PACKAGES, FDO_DISTRIBUTION_PACKAGES",
        "FDO_TAG, FDO_DISTRIBUTION_TAG",
        "FDO_DISTRIBUTION_PACKAGE, FDO_DISTRIBUTION_PACKAGES",
        "FDO_DISTRIBUTON_TAG, FDO_DISTRIBUTION_TAG",
        "FDO_DISTRIBUTION_WORKING_DIR, FDO_DISTRIBUTION_WORKINGDIR",
        "FDO_BASEIMAGE, FDO_BASE_IMAGE",
        "FDO_EXPIRE_AFTER, FDO_EXPIRES_AFTER",
        "FDO_PAKAGES, FDO_DISTRIBUTION_PACKAGES",
        "fdo_force_rebuild, FDO_FORCE_REBUILD",
        "fdo.base.image, FDO_BASE_IMAGE",
        "FDO_DISTRIBUTION_BASE_IMAGE, FDO_BASE_IMAGE",
        "FDO_DISTRIBUTION_UPSTREAM_REPO, FDO_UPSTREAM_REPO",
        "FDO_DISTRIBUTION_FORCE_REBUILD, FDO_FORCE_REBUILD",
        "FDO_DISTRIBUTION_USER, FDO_USER"
    })
    void warnsAboutAVariable(String name, String meant) {
        assertThat(NearMisses.find(Set.of(name), Set.of()))
                .containsExactly("Unknown variable " + name + " has no effect. Did you mean " + meant + "?");
    }

    @ParameterizedTest
    @CsvSource({
        "fdo.distribution.tags, fdo.distribution.tag",
        "fdo.tag, fdo.distribution.tag",
        "fdo.engineRegistry, fdo.engine.registry",
        "fdo.packages, fdo.distribution.packages",
        "fdo.baseImage, fdo.base.image",
        "fdo.base-image, fdo.base.image",
        "fdo.distribution.workingDir, fdo.distribution.workingdir",
        "fdo.upstream.repos, fdo.upstream.repo",
        "upstream.repo, fdo.upstream.repo",
        "fdo.users, fdo.user",
        "fdo.pakages, fdo.distribution.packages",
        "fdo.tga, fdo.distribution.tag",
        "fdo.workindir, fdo.distribution.workingdir",
        "FDO_FORCE_REBUILD, fdo.force.rebuild",
        "FDO_DISTRIBUTION_NAME, fdo.distribution",
        "FDO_DISTRIBUTION_TAG, fdo.distribution.tag",
        "fdo.distribution.base.image, fdo.base.image",
        "fdo.distribution.repo.suffix, fdo.repo.suffix",
        "fdo.distribution.cacheDir, fdo.cache.dir"
    })
    void warnsAboutAProperty(String name, String meant) {
        assertThat(NearMisses.find(Set.of(), Set.of(name)))
                .containsExactly("Unknown property " + name + " has no effect. Did you mean " + meant + "?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FOO",
                "USER",
                "HOME",
                "PATH",
                "NAME",
                "VERSION",
                "TAG",
                "REGISTRY",
                "NETWORK",
                "TIMEOUT",
                "CACHE_DIR",
                "DOCKER_HOST",
                "CI_REGISTRY_IMAGE",
                "FDO_DISTRIBUTION_IMAGE",
                "FDO_DISTRIBUTION_IMAGE_DIGEST",
                "FDO_IMAGE_BASE",
                "FDO_POKE_CHAIN",
                "FDO_PIPELINE_ID",
                "FDO_SOMETHING_OF_THE_USERS"
            })
    void ignoresVariablesOfOtherPrograms(String name) {
        assertThat(NearMisses.find(Set.of(name), Set.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user.name",
                "user",
                "skip",
                "push",
                "maven.compiler.release",
                "fdo.image.base",
                "fdo.image.debian/bookworm",
                "fdo.distribution.image",
                "fdo.build-image.skip",
                "fdo.of.the.user",
                "fdo.test",
                "fdo.vendor",
                "FDO"
            })
    void ignoresOtherProperties(String name) {
        assertThat(NearMisses.find(Set.of(), Set.of(name))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void knowsAllSettings(Setting setting) {
        List<String> variables = setting.variable().stream().toList();
        List<String> properties = setting.property().stream().toList();

        assertThat(NearMisses.find(variables, properties)).isEmpty();
    }

    @Test
    void sortsByNameVariablesFirst() {
        List<String> sentences =
                NearMisses.find(List.of("FDO_TAG", "UPSTREAM_REPO", "FOO", "FDO_PACKAGES"), List.of("fdo.tag"));

        assertThat(sentences)
                .extracting(sentence -> Stream.of(sentence.split(" ")).skip(2).findFirst())
                .containsExactly(
                        Optional.of("FDO_PACKAGES"),
                        Optional.of("FDO_TAG"),
                        Optional.of("UPSTREAM_REPO"),
                        Optional.of("fdo.tag"));
    }

    @Test
    void isEmptyWithoutNames() {
        assertThat(NearMisses.find(Set.of(), Set.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FDO_DISTRIBUTION_POST_EXEC",
                "FDO_CBUILD",
                "FDO_CBUILD_ARGS",
                "FDO_QEMU",
                "FDO_QEMU_BASE_IMAGE",
                "FDO_DISTRIBUTION_QEMU_SIZE"
            })
    void warnsAboutAVariableOfTheTemplatesWithoutEquivalent(String name) {
        assertThat(NearMisses.find(Set.of(name), Set.of()))
                .containsExactly("The variable " + name + " of the CI templates has no equivalent in this"
                        + " plugin, and no effect.");
    }

    @Test
    void warnsAboutEveryUnknownNameWithThePrefixOfTheTemplates() {
        assertThat(NearMisses.find(Set.of("FDO_DISTRIBUTION_COMPRESSION"), Set.of()))
                .containsExactly("Unknown variable FDO_DISTRIBUTION_COMPRESSION has no effect.");
    }

    @ParameterizedTest
    @CsvSource({
        "tags, tag",
        "tga, tag",
        "nmae, name",
        "Tag, tag",
        "base-image, baseImage",
        "baseimages, baseImage",
        "distributionTag, tag",
        "package, packages",
        "workinDir, workingDir",
        "label, labels"
    })
    void suggestsTheClosestElement(String name, String meant) {
        assertThat(NearMisses.element(name, "image", Setting.of(SettingSpec.Scope.IMAGE)))
                .isEqualTo("Unknown element <" + name + "> in <image> has no effect. Did you mean <" + meant + ">?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"dependents", "foo", "x", "registryImage"})
    void suggestsNothingIfNoElementIsClose(String name) {
        assertThat(NearMisses.element(name, "image", Setting.of(SettingSpec.Scope.IMAGE)))
                .isEqualTo("Unknown element <" + name + "> in <image> has no effect.");
    }
}
