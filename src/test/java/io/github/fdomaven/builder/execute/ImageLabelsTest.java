package io.github.fdomaven.builder.execute;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.ci.CiVariables;
import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import io.github.fdomaven.definition.RecipeNote;
import io.github.fdomaven.oci.Digest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ImageLabelsTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:11:12.987654Z");
    private static final Optional<Digest> DIGEST = Optional.of(Digest.parse("sha256:" + "0123456789abcdef".repeat(4)));
    private static final CiVariables NOWHERE = new CiVariables(new Environment(Map.of()));
    private static final CiVariables PIPELINE = new CiVariables(new Environment(Map.of(
            "CI_PIPELINE_ID", "4711",
            "CI_JOB_ID", "42",
            "CI_PROJECT_PATH", "group/app",
            "CI_COMMIT_SHA", "deadbeef",
            "CI_PROJECT_URL", "https://gitlab.example.org/group/app")));

    @Test
    void namesThePipelineTheRecipeAndTheBaseImage() {
        ImageDefinition request = new ImageDefinitionBuilder()
                .upstreams("up/one", "up/two")
                .expiresAfter("2d")
                .labels(Map.of("own", "größe \"5\" $HOME"))
                .build();

        assertThat(labels(request, DIGEST, Map.of(), PIPELINE))
                .containsOnly(
                        entry("fdo.pipeline_id", "4711"),
                        entry("fdo.job_id", "42"),
                        entry("fdo.project", "group/app"),
                        entry("fdo.commit", "deadbeef"),
                        entry("fdo.upstream-repo", "up/one,up/two"),
                        entry("fdo.expires-after", "2d"),
                        entry("fdo.recipe_digest", request.recipe().digest().toString()),
                        entry("fdo.recipe", RecipeNote.of(request.recipe()).orElseThrow()),
                        entry("fdo.base_image", "docker.io/library/debian:bookworm"),
                        entry("fdo.base_digest", DIGEST.orElseThrow().toString()),
                        entry("org.opencontainers.image.created", "2026-11-24T10:11:12Z"),
                        entry("org.opencontainers.image.revision", "deadbeef"),
                        entry("org.opencontainers.image.source", "https://gitlab.example.org/group/app"),
                        entry("org.opencontainers.image.base.name", "docker.io/library/debian:bookworm"),
                        entry(
                                "org.opencontainers.image.base.digest",
                                DIGEST.orElseThrow().toString()),
                        entry("own", "größe \"5\" $HOME"));
    }

    @Test
    void omitsUnknownValues() {
        assertThat(labels(new ImageDefinitionBuilder().build(), Optional.empty(), Map.of(), NOWHERE))
                .containsOnlyKeys(
                        "fdo.recipe_digest",
                        "fdo.recipe",
                        "fdo.base_image",
                        "org.opencontainers.image.created",
                        "org.opencontainers.image.base.name");
    }

    @Test
    void overwritesTheFdoLabelsOfTheBaseImage() {
        Map<String, String> inherited = Map.of(
                "fdo.pipeline_id", "1",
                "fdo.expires-after", "1h",
                "fdo.base_digest", "sha256:old",
                "fdo.recipe_digest", "sha256:old",
                "fdo.of-another-version", "x",
                "org.opencontainers.image.revision", "old",
                "org.opencontainers.image.source", "https://old",
                "org.opencontainers.image.base.digest", "sha256:old");

        Map<String, String> labels = labels(new ImageDefinitionBuilder().build(), Optional.empty(), inherited, NOWHERE);

        assertThat(labels)
                .containsEntry("fdo.pipeline_id", "")
                .containsEntry("fdo.expires-after", "")
                .containsEntry("fdo.base_digest", "")
                .containsEntry("fdo.of-another-version", "")
                .containsEntry("org.opencontainers.image.revision", "")
                .containsEntry("org.opencontainers.image.source", "")
                .containsEntry("org.opencontainers.image.base.digest", "");
        assertThat(labels.values()).doesNotContain("sha256:old", "old", "https://old", "1h", "1", "x");
    }

    @Test
    void keepsOtherLabelsOfTheBaseImage() {
        assertThat(labels(
                        new ImageDefinitionBuilder().build(), DIGEST, Map.of("maintainer", "me", "fdox", "1"), NOWHERE))
                .doesNotContainKeys("maintainer", "fdox");
    }

    @Test
    void prefersTheLabelsOfTheUser() {
        ImageDefinition request = new ImageDefinitionBuilder()
                .labels(Map.of("org.opencontainers.image.source", "https://mine", "maintainer", "you"))
                .build();

        assertThat(labels(request, DIGEST, Map.of("maintainer", "me"), PIPELINE))
                .containsEntry("org.opencontainers.image.source", "https://mine")
                .containsEntry("maintainer", "you");
    }

    @Test
    void setsTheBaseDigestAfterThePush() {
        ImageDefinition request =
                new ImageDefinitionBuilder().labels(Map.of("own", "a b")).build();
        String digest = DIGEST.orElseThrow().toString();

        assertThat(ImageLabels.ofBase(request, DIGEST, true))
                .containsOnly(entry("fdo.base_digest", digest), entry("org.opencontainers.image.base.digest", digest));
        // The OCI annotation is for the digest of a manifest.
        assertThat(ImageLabels.ofBase(request, DIGEST, false)).containsOnlyKeys("fdo.base_digest");
        assertThat(ImageLabels.ofBase(request, Optional.empty(), true)).isEmpty();
    }

    @Test
    void doesNotOverwriteALabelOfTheUserAfterThePush() {
        ImageDefinition request = new ImageDefinitionBuilder()
                .labels(Map.of("org.opencontainers.image.base.digest", "my \"own\""))
                .build();

        assertThat(ImageLabels.ofBase(request, DIGEST, true)).containsOnlyKeys("fdo.base_digest");
        assertThat(labels(request, DIGEST, Map.of(), NOWHERE))
                .containsEntry("org.opencontainers.image.base.digest", "my \"own\"");
    }

    @Test
    void omitsARecipeThatIsTooLong() {
        String packages = IntStream.range(0, 1000).mapToObj(i -> "package" + i).collect(Collectors.joining(" "));

        assertThat(labels(
                        new ImageDefinitionBuilder().packages(packages).build(),
                        DIGEST,
                        Map.of("fdo.recipe", "old"),
                        NOWHERE))
                .containsEntry("fdo.recipe", "");
    }

    /** All labels of the image. */
    private static Map<String, String> labels(
            ImageDefinition request, Optional<Digest> digest, Map<String, String> inherited, CiVariables ci) {
        Map<String, String> labels =
                new HashMap<>(ImageLabels.of(request, ImageDefinitionBuilder.BASE, inherited, ci, ci.commit(), NOW));
        labels.putAll(ImageLabels.ofBase(request, digest, true));
        return labels;
    }
}
