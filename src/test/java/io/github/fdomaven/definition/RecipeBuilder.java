package io.github.fdomaven.definition;

import java.util.Map;
import java.util.Optional;

/** Builds a recipe for a test. Each method replaces one part. */
final class RecipeBuilder {

    private Distribution distribution = Distribution.DEBIAN;
    private String version = "bookworm";
    private BaseReference base = new BaseReference("docker.io/library/debian:bookworm");
    private Packages packages = Packages.parse("wget curl");
    private Exec exec;
    private String entrypoint = "/bin/app";
    private String workingDir = "/app";
    private String user = "app";
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

    RecipeBuilder base(BaseReference value) {
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
                labels);
    }
}
