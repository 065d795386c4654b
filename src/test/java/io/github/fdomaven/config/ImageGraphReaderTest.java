package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.definition.Packages;
import io.github.fdomaven.support.FixableException;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageGraphReaderTest {

    private final Pom pom = new Pom();

    private static void assertRefused(ThrowingCallable reading, String message) {
        assertThatExceptionOfType(FixableException.class).isThrownBy(reading).withMessage(message);
    }

    @Test
    void aPomWithoutImagesHasOneImage() {
        assertThat(pom.order()).containsExactly("debian/bookworm");
        assertThat(pom.names()).containsExactly("[debian/bookworm] registry.example.org/group/app/debian/bookworm:1");
    }

    @Test
    void imagesInheritCommonSettings() {
        pom.common(Setting.PACKAGES, "curl")
                .property("fdo.user", "me")
                .variable("FDO_EXPIRES_AFTER", "2d")
                .image("a", Map.of())
                .image("b", Map.of(Setting.PACKAGES, "wget", Setting.USER, "you", Setting.TAG, "2"));

        ImageDefinition a = pom.definition("a");
        ImageDefinition b = pom.definition("b");

        assertThat(a.reference()).hasToString("registry.example.org/group/app/a:1");
        assertThat(a.recipe().packages()).isEqualTo(Packages.parse("curl"));
        assertThat(a.recipe().user()).contains("me");
        assertThat(a.expiresAfter()).hasToString("Optional[2d]");
        assertThat(b.reference()).hasToString("registry.example.org/group/app/b:2");
        assertThat(b.recipe().packages()).isEqualTo(Packages.parse("wget"));
        assertThat(b.recipe().user()).contains("you");
        assertThat(b.expiresAfter()).hasToString("Optional[2d]");
    }

    @Test
    void anImageWithoutANameIsNamedAfterItsSuffix() {
        pom.element(Map.of(Setting.VERSION, "trixie"), Map.of())
                .element(Map.of(Setting.REPO_SUFFIX, "tools"), Map.of());

        assertThat(pom.order()).containsExactly("debian/trixie", "tools");
    }

    @Test
    void labelsOfTheImageOverrideCommonLabels() {
        pom.label("a", "all").label("b", "all").image("x", Map.of(), Map.of("b", "own", "c", "own"));
        pom.image("y", Map.of());

        assertThat(pom.definition("x").recipe().labels()).isEqualTo(Map.of("a", "all", "b", "own", "c", "own"));
        assertThat(pom.definition("y").recipe().labels()).isEqualTo(Map.of("a", "all", "b", "all"));
    }

    @ParameterizedTest
    @CsvSource({
        "no, yes, no, no, true, true",
        "yes, no, no, no, true, false",
        "no, no, 1, 0, true, true",
        "no, no, 0, true, true, true",
        "no, no, false, 0, false, false"
    })
    void aRebuildIsForcedByAnySource(
            String own, String common, String property, String variable, boolean isFirst, boolean isSecond) {
        pom.common(Setting.FORCE_REBUILD, common)
                .property("fdo.force.rebuild", property)
                .variable("FDO_FORCE_REBUILD", variable)
                .image("a", Map.of(Setting.FORCE_REBUILD, own))
                .image("b", Map.of());

        assertThat(pom.definition("a").forced().isPresent()).isEqualTo(isFirst);
        assertThat(pom.definition("b").forced().isPresent()).isEqualTo(isSecond);
    }

    @ParameterizedTest
    @CsvSource({"b, b", "'c,a', 'a,c'", "' a , b,,', 'a,b'", "',', 'a,b,c'"})
    void onlySelectsImages(String only, String expected) {
        pom.property("fdo.only", only).image("a", Map.of()).image("b", Map.of()).image("c", Map.of());

        assertThat(String.join(",", pom.order())).isEqualTo(expected);
        assertThat(pom.names()).hasSameSizeAs(pom.order());
    }

    @Test
    void aSelectedImageKeepsABaseImageThatIsNotSelected() {
        pom.property("fdo.only", "b").image("a", Map.of()).image("b", "a:1");

        assertThat(pom.order()).containsExactly("b");
        assertThat(pom.definition("b").parent().map(ImageDefinition::name)).contains("a");
    }

    @Test
    void onlyRefusesAnUnknownName() {
        pom.property("fdo.only", "a,typo").image("a", Map.of()).image("b", Map.of());
        String message = "<only> (-Dfdo.only, FDO_ONLY): there is no image 'typo'. The images are: 'a', 'b'.";

        assertRefused(pom::definitions, message);
        assertRefused(pom::names, message);
    }

    @Test
    void refusesTwoImagesWithOneName() {
        pom.image("a", Map.of()).image("b", Map.of(Setting.NAME, "a"));
        String message = "Two images have the name 'a'. Give one of them another <name>.";

        assertRefused(pom::definitions, message);
        assertRefused(pom::names, message);
    }

    @Test
    void refusesACommonNameOfTwoImages() {
        pom.property("fdo.name", "x")
                .element(Map.of(Setting.REPO_SUFFIX, "a"), Map.of())
                .element(Map.of(Setting.REPO_SUFFIX, "b"), Map.of());

        assertRefused(pom::definitions, "Two images have the name 'x'. Give one of them another <name>.");
    }

    @Test
    void refusesTwoImagesWithOneReference() {
        pom.image("a", Map.of()).image("b", Map.of(Setting.REPO_SUFFIX, "a"));

        assertRefused(
                pom::definitions,
                "The images 'a' and 'b' have the same path and tag 'a:1'. Give one of them another <tag> or <repoSuffix>.");
    }

    @Test
    void anErrorNamesTheImage() {
        pom.image("a", Map.of()).image("b", Map.of(Setting.WORKING_DIR, "app")).image("c", Map.of());

        assertRefused(
                pom::definitions,
                "Image 'b': <workingDir> (-Dfdo.distribution.workingdir, FDO_DISTRIBUTION_WORKINGDIR): 'app' is not"
                        + " an absolute path of the image, such as /app.");
        assertThat(pom.names()).hasSize(3);
    }

    @Test
    void aMissingSettingNamesTheImage() {
        pom.without(Setting.TAG).image("a", Map.of(Setting.TAG, "1")).image("b", Map.of());
        String message = "Image 'b': No tag is set: set <tag> (-Dfdo.distribution.tag, FDO_DISTRIBUTION_TAG), for"
                + " example to 2026-11-24.0.";

        assertRefused(pom::definitions, message);
        assertRefused(pom::names, message);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-${env.DATE}", "a-$DATE"})
    void anErrorNamesAVariableThatIsNotReplaced(String tag) {
        pom.image("a", Map.of(Setting.TAG, tag));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(pom::definitions)
                .withMessageEndingWith(
                        " Maven did not replace the variable DATE here: set it where Maven runs and write"
                                + " ${env.DATE} in the POM, or write its value.");
    }

    @Test
    void anErrorOfAnImageWithoutNameHasItsNumber() {
        Pom unnamed = new Pom("unnamed");
        unnamed.image("a", Map.of()).image("b", Map.of(Setting.NAME, "", Setting.TAG, "${date}"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(unnamed::definitions)
                .withMessageStartingWith("Image 2 of 2: <tag>")
                .withMessageEndingWith(" The property date is not set where Maven runs: set it, or write its value.");
    }

    @Test
    void anErrorOfTheOnlyImageHasNoNumber() {
        pom.image("a", Map.of(Setting.TAG, "a b"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(pom::definitions)
                .withMessageStartingWith("<tag> (-Dfdo.distribution.tag, FDO_DISTRIBUTION_TAG): 'a b'");
    }

    @Test
    void anErrorOfABaseImageNamesTheBaseImage() {
        pom.property("fdo.only", "child")
                .image("child", Map.of(Setting.BASE_IMAGE, "base:a b", Setting.TAG, "@recipe@"))
                .image("base", Map.of(Setting.TAG, "a b"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(pom::names)
                .withMessageStartingWith("Image 'base': <tag>");
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(pom::definitions)
                .withMessageStartingWith("Image 'base': <tag>");
    }

    @Test
    void choosesAnImageByItsName() {
        pom.image("a", Map.of()).image("b", Map.of(Setting.TAG, "2")).property("fdo.image", "b");

        assertThat(pom.names()).containsExactly("[b] registry.example.org/group/app/b:2");
    }

    @Test
    void looksAtEachImageAfterItsBaseImage() {
        pom.image("c", "b:1").image("d").image("b", "a:1").image("a");

        assertThat(pom.named()).extracting(NamedImage::name).containsExactly("a", "b", "c", "d");
        assertThat(pom.order()).containsExactly("a", "b", "c", "d");
    }

    @Test
    void looksAtImagesWithoutValidBaseImages() {
        pom.image("b", "Not a reference").image("a", "b:1");

        assertThat(pom.named()).extracting(NamedImage::name).containsExactly("b", "a");
    }

    @Test
    void choosesAReferenceEvenIfThePomIsIncomplete() {
        pom.without(Setting.TAG)
                .image("a", Map.of())
                .image("b", Map.of())
                .property("fdo.image", "other.example.org/x:1");

        assertThat(pom.names()).containsExactly("other.example.org/x:1");
    }

    @Test
    void refusesAMistypedName() {
        pom.image("base", Map.of()).image("java", Map.of()).property("fdo.image", "bas");

        assertRefused(
                pom::names,
                "<image> (-Dfdo.image, FDO_IMAGE): 'bas' is neither the name of an image of the POM ('base', 'java') nor"
                        + " a path and a tag below registry.example.org/group/app, such as"
                        + " debian/bookworm:2026-11-24.0.");
    }

    @Test
    void withoutImagesTheTagDefaultsToLatest() {
        pom.without(Setting.TAG).property("fdo.image", "bas");

        assertThat(pom.names()).containsExactly("registry.example.org/group/app/bas:latest");
    }
}
