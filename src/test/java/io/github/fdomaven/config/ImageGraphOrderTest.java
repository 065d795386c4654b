package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageGraphOrderTest {

    private static final String WHOLE = "registry.example.org/group/app/";
    private static final String CYCLE = "The images are built from each other in a cycle: %s. Give one of them a"
            + " <baseImage> that is not among them.";

    private final Pom pom = new Pom();

    @TempDir
    private Path project;

    private void assertCycle(Pom images, String path) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(images::definitions)
                .withMessage(CYCLE.formatted(path));
    }

    @Test
    void anImageComesAfterItsBaseImage() {
        pom.image("c", "b:1").image("x", Map.of()).image("b", "a:1").image("a", Map.of());

        assertThat(pom.order()).containsExactly("a", "b", "c", "x");
        assertThat(pom.definitions())
                .extracting(image -> image.parent().map(ImageDefinition::name).orElse("-"))
                .containsExactly("-", "a", "b", "-");
    }

    @Test
    void independentImagesKeepTheOrderOfThePom() {
        pom.image("b", Map.of()).image("a", Map.of()).image("c", Map.of());

        assertThat(pom.order()).containsExactly("b", "a", "c");
    }

    @ParameterizedTest
    @ValueSource(strings = {"my/base:1", "registry.example.org/group/app/my/base:1"})
    void findsABaseImageByPathOrFullReference(String base) {
        pom.image("child", base).image("base", Map.of(Setting.REPO_SUFFIX, "my/base"));

        assertThat(pom.order()).containsExactly("base", "child");
        assertThat(pom.definition("child").recipe().base().text()).isEqualTo(base);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "base:2",
                "base",
                "other.example.org/group/app/base:1",
                "registry.example.org/group/other/base:1",
                "group/other/base:1"
            })
    void anyOtherBaseImageIsExternal(String base) {
        pom.image("child", base).image("base", Map.of());

        assertThat(pom.order()).containsExactly("child", "base");
        assertThat(pom.definition("child").parent()).isEmpty();
        assertThat(pom.definition("child").recipe().base().text()).isEqualTo(base);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", WHOLE})
    void replacesTheRecipePlaceholderInABaseImage(String prefix) {
        pom.common(Setting.TAG, "v-@recipe@")
                .image("child", prefix + "base:v-@recipe@")
                .image("base", Map.of());

        ImageDefinition base = pom.definition("base");
        String text = pom.definition("child").recipe().base().text();

        assertThat(pom.order()).containsExactly("base", "child");
        assertThat(base.reference().tag().orElseThrow().value())
                .isEqualTo("v-" + base.recipe().digest().hex().substring(0, 12));
        assertThat(text).isEqualTo(prefix + "base:" + base.reference().tag().orElseThrow());
    }

    @Test
    void aChangedBaseImageChangesTheTagsOfItsDescendants() {
        Map<String, String> before = references(chain("curl"));
        Map<String, String> after = references(chain("wget"));

        assertThat(after.get("other")).isEqualTo(before.get("other"));
        assertThat(List.of("base", "child", "grandchild"))
                .allSatisfy(name -> assertThat(after.get(name)).isNotEqualTo(before.get(name)));
        assertThat(chain("wget").definition("child").recipe().digest())
                .isNotEqualTo(chain("curl").definition("child").recipe().digest());
    }

    private static Pom chain(String packages) {
        return new Pom()
                .common(Setting.TAG, "@recipe@")
                .image("grandchild", "child:@recipe@")
                .image("child", "base:@recipe@")
                .image("base", Map.of(Setting.PACKAGES, packages))
                .image("other", Map.of());
    }

    /** Another module, as this one sees it. */
    private static Pom amongThoseOf(Pom other) {
        return new Pom().beside(other);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", WHOLE, "group/app/"})
    void replacesTheRecipePlaceholderOfAnotherModule(String prefix) {
        Pom other = new Pom()
                .common(Setting.TAG, "v-@recipe@")
                .image("child", "base:v-@recipe@")
                .image("base", Map.of(Setting.PACKAGES, "curl"));

        ImageDefinition image =
                amongThoseOf(other).image("image", prefix + "child:v-@recipe@").definition("image");

        String reference = other.definition("child").reference().toString();
        assertThat(image.recipe().base().text())
                .isEqualTo(prefix.isEmpty() ? reference.substring(WHOLE.length()) : reference);
        assertThat(image.parent().map(ImageDefinition::reference))
                .contains(other.definition("child").reference());
    }

    @Test
    void prefersABaseImageOfTheSameModule() {
        Pom other = new Pom().common(Setting.TAG, "@recipe@").image("base", Map.of(Setting.PACKAGES, "curl"));

        Pom both = amongThoseOf(other)
                .common(Setting.TAG, "@recipe@")
                .image("child", "base:@recipe@")
                .image("base", Map.of());

        assertThat(both.definition("child").parent().map(ImageDefinition::name)).contains("base");
        assertThat(both.definition("child").recipe().base().text())
                .isEqualTo("base:" + both.definition("base").reference().tag().orElseThrow());
    }

    @Test
    void refusesAPlaceholderInAnExternalBaseImage() {
        Pom other = new Pom().common(Setting.TAG, "@recipe@").image("base", Map.of());

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() ->
                        amongThoseOf(other).image("image", "missing:@recipe@").definitions())
                .withMessage(
                        Setting.BASE_IMAGE + ": 'missing:@recipe@' is not an image of this Maven build, so the value of"
                                + " @recipe@ is unknown. If another module has the image, run Maven in the root"
                                + " directory, with -pl for one module. Otherwise write the tag in full.");
    }

    private static Map<String, String> references(Pom pom) {
        Map<String, String> references = new HashMap<>();
        for (ImageDefinition image : pom.definitions()) {
            references.put(image.name(), image.reference().toString());
        }
        // Goals that only look at images find the same references.
        for (NamedImage image : pom.named()) {
            assertThat(references).containsEntry(image.name(), image.reference().toString());
        }
        return references;
    }

    @Test
    void aChangedFileOfABaseImageChangesTheTagOfItsChild() throws IOException {
        Files.writeString(project.resolve("a.sh"), "true");
        pom.in(project)
                .common(Setting.TAG, "@recipe@")
                .image("child", "base:@recipe@")
                .image("base", Map.of(Setting.EXEC, "sh a.sh"));
        Map<String, String> before = references(pom);

        Files.writeString(project.resolve("a.sh"), "false");

        assertThat(references(pom).get("child")).isNotEqualTo(before.get("child"));
    }

    @Test
    void refusesACycleAndShowsIt() {
        assertCycle(
                pom.image("x", "b:1").image("a", "c:1").image("b", "a:1").image("c", "b:1"), "'b' → 'a' → 'c' → 'b'");
    }

    @Test
    void refusesAnImageThatIsItsOwnBaseImage() {
        assertCycle(pom.image("a", WHOLE + "a:1").image("b", Map.of()), "'a' → 'a'");
    }

    @Test
    void refusesTheOnlyImageAsItsOwnBaseImage() {
        assertCycle(new Pom().common(Setting.BASE_IMAGE, "debian/bookworm:1"), "'debian/bookworm' → 'debian/bookworm'");
    }

    @Test
    void refusesACycleOfRecipes() {
        pom.common(Setting.TAG, "@recipe@").image("a", "b:@recipe@").image("b", "a:@recipe@");

        assertCycle(pom, "'a' → 'b' → 'a'");
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(pom::names)
                .withMessageContaining(CYCLE.formatted("'a' → 'b' → 'a'"));
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(pom.property("fdo.image", "b")::names)
                .withMessageContaining(CYCLE.formatted("'b' → 'a' → 'b'"));
    }

    @Property(tries = 100)
    void ordersAnyForest(@ForAll @IntRange(min = 1, max = 12) int size, @ForAll Random random) {
        Map<String, String> parents = new HashMap<>();
        String tag = random.nextBoolean() ? "1" : "@recipe@";
        Pom forest = new Pom().common(Setting.TAG, tag);
        for (int i = 0; i < size; i++) {
            int parent = random.nextInt(i + 1);
            if (parent == i) {
                forest.image("i" + i, Map.of(Setting.PACKAGES, "p" + i));
            } else {
                parents.put("i" + i, "i" + parent);
                forest.image("i" + i, (random.nextBoolean() ? "" : WHOLE) + "i" + parent + ":" + tag);
            }
        }

        List<ImageDefinition> images = forest.shuffled(random).definitions();
        List<String> order = images.stream().map(ImageDefinition::name).toList();

        assertThat(order).hasSize(size).doesNotHaveDuplicates();
        assertThat(images).allSatisfy(image -> {
            assertThat(image.parent().map(ImageDefinition::name))
                    .isEqualTo(Optional.ofNullable(parents.get(image.name())));
            image.parent().ifPresent(parent -> {
                int at = order.indexOf(parent.name());
                assertThat(at).isLessThan(order.indexOf(image.name()));
                assertThat(images.get(at).reference().toString())
                        .endsWith(image.recipe().base().text());
            });
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"base:1", "group/app/base:1", "registry.example.org/group/app/base:1"})
    void findsABaseImageBelowProjectOrRegistry(String base) {
        pom.image("child", base).image("base", Map.of());

        assertThat(pom.order()).containsExactly("base", "child");
        assertThat(pom.definition("child").parent().map(ImageDefinition::name)).contains("base");
    }

    @ParameterizedTest
    @ValueSource(strings = {"REGISTRY.Example.org/group/app/base:1", "REGISTRY.EXAMPLE.ORG/group/app/base:1"})
    void ignoresTheCaseOfTheHostOfABaseImage(String base) {
        pom.image("child", base).image("base", Map.of());

        assertThat(pom.definition("child").parent().map(ImageDefinition::name)).contains("base");
    }

    @ParameterizedTest
    @ValueSource(strings = {"base", "base:latest", WHOLE + "base", WHOLE + "base:latest"})
    void treatsAMissingTagOfABaseImageAsLatest(String base) {
        pom.common(Setting.TAG, "latest").image("child", base).image("base", Map.of());

        assertThat(pom.order()).containsExactly("base", "child");
        assertThat(pom.definition("child").parent().map(ImageDefinition::name)).contains("base");
        assertCycle(pom.image("x", "y").image("y", WHOLE + "x:latest"), "'x' → 'y' → 'x'");
    }
}
