package io.github.fdomaven.it;

import io.github.fdomaven.definition.BaseReference;
import io.github.fdomaven.definition.Distribution;
import io.github.fdomaven.definition.Packages;
import io.github.fdomaven.definition.Recipe;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/**
 * Pushes the tiny images of the benchmark: a base image, and fresh images with the labels of a build from it. Each image has its own
 * manifest, config and layer. {@code src/it/environment/benchmark} runs it.
 */
public final class BenchmarkImages {

    private BenchmarkImages() {}

    /**
     * Pushes the images.
     *
     * @param arguments the address of the registry, the version of the distribution, and the number of images
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        TestRegistry registry = new TestRegistry(arguments[0]);
        String version = arguments[1];
        String base = arguments[0] + "/tiny:1";
        String digest = registry.pushImage("docker", "tiny", "1", Map.of());
        Map<String, String> labels = Map.of(
                "fdo.pipeline_id",
                "1",
                "fdo.base_image",
                base,
                "fdo.base_digest",
                digest,
                "fdo.recipe_digest",
                recipe(version, base).digest().toString());
        for (int i = 0; i < Integer.parseInt(arguments[2]); i++) {
            registry.pushImage("docker", "idle/debian/" + version, "image" + i, labels);
        }
    }

    private static Recipe recipe(String version, String base) {
        return new Recipe(
                Distribution.DEBIAN,
                version,
                new BaseReference(base),
                Packages.parse(""),
                Optional.empty(),
                Optional.empty(),
                "/app",
                Optional.empty(),
                Map.of());
    }
}
