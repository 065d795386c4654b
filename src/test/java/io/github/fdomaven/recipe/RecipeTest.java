package io.github.fdomaven.recipe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.fdomaven.distribution.Distribution;
import io.github.fdomaven.image.Digest;
import io.github.fdomaven.image.Platform;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipeTest {

    private static final Digest A_FILE = digest("a");

    @Test
    void hasADigestOfSha256AndSixtyFourDigits() {
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
                + "\"workingDir\":\"/app\",\"user\":\"app\",\"platform\":\"linux/amd64\",\"labels\":{\"a\":\"1\",\"b\":\"2\"}}";

        assertThat(recipe.digest()).isEqualTo(digest(canonical));
    }

    @ParameterizedTest
    @ValueSource(strings = {"app", "", "./app", "~"})
    void refusesAWorkingDirectoryThatIsNotAbsolute(String directory) {
        RecipeBuilder recipe = RecipeBuilder.all().workingDir(directory);

        assertThatIllegalArgumentException()
                .isThrownBy(recipe::build)
                .withMessage("'" + directory + "' is not an absolute path of the image.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fdo.", "fdo.pipeline_id", "fdo.anything", "", " "})
    void refusesALabelInThePluginsOwnName(String label) {
        RecipeBuilder recipe = RecipeBuilder.all().labels(Map.of(label, "x"));

        assertThatIllegalArgumentException()
                .isThrownBy(recipe::build)
                .withMessage("'" + label + "' cannot be the name of a label of your own: names that start with fdo. are"
                        + " the plugin's.");
    }

    @Property
    void hasOneDigestWhateverTheOrderOfPackagesAndLabels(@ForAll("recipes") Recipe recipe, @ForAll Random random) {
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
    void hasAnotherDigestAfterAnySingleChange(
            @ForAll("recipes") Recipe recipe, @ForAll("changes") UnaryOperator<RecipeBuilder> change) {
        Recipe changed = change.apply(RecipeBuilder.of(recipe)).build();
        Assume.that(!changed.equals(recipe));

        assertThat(changed.digest()).isNotEqualTo(recipe.digest());
    }

    @Property
    void hasOneDigestOnlyIfItIsTheSame(@ForAll("recipes") Recipe one, @ForAll("recipes") Recipe other) {
        boolean isSame = one.packages().sorted().containsAll(other.packages().sorted())
                && other.packages().sorted().containsAll(one.packages().sorted())
                && RecipeBuilder.of(one).packages(other.packages()).build().equals(other);

        assertThat(one.digest().equals(other.digest())).isEqualTo(isSame);
    }

    @Test
    void tellsAnAbsentValueFromAnEmptyOne() {
        assertThat(RecipeBuilder.all().entrypoint("").build().digest())
                .isNotEqualTo(RecipeBuilder.all().entrypoint(null).build().digest());
    }

    @Provide
    Arbitrary<UnaryOperator<RecipeBuilder>> changes() {
        Arbitrary<String> text = words();
        return Arbitraries.oneOf(
                Arbitraries.of(Distribution.class).map(value -> recipe -> recipe.distribution(value)),
                text.map(value -> recipe -> recipe.version(value)),
                bases().map(value -> recipe -> recipe.base(value)),
                packages().map(value -> recipe -> recipe.packages(onlyIfOtherSet(recipe, value))),
                execs().map(value -> recipe -> recipe.exec(value)),
                text.injectNull(0.2).map(value -> recipe -> recipe.entrypoint(value)),
                text.map(value -> recipe -> recipe.workingDir("/" + value)),
                text.injectNull(0.2).map(value -> recipe -> recipe.user(value)),
                platforms().injectNull(0.2).map(value -> recipe -> recipe.platform(value)),
                labels().map(value -> recipe -> recipe.labels(value)));
    }

    private static Packages onlyIfOtherSet(RecipeBuilder recipe, Packages packages) {
        Packages before = recipe.build().packages();
        return List.copyOf(before.sorted()).equals(List.copyOf(packages.sorted())) ? before : packages;
    }

    @Provide
    Arbitrary<Recipe> recipes() {
        return Combinators.combine(
                        Arbitraries.of(Distribution.class),
                        words(),
                        bases(),
                        packages(),
                        execs(),
                        words().injectNull(0.5),
                        platforms().injectNull(0.5),
                        labels())
                .as((distribution, word, base, packages, exec, user, platform, labels) -> RecipeBuilder.all()
                        .distribution(distribution)
                        .version(word)
                        .base(base)
                        .packages(packages)
                        .exec(exec)
                        .entrypoint(user)
                        .workingDir("/" + word)
                        .user(user)
                        .platform(platform)
                        .labels(labels)
                        .build());
    }

    private static Arbitrary<String> words() {
        return Arbitraries.strings().withChars("ab1\"\\,:{}ü ").ofMinLength(1).ofMaxLength(4);
    }

    private static Arbitrary<Base> bases() {
        return Arbitraries.of("docker.io/library/debian:1", "docker.io/library/debian:2", "debian:1", "debian:2")
                .map(Base::parse);
    }

    private static Arbitrary<Packages> packages() {
        return Arbitraries.of("curl", "wget", "git", "g++").list().ofMaxSize(4).map(Packages::new);
    }

    private static Arbitrary<Exec> execs() {
        Arbitrary<Map<String, Digest>> files = Arbitraries.maps(
                        Arbitraries.of("a.sh", "b.sh"), Arbitraries.of(digest("a"), digest("b")))
                .ofMaxSize(2);
        return Combinators.combine(words(), files).as(Exec::new).injectNull(0.3);
    }

    private static Arbitrary<Platform> platforms() {
        return Arbitraries.of("linux/amd64", "linux/arm64", "linux/arm64/v8").map(Platform::parse);
    }

    private static Arbitrary<Map<String, String>> labels() {
        return Arbitraries.maps(Arbitraries.of("a", "b", "c"), words()).ofMaxSize(2);
    }

    private static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A recipe one of whose parts can be replaced at a time. */
    private static final class RecipeBuilder {

        private Distribution distribution = Distribution.DEBIAN;
        private String version = "bookworm";
        private Base base = Base.parse("docker.io/library/debian:bookworm");
        private Packages packages = Packages.parse("wget curl");
        private Exec exec;
        private String entrypoint = "/bin/app";
        private String workingDir = "/app";
        private String user = "app";
        private Platform platform = Platform.parse("linux/amd64");
        private Map<String, String> labels = Map.of("b", "2", "a", "1");

        static RecipeBuilder all() {
            return new RecipeBuilder();
        }

        static Recipe recipe() {
            return all().build();
        }

        static RecipeBuilder of(Recipe recipe) {
            return all().distribution(recipe.distribution())
                    .version(recipe.version())
                    .base(recipe.base())
                    .packages(recipe.packages())
                    .exec(recipe.exec().orElse(null))
                    .entrypoint(recipe.entrypoint().orElse(null))
                    .workingDir(recipe.workingDir())
                    .user(recipe.user().orElse(null))
                    .platform(recipe.platform().orElse(null))
                    .labels(recipe.labels());
        }

        RecipeBuilder distribution(Distribution value) {
            distribution = value;
            return this;
        }

        RecipeBuilder version(String value) {
            version = value;
            return this;
        }

        RecipeBuilder base(Base value) {
            base = value;
            return this;
        }

        RecipeBuilder packages(Packages value) {
            packages = value;
            return this;
        }

        RecipeBuilder exec(Exec value) {
            exec = value;
            return this;
        }

        RecipeBuilder entrypoint(String value) {
            entrypoint = value;
            return this;
        }

        RecipeBuilder workingDir(String value) {
            workingDir = value;
            return this;
        }

        RecipeBuilder user(String value) {
            user = value;
            return this;
        }

        RecipeBuilder platform(Platform value) {
            platform = value;
            return this;
        }

        RecipeBuilder labels(Map<String, String> value) {
            labels = value;
            return this;
        }

        Recipe build() {
            return new Recipe(
                    distribution,
                    version,
                    base,
                    packages,
                    Optional.ofNullable(exec),
                    Optional.ofNullable(entrypoint),
                    workingDir,
                    Optional.ofNullable(user),
                    Optional.ofNullable(platform),
                    labels);
        }
    }
}
