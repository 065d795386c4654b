package io.github.fdomaven.definition;

import io.github.fdomaven.oci.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/** Makes recipes of all kinds and changes of them, for property tests. */
final class Recipes {

    private Recipes() {}

    static Arbitrary<UnaryOperator<RecipeBuilder>> changes() {
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
                labels().map(value -> recipe -> recipe.labels(value)));
    }

    private static Packages onlyIfOtherSet(RecipeBuilder recipe, Packages packages) {
        Packages before = recipe.build().packages();
        return List.copyOf(before.sorted()).equals(List.copyOf(packages.sorted())) ? before : packages;
    }

    static Arbitrary<Recipe> recipes() {
        return Combinators.combine(
                        Arbitraries.of(Distribution.class),
                        words(),
                        bases(),
                        packages(),
                        execs(),
                        words().injectNull(0.5),
                        labels())
                .as((distribution, word, base, packages, exec, user, labels) -> RecipeBuilder.all()
                        .distribution(distribution)
                        .version(word)
                        .base(base)
                        .packages(packages)
                        .exec(exec)
                        .entrypoint(user)
                        .workingDir("/" + word)
                        .user(user)
                        .labels(labels)
                        .build());
    }

    private static Arbitrary<String> words() {
        return Arbitraries.strings().withChars("ab1\"\\,:{}ü ").ofMinLength(1).ofMaxLength(4);
    }

    private static Arbitrary<BaseReference> bases() {
        return Arbitraries.of("docker.io/library/debian:1", "docker.io/library/debian:2", "debian:1", "debian:2")
                .map(BaseReference::new);
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

    private static Arbitrary<Map<String, String>> labels() {
        return Arbitraries.maps(Arbitraries.of("a", "b", "c"), words()).ofMaxSize(2);
    }

    private static Digest digest(String text) {
        return Digest.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
