package io.github.fdomaven.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.fdomaven.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {

    private static final Digest A_FILE = digest("a");

    @Test
    void hasASha256Digest() {
        assertThat(RecipeBuilder.recipe().digest().toString()).matches("sha256:[0-9a-f]{64}");
    }

    @Test
    void hasTheSameDigestInEveryVersionOfThePlugin() {
        Recipe recipe = RecipeBuilder.all()
                .exec(new Exec("./a.sh", Map.of("a.sh", A_FILE)))
                .build();
        String canonical = "{\"distribution\":\"debian\",\"version\":\"bookworm\","
                + "\"base\":\"docker.io/library/debian:bookworm\",\"packages\":[\"curl\",\"wget\"],"
                + "\"exec\":\"./a.sh\",\"files\":{\"a.sh\":\"" + A_FILE + "\"},\"entrypoint\":\"/bin/app\","
                + "\"workingDir\":\"/app\",\"user\":\"app\",\"platform\":null,\"labels\":{\"a\":\"1\",\"b\":\"2\"}}";

        assertThat(recipe.digest()).isEqualTo(digest(canonical));
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "", "./app", "~"})
    void refusesARelativeWorkingDirectory(String directory) {
        RecipeBuilder recipe = RecipeBuilder.all().workingDir(directory);

        assertThatIllegalArgumentException()
                .isThrownBy(recipe::build)
                .withMessage("'" + directory + "' is not an absolute path of the image, such as /app.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fdo.", "fdo.pipeline_id", "fdo.anything", "", " "})
    void refusesALabelOfThePlugin(String label) {
        RecipeBuilder recipe = RecipeBuilder.all().labels(Map.of(label, "x"));

        assertThatIllegalArgumentException()
                .isThrownBy(recipe::build)
                .withMessage(
                        "'" + label + "' is reserved: labels that start with fdo. belong to the plugin. Give the label"
                                + " another name.");
    }

    @Property
    void ignoresTheOrderOfPackagesAndLabels(@ForAll("recipes") Recipe recipe, @ForAll Random random) {
        List<String> packages = new ArrayList<>(recipe.packages().names());
        packages.addAll(packages);
        Collections.shuffle(packages, random);
        List<String> names = new ArrayList<>(recipe.labels().keySet());
        Collections.shuffle(names, random);
        Map<String, String> labels = new LinkedHashMap<>();
        names.forEach(name -> labels.put(name, recipe.labels().get(name)));

        Recipe reordered = RecipeBuilder.of(recipe)
                .packages(new Packages(packages))
                .labels(labels)
                .build();

        assertThat(reordered.digest()).isEqualTo(recipe.digest());
    }

    @Property
    void everyChangeChangesTheDigest(
            @ForAll("recipes") Recipe recipe, @ForAll("changes") UnaryOperator<RecipeBuilder> change) {
        Recipe changed = change.apply(RecipeBuilder.of(recipe)).build();
        Assume.that(!changed.equals(recipe));

        assertThat(changed.digest()).isNotEqualTo(recipe.digest());
    }

    @Property
    void differentRecipesHaveDifferentDigests(@ForAll("recipes") Recipe one, @ForAll("recipes") Recipe other) {
        boolean isSame = one.packages().sorted().containsAll(other.packages().sorted())
                && other.packages().sorted().containsAll(one.packages().sorted())
                && RecipeBuilder.of(one).packages(other.packages()).build().equals(other);

        assertThat(one.digest().equals(other.digest())).isEqualTo(isSame);
    }

    @Test
    void distinguishesAMissingValueFromAnEmptyValue() {
        assertThat(RecipeBuilder.all().entrypoint("").build().digest())
                .isNotEqualTo(RecipeBuilder.all().entrypoint(null).build().digest());
    }

    @Provide
    Arbitrary<UnaryOperator<RecipeBuilder>> changes() {
        return Recipes.changes();
    }

    @Provide
    Arbitrary<Recipe> recipes() {
        return Recipes.recipes();
    }

    private static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
