package io.github.fdomaven.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Repository;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeNoteTest {

    private static final Digest ONE = digest("one");
    private static final Digest OTHER = digest("other");

    private static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    private static RecipeBuilder before() {
        return RecipeBuilder.all().exec(new Exec("./a.sh --all", Map.of("a.sh", ONE, "b.sh", ONE)));
    }

    private static String note(Recipe recipe) {
        return RecipeNote.of(recipe).orElseThrow();
    }

    private static Arguments change(UnaryOperator<RecipeBuilder> change, String words) {
        return Arguments.of(change, words);
    }

    static Stream<Arguments> changesInWords() {
        return Stream.of(
                change(recipe -> recipe.distribution(Distribution.UBUNTU), "distribution debian → ubuntu"),
                change(recipe -> recipe.version("trixie"), "version bookworm → trixie"),
                change(
                        recipe -> recipe.base(new BaseReference("debian/bookworm:2")),
                        "base docker.io/library/debian:bookworm → debian/bookworm:2"),
                change(recipe -> recipe.packages(Packages.parse("curl wget git")), "packages +git"),
                change(recipe -> recipe.packages(Packages.parse("curl")), "packages -wget"),
                change(recipe -> recipe.packages(Packages.parse("zsh curl git")), "packages +git +zsh -wget"),
                change(recipe -> recipe.packages(Packages.NONE), "packages -curl -wget"),
                change(recipe -> recipe.exec(new Exec("./a.sh", Map.of("a.sh", ONE, "b.sh", ONE))), "exec"),
                change(
                        recipe -> recipe.exec(new Exec("./a.sh --all", Map.of("a.sh", OTHER, "b.sh", ONE))),
                        "files a.sh"),
                change(
                        recipe -> recipe.exec(new Exec("./a.sh --all", Map.of("c.sh", ONE, "b.sh", ONE))),
                        "files a.sh, c.sh"),
                change(recipe -> recipe.exec(null), "exec; files a.sh, b.sh"),
                change(recipe -> recipe.entrypoint("/bin/other"), "entrypoint /bin/app → /bin/other"),
                change(recipe -> recipe.entrypoint(null), "entrypoint /bin/app → none"),
                change(recipe -> recipe.workingDir("/srv"), "workingDir /app → /srv"),
                change(recipe -> recipe.user("me"), "user app → me"),
                change(recipe -> recipe.user(null), "user app → none"),
                change(recipe -> recipe.labels(Map.of("a", "1", "b", "3")), "labels b"),
                change(recipe -> recipe.labels(Map.of("b", "2", "c", "1")), "labels a, c"));
    }

    @ParameterizedTest
    @MethodSource("changesInWords")
    void describesEveryKindOfChange(UnaryOperator<RecipeBuilder> change, String words) {
        Recipe now = change.apply(before()).build();

        assertThat(String.join("; ", RecipeNote.changes(note(before().build()), now)))
                .isEqualTo(words);
    }

    @Test
    void describesNoChangeOfABaseImageThatIsOnlyWrittenInAnotherWay() {
        Repository project = Repository.parse("registry.example.org/app");
        Recipe before = before().base(new BaseReference(project + "/debian:1")).build();
        Recipe now = before().base(new BaseReference("debian:1", List.of(project)))
                .user("me")
                .build();

        assertThat(RecipeNote.changes(note(before), now)).containsExactly("user app → me");
    }

    @Test
    void describesAValueThatWasNotSet() {
        Recipe before = before().user(null).exec(null).build();

        assertThat(RecipeNote.changes(note(before), before().build()))
                .containsExactly("exec", "files a.sh, b.sh", "user none → app");
    }

    @Test
    void hasNoSecrets() {
        Recipe recipe = before().exec(new Exec("login --password s3cret", Map.of("a.sh", ONE)))
                .labels(Map.of("token", "t0psecret"))
                .build();

        String note = note(recipe);
        List<String> changes = RecipeNote.changes(note(before().build()), recipe);

        assertThat(note + changes).doesNotContain("s3cret", "login", "t0psecret");
        assertThat(note).contains("\"token\":\"" + digest("t0psecret").hex().substring(0, 12) + "\"");
        assertThat(changes).containsExactly("exec", "files b.sh", "labels a, b, token");
    }

    @Test
    void isNotWrittenIfItIsTooLong() {
        String packages = IntStream.range(0, 1000).mapToObj(i -> "package" + i).collect(Collectors.joining(" "));

        assertThat(RecipeNote.of(before().packages(Packages.parse(packages)).build()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "nonsense", "{", "[]", "[1, 2]", "null", "42", "\"text\"", "{}", "{\"else\": 1}"})
    void findsNoChangesInATextThatIsNotASummary(String note) {
        assertThat(RecipeNote.changes(note, before().build())).isEmpty();
    }

    @Test
    void comparesOnlyTheMembersOfAnOlderSummary() {
        assertThat(RecipeNote.changes("{\"version\":\"trixie\",\"else\":1}", before().build()))
                .containsExactly("version trixie → bookworm");
    }

    @Property
    void equalRecipesHaveNoChanges(@ForAll("recipes") Recipe recipe, @ForAll Random random) {
        List<String> packages = new ArrayList<>(recipe.packages().names());
        Collections.shuffle(packages, random);
        Recipe same = RecipeBuilder.of(recipe).packages(new Packages(packages)).build();

        assertThat(RecipeNote.of(same)).isEqualTo(RecipeNote.of(recipe));
        assertThat(RecipeNote.changes(note(recipe), same)).isEmpty();
    }

    @Property
    void findsAChangeIfAndOnlyIfTheDigestChanges(
            @ForAll("recipes") Recipe recipe, @ForAll("changes") UnaryOperator<RecipeBuilder> change) {
        Recipe now = change.apply(RecipeBuilder.of(recipe)).build();

        assertThat(RecipeNote.changes(note(recipe), now).isEmpty())
                .isEqualTo(now.digest().equals(recipe.digest()));
    }

    @Property
    void acceptsAnyText(@ForAll String garbage) {
        RecipeNote.changes(garbage, before().build());
    }

    @Provide
    Arbitrary<Recipe> recipes() {
        return Recipes.recipes();
    }

    @Provide
    Arbitrary<UnaryOperator<RecipeBuilder>> changes() {
        return Recipes.changes();
    }
}
