package io.github.fdomaven.pipeline;

import static io.github.fdomaven.pipeline.Pipelines.NOTHING;
import static io.github.fdomaven.pipeline.Pipelines.NO_TEMPLATE;
import static io.github.fdomaven.pipeline.Pipelines.built;
import static io.github.fdomaven.pipeline.Pipelines.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinition.Rebuild;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChildPipelineTest extends PipelineTestCase {

    private static HandedDown handedDown(Map<String, String> variables, List<String> properties, JobShell shell) {
        return new HandedDown(Optional.of("77"), variables, Optional.of("sub dir"), NOTHING.maven(), properties, shell);
    }

    @Test
    void hasAJobForEachImageThatNeedsWorkAfterTheJobOfItsBaseImage() {
        ImageDefinition base = image("base").build();
        ImageDefinition tools = image("tools").parent(base).build();

        Map<String, Object> document =
                document(built(base), built(tools), built(image("other").build()));

        assertThat(document.keySet())
                .containsExactly(
                        "workflow", "stages", ChildPipeline.TEMPLATE, "build base", "build tools", "build other");
        assertThat(job(document, "build base"))
                .isEqualTo(Map.of(
                        "extends",
                        ChildPipeline.TEMPLATE,
                        "needs",
                        List.of(),
                        "script",
                        List.of("mvn -B fdo:build-image -Dfdo.only=base"),
                        "artifacts",
                        Map.of("name", "base", "when", "always", "paths", List.of("target/fdo/"))));
        assertThat(job(document, "build tools").get("needs"))
                .isEqualTo(List.of(Map.of("job", "build base", "artifacts", false)));
        assertThat(job(document, "build other").get("needs")).isEqualTo(List.of());
        assertThat(document.get("workflow")).isEqualTo(Map.of("rules", List.of(Map.of("when", "always"))));
    }

    @Test
    void hasNoJobForAnImageThatExists() {
        ImageDefinition base = image("base").build();
        ImageDefinition tools = image("tools").parent(base).build();

        Map<String, Object> document = document(skipped(base), built(tools));

        assertThat(document).doesNotContainKey("build base");
        assertThat(job(document, "build tools").get("needs")).isEqualTo(List.of());
    }

    private static PlannedImage skipped(ImageDefinition image) {
        return new PlannedImage(image, new Action.Skip(null, "the tag exists", Optional.empty()));
    }

    @Test
    void hasAJobForAnImageThatFails() {
        ImageDefinition image = image("stale").build();

        assertThat(document(new PlannedImage(image, new Action.Fail(image.reference(), "it is stale", "Rebuild it."))))
                .containsKey("build stale");
    }

    @Test
    void hasOneJobThatSaysThatThereIsNothingToBuild() {
        Map<String, Object> document = document(skipped(image("base").build()));

        assertThat(document.keySet())
                .containsExactly("workflow", "stages", ChildPipeline.TEMPLATE, ChildPipeline.NOTHING);
        assertThat(job(document, ChildPipeline.NOTHING).get("script").toString())
                .contains("nothing to build");
    }

    @Test
    void keepsTheLimitsOfGitLabWithManyImages() {
        Map<String, Object> document = document(Pipelines.of(NO_TEMPLATE, NOTHING, Pipelines.many(300)));

        Set<String> before = new HashSet<>();
        document.forEach((name, value) -> {
            if (name.startsWith("build ")) {
                Collection<?> needs = (Collection<?>) ((Map<?, ?>) value).get("needs");
                assertThat(needs)
                        .hasSizeLessThanOrEqualTo(50)
                        .allSatisfy(need -> assertThat(before)
                                .contains(((Map<?, ?>) need).get("job").toString()));
                before.add(name);
            }
        });
        assertThat(before).hasSize(300);
    }

    @Test
    void quotesOddNamesForYamlAndForTheShell() {
        Map<String, Object> document = document(Pipelines.ODD_NAMES.stream()
                .map(name -> built(image(name).build()))
                .toArray(PlannedImage[]::new));

        assertThat(job(document, "build 1:30").get("script"))
                .isEqualTo(List.of("mvn -B fdo:build-image -Dfdo.only=1:30"));
        assertThat(job(document, "build it's \"50 %\" \\ of $HOME & `id`").get("script"))
                .isEqualTo(List.of("mvn -B fdo:build-image '-Dfdo.only=it'\\''s \"50 %\" \\ of $HOME & `id`'"));
        assertThat(document.keySet())
                .allSatisfy(name -> assertThat(name).hasSizeLessThanOrEqualTo(255))
                .hasSize(Pipelines.ODD_NAMES.size() + 3);
    }

    @Test
    void namesTheArtifactsByTheImage() {
        Map<String, Object> document = document(
                built(image("debian/12: x").build()),
                built(image("日本").build()),
                built(image("y".repeat(200)).build()));

        assertThat(document.values().stream()
                        .filter(Map.class::isInstance)
                        .map(job -> ((Map<?, ?>) job).get("artifacts"))
                        .filter(Map.class::isInstance)
                        .map(artifacts -> ((Map<?, ?>) artifacts).get("name").toString()))
                .containsExactly("debian-12-x", "image", "y".repeat(100));
    }

    @Test
    void forcesTheRebuildOfAnImage() {
        ImageDefinition image = image("base").build().forced(new Rebuild("a rebuild is forced", Optional.empty()));

        assertThat(job(document(built(image)), "build base").get("script"))
                .isEqualTo(List.of("mvn -B fdo:build-image -Dfdo.only=base -Dfdo.force.rebuild=true"));
    }

    @Test
    void forcesTheRebuildOnTheBaseImageThatHasChanged() {
        Reference changed = Reference.parse("docker.io/library/debian:bookworm");
        ImageDefinition image = image("base").build().forced(new Rebuild("changed", Optional.of(changed)));

        Map<?, ?> job = job(document(built(image)), "build base");

        assertThat(job.get("script")).isEqualTo(List.of("mvn -B fdo:build-image -Dfdo.only=base"));
        assertThat(job.get("variables"))
                .isEqualTo(Map.of("FDO_FORCE_REBUILD", "1", "FDO_CHANGED_BASES", image.reference() + "=" + changed));
    }

    @Test
    void handsDownWhatTheJobWasGiven() {
        HandedDown given = handedDown(
                Map.of("FDO_EXEC", "echo $HOME", "FDO_CACHE_DIR", "/builds/p/cache"),
                List.of("-Da=b c", "-Ddir=/builds/p/x", "-Dother=/builds/p2"),
                new JobShell(Map.of("/builds/p", "CI_PROJECT_DIR")));

        Map<String, Object> document =
                document(NO_TEMPLATE, given, built(image("base").build()));

        assertThat(document.get("variables"))
                .isEqualTo(Map.of(
                        "FDO_EXEC",
                        "echo $$HOME",
                        "FDO_CACHE_DIR",
                        "${CI_PROJECT_DIR}/cache",
                        "FDO_PIPELINE_ID",
                        "77"));
        assertThat(job(document, "build base").get("script"))
                .isEqualTo(
                        List.of(
                                "cd 'sub dir'",
                                "mvn -B fdo:build-image -Dfdo.only=base '-Da=b c' -Ddir=\"$CI_PROJECT_DIR\"/x -Dother=/builds/p2"));
    }

    @Test
    void putsTheTemplateIntoAHiddenJob() {
        JobTemplate template = new JobTemplate(
                Optional.of("maven:3.9"),
                List.of("docker"),
                Map.of(Platform.parse("linux/arm64"), List.of("arm")),
                Optional.of("echo a\necho \"$b\""),
                List.of("docker:dind"),
                Map.of("A", "$B"),
                List.of("/ci/images.yml", "https://example.org/x.yml"),
                List.of(".maven"));

        Map<String, Object> document = document(
                template,
                NOTHING,
                built(image("base").build()),
                built(image("arm").platform("linux/arm64/v8").build()));

        assertThat(document.get("include"))
                .isEqualTo(List.of(Map.of("local", "/ci/images.yml"), Map.of("remote", "https://example.org/x.yml")));
        assertThat(document.get("variables")).isEqualTo(Map.of("A", "$B"));
        assertThat(document.get(ChildPipeline.TEMPLATE))
                .isEqualTo(Map.of(
                        "extends",
                        List.of(".maven"),
                        "stage",
                        "images",
                        "image",
                        "maven:3.9",
                        "tags",
                        List.of("docker"),
                        "services",
                        List.of("docker:dind"),
                        "before_script",
                        List.of("echo a\necho \"$b\"")));
        assertThat(job(document, "build base").containsKey("tags")).isFalse();
        assertThat(job(document, "build arm").get("tags")).isEqualTo(List.of("arm"));
    }

    @Test
    void refusesASecret() {
        Secrets secrets = new Secrets();
        secrets.add("secret-of-the-test-1");
        HandedDown given = handedDown(Map.of(), List.of("-Da=secret-of-the-test-1"), new JobShell(Map.of()));
        ChildPipeline pipeline =
                Pipelines.of(NO_TEMPLATE, given, List.of(built(image("base").build())));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> pipeline.text(Pipelines.TOP.resolve("fdo/pipeline.yml"), secrets))
                .withMessageStartingWith("The pipeline would show a secret in 'build base' > 'script'. Write")
                .withMessageNotContaining("secret-of-the-test-1");
    }

    @Test
    void refusesAFileThatIsTooLargeForGitLab() {
        HandedDown given = handedDown(Map.of(), List.of("-Da=" + "b".repeat(100_000)), new JobShell(Map.of()));
        ChildPipeline pipeline = Pipelines.of(NO_TEMPLATE, given, Pipelines.many(60));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> Pipelines.text(pipeline))
                .withMessageStartingWith("The pipeline has 60 jobs and more than 5 MB");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/tmp/fdo", "/builds/group/project", "/builds/group/project/a[1]", "/builds/group/project/$A"})
    void refusesAPathThatGitLabCannotKeepAsArtifacts(String directory) {
        Path reports = Path.of(directory);
        List<PlannedImage> plan = List.of(built(image("base").build()));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> new ChildPipeline(plan, NO_TEMPLATE, NOTHING, Pipelines.TOP, image -> reports))
                .withMessageStartingWith("The jobs cannot keep the reports in '" + directory + "' as artifacts.");
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() ->
                        Pipelines.of(NO_TEMPLATE, NOTHING, plan).text(reports.resolve("pipeline.yml"), new Secrets()))
                .withMessageStartingWith("The jobs cannot keep the reports in '" + directory + "' as artifacts.");
    }

    @Test
    void saysHowToIncludeIt() {
        assertThat(Pipelines.of(NO_TEMPLATE, NOTHING, List.of())
                        .text(Pipelines.TOP.resolve("a/fdo/pipeline.yml"), new Secrets()))
                .startsWith("# Builds the images")
                .contains("#         - artifact: a/fdo/pipeline.yml\n#           job: generate-pipeline\n");
    }
}
