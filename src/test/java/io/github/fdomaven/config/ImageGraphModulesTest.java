package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.definition.Exec;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ModuleImages;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageGraphModulesTest {

    private final Pom one = new Pom("one");
    private final Pom two = new Pom("two");

    @TempDir
    private Path project;

    private static void assertRefused(Pom pom, String... parts) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(pom::definitions)
                .satisfies(refusal -> assertThat(refusal.getMessage()).contains(parts));
    }

    @Test
    void ordersTheImagesOfAllModules() {
        one.image("child", "base:1").image("other");
        two.image("base");

        Pom both = one.and(two);

        assertThat(both.order()).containsExactly("base", "child", "other");
        assertThat(both.definition("child").parent().orElseThrow().module().name())
                .isEqualTo("two");
        assertThat(both.graph().modules())
                .extracting(module -> module.module().name())
                .containsExactly("one", "two");
    }

    /** Without a registry, the images of each module are below the name of the module. */
    @Test
    void findsBaseImagesOfOtherModulesInTheEngine() {
        one.without(Setting.REGISTRY_IMAGE).image("child", "base:1.@recipe@");
        two.without(Setting.REGISTRY_IMAGE).image("base", Map.of(Setting.TAG, "1.@recipe@"));

        ImageDefinition child = one.and(two).definition("child");

        assertThat(child.baseReference()).isEqualTo(two.definition().reference());
        assertThat(child.baseReference().toString()).startsWith("localhost/two/base:1.");
        // The recipe is the same as with a registry.
        one.common(Setting.REGISTRY_IMAGE, Pom.PROJECT.toString());
        two.common(Setting.REGISTRY_IMAGE, Pom.PROJECT.toString());
        assertThat(one.definition("child").recipe().digest())
                .isEqualTo(child.recipe().digest());
    }

    @Test
    void prefersTheBaseImageOfItsOwnModuleInTheEngine() {
        one.without(Setting.REGISTRY_IMAGE).image("child", "base:1").image("base");
        two.without(Setting.REGISTRY_IMAGE).image("base");

        assertThat(one.and(two).definition("child").baseReference()).hasToString("localhost/one/base:1");
    }

    @Test
    void buildsTheSameImageOfTwoModulesOnce() {
        one.image("shared");
        two.image("shared").common(Setting.FORCE_REBUILD, "true");

        Pom both = one.and(two);

        assertThat(both.order()).containsExactly("shared");
        assertThat(both.definition().forced()).isPresent();
        assertThat(both.graph().modules())
                .hasSize(2)
                .allSatisfy(module -> assertThat(module.selected()).hasSize(1));
    }

    @Test
    void refusesDifferentImagesOfTwoModulesWithOneReference() {
        one.image("base");
        two.image("base", Map.of(Setting.PACKAGES, "curl"));

        assertRefused(
                one.and(two), "module one", "module two", Pom.PROJECT + "/base:1", "different recipes", "@recipe@");
    }

    @Test
    void refusesOneReferenceForTwoPlatforms() {
        one.image("base");
        two.image("base", Map.of(Setting.PLATFORM, "linux/arm64"));

        assertRefused(one.and(two), "module one", "module two");
    }

    @Test
    void qualifiesNamesThatTwoModulesHave() {
        one.image("base", Map.of(Setting.REPO_SUFFIX, "a")).image("own");
        two.image("base", Map.of(Setting.REPO_SUFFIX, "b"));

        assertThat(one.and(two).order()).containsExactly("one/base", "own", "two/base");
        assertThat(one.names())
                .containsExactly(
                        "[one/base] " + Pom.PROJECT + "/a:1",
                        "[own] " + Pom.PROJECT + "/own:1",
                        "[two/base] " + Pom.PROJECT + "/b:1");
    }

    @Test
    void onlySelectsInAllModules() {
        one.image("base", Map.of(Setting.REPO_SUFFIX, "a")).image("own").property("fdo.only", "base");
        two.image("base", Map.of(Setting.REPO_SUFFIX, "b")).property("fdo.only", "base");

        assertThat(one.and(two).order()).containsExactly("one/base", "two/base");
    }

    @Test
    void onlyAcceptsAQualifiedName() {
        one.image("base", Map.of(Setting.REPO_SUFFIX, "a")).property("fdo.only", "two/base");
        two.image("base", Map.of(Setting.REPO_SUFFIX, "b")).property("fdo.only", "two/base");

        assertThat(one.and(two).order()).containsExactly("two/base");
    }

    @Test
    void onlyMaySelectNothingInAModule() {
        one.image("own").property("fdo.only", "other").beside(two.image("other"));

        assertThat(one.order()).isEmpty();
    }

    @Test
    void onlyRefusesANameThatNoModuleHas() {
        one.image("own").property("fdo.only", "typo").beside(two.image("other"));

        assertRefused(one, "there is no image 'typo'");
    }

    @Test
    void refusesAnAmbiguousChosenImage() {
        one.image("base", Map.of(Setting.REPO_SUFFIX, "a")).property("fdo.image", "base");
        two.image("base", Map.of(Setting.REPO_SUFFIX, "b"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(one.and(two)::names)
                .withMessageContaining("Write one of 'one/base', 'two/base'.");
        assertThat(one.property("fdo.image", "two/base").names()).containsExactly("[two/base] " + Pom.PROJECT + "/b:1");
    }

    @Test
    void anImageOfAModuleThatIsNotHandledIsKnownButNotSelected() {
        one.image("child", "base:@recipe@").beside(two.image("base", Map.of(Setting.TAG, "@recipe@")));

        assertThat(one.order()).containsExactly("child");
        ImageDefinition base = one.definition().parent().orElseThrow();
        assertThat(base.module().name()).isEqualTo("two");
        assertThat(one.definition().recipe().base().text())
                .isEqualTo("base:" + base.reference().tag().orElseThrow());
    }

    @Test
    void prefersTheModuleThatIsGivenFirst() {
        one.image("child", "base:1").beside(two.image("base")).beside(new Pom("three").image("base"));

        assertThat(one.definition().parent().orElseThrow().module().name()).isEqualTo("two");
    }

    @Test
    void ignoresInvalidSettingsOfModulesThatAreNotHandled() {
        one.image("own")
                .image("child", "base:1")
                .beside(two.image("base", Map.of(Setting.PACKAGES, "a;b")))
                .beside(new Pom("three").without(Setting.TAG).image("untagged"))
                .beside(new Pom("four").common(Setting.REGISTRY_IMAGE, "no host"));

        assertThat(one.order()).containsExactly("own", "child");
        assertThat(one.definition("child").parent()).isEmpty();
    }

    @Test
    void anErrorNamesTheModule() {
        one.image("own");
        two.image("a").image("b", Map.of(Setting.WORKING_DIR, "app"));

        assertRefused(one.and(two), "Module two, image 'b': <workingDir>");
    }

    @Test
    void protectsTheImagesOfAllModulesAndTheirBaseImages() {
        one.image("own").beside(two.image("other", "docker.io/library/debian:12"));

        assertThat(one.graph().protectedReferences())
                .containsExactlyInAnyOrder(
                        Reference.parse(Pom.PROJECT + "/own:1"),
                        Reference.parse(Pom.PROJECT + "/other:1"),
                        Reference.parse("docker.io/library/debian:12"));
    }

    @Test
    void cannotProtectTheImagesOfAModuleWithInvalidSettings() {
        for (Pom invalid : List.of(
                new Pom("two").image("a", "no:tag:at:all"),
                new Pom("two").without(Setting.TAG).image("a"))) {
            Pom pom = new Pom("one").image("own").beside(invalid);

            assertThatExceptionOfType(FixableException.class)
                    .isThrownBy(pom.graph()::protectedReferences)
                    .withMessageStartingWith("Module two: ");
        }
    }

    @Test
    void settingsWithoutAnImageAreNotProtected() {
        one.image("own").beside(two.without(Setting.TAG));

        assertThat(one.graph().protectedReferences()).hasSize(1);
    }

    @Test
    void knowsTheNamesOfAllModules() {
        one.image("own").beside(two.image("other"));

        assertThat(one.graph().names()).containsExactlyInAnyOrder("own", "other");
    }

    @Test
    void rebuildsAnImageWhoseBaseImageHasChanged() {
        one.image("own").image("other").changedBase("own:1", "docker.io/library/debian:bookworm");

        assertThat(one.definition("own").forced())
                .contains(new ImageDefinition.Rebuild(
                        "its base image has changed",
                        Optional.of(Reference.parse("docker.io/library/debian:bookworm"))));
        assertThat(one.definition("other").forced()).isEmpty();
    }

    @Test
    void aRebuildThatTheUserForcesMayUseAnyBaseImage() {
        one.image("own", Map.of(Setting.FORCE_REBUILD, "true"))
                .changedBase("own:1", "docker.io/library/debian:bookworm");

        assertThat(one.definition("own").forced().orElseThrow().changedBase()).isEmpty();
    }

    @Test
    void keepsTheNamesThatTheModulesUse() {
        one.image("base");
        two.image("common", Map.of(Setting.REPO_SUFFIX, "base"));

        List<ModuleImages> modules = one.and(two).graph().modules();

        assertThat(one.order()).containsExactly("base");
        assertThat(modules.get(1).selected().get(0).name()).isEqualTo("common");
    }

    /** Ten chains of 30 images. Each recipe reads one file, so the number of reads is the number of recipes. */
    @Test
    void readsEachRecipeOnce() throws IOException {
        Files.writeString(project.resolve("setup.sh"), "true");
        Pom chains = one.in(project).common(Setting.TAG, "@recipe@").common(Setting.EXEC, "sh setup.sh");
        for (int i = 0; i < 300; i++) {
            Map<Setting, String> base =
                    i % 30 == 0 ? Map.of() : Map.of(Setting.BASE_IMAGE, "i" + (i - 1) + ":@recipe@");
            chains.image("i" + i, base);
        }
        List<Path> reads = new ArrayList<>();
        Function<Path, Digest> counted = file -> {
            reads.add(file);
            return Exec.digest(file);
        };

        assertThat(chains.graph(counted).selectedDefinitions()).hasSize(300);
        assertThat(reads).hasSize(300);
    }

    @Test
    void resolvesAChainThatIsLongerThanTheStackIsDeep() {
        one.common(Setting.TAG, "@recipe@").image("i0");
        for (int i = 1; i < 5_000; i++) {
            one.image("i" + i, "i" + (i - 1) + ":@recipe@");
        }

        List<ImageDefinition> images = one.definitions();

        assertThat(images).hasSize(5_000);
        assertThat(images.get(4_999).parent()).contains(images.get(4_998));
    }
}
