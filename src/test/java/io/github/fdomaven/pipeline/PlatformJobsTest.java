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
import io.github.fdomaven.support.FixableException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The jobs for images with several platforms. */
class PlatformJobsTest extends PipelineTestCase {

    private static final Action BUILD = new Action.Build("the tag does not exist", true);
    private static final Action SKIP = new Action.Skip(null, "the tag exists", Optional.empty());

    private static PlannedImage joined(ImageDefinition index, Action... members) {
        List<PlannedImage> planned = new ArrayList<>();
        for (int i = 0; i < members.length; i++) {
            planned.add(new PlannedImage(index.members().get(i), members[i]));
        }
        return Pipelines.joined(index, planned);
    }

    private static Object needs(String... jobs) {
        return Stream.of(jobs)
                .map(name -> Map.of("job", name, "artifacts", false))
                .toList();
    }

    /** The amd64 image of the base exists, and a rebuild of the image on the base is forced. */
    private static Map<String, Object> document() {
        ImageDefinition base =
                image("base").platforms("linux/amd64", "linux/arm64").build();
        ImageDefinition tools = image("tools")
                .parent(base)
                .platforms("linux/amd64", "linux/arm64")
                .build()
                .forced(new Rebuild("a rebuild is forced", Optional.empty()));
        JobTemplate template = new JobTemplate(
                Optional.empty(),
                List.of(),
                Map.of(Platform.parse("linux/arm64"), List.of("arm")),
                Optional.empty(),
                List.of(),
                Map.of(),
                List.of(),
                List.of());
        return document(
                template,
                NOTHING,
                joined(base, SKIP, BUILD),
                joined(tools, BUILD, BUILD),
                built(image("other").parent(base).build()));
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "build base linux/arm64, '-Dfdo.only=base linux/arm64'",
                "join base, -Dfdo.only=base -Dfdo.join.only=true",
                "build tools linux/arm64, '-Dfdo.only=tools linux/arm64' -Dfdo.force.rebuild=true",
                "join tools, -Dfdo.only=tools -Dfdo.join.only=true"
            })
    void hasAJobForEachPlatformAndOneThatJoinsThem(String name, String options) {
        assertThat(job(document(), name).get("script")).isEqualTo(List.of("mvn -B fdo:build-image " + options));
    }

    @Test
    void waitsForTheJobsOfTheSamePlatform() {
        Map<String, Object> document = document();

        assertThat(document.keySet().stream().skip(3))
                .containsExactly(
                        "build base linux/arm64",
                        "join base",
                        "build tools linux/amd64",
                        "build tools linux/arm64",
                        "join tools",
                        "build other");
        assertThat(job(document, "join base").get("needs")).isEqualTo(needs("build base linux/arm64"));
        assertThat(job(document, "build tools linux/amd64").get("needs")).isEqualTo(needs());
        assertThat(job(document, "build tools linux/arm64").get("needs")).isEqualTo(needs("build base linux/arm64"));
        assertThat(job(document, "join tools").get("needs"))
                .isEqualTo(needs("build tools linux/amd64", "build tools linux/arm64", "join base"));
        assertThat(job(document, "build other").get("needs")).isEqualTo(needs("join base"));
    }

    @Test
    void choosesTheRunnerOfThePlatform() {
        Map<String, Object> document = document();

        assertThat(job(document, "build tools linux/arm64").get("tags")).isEqualTo(List.of("arm"));
        assertThat(job(document, "build tools linux/amd64").containsKey("tags")).isFalse();
        assertThat(job(document, "join tools").containsKey("tags")).isFalse();
    }

    @Test
    void refusesTwoJobsWithOneName() {
        ImageDefinition index = image("a").platforms("linux/amd64").build();
        List<PlannedImage> plan = List.of(
                joined(index, new Action.Build("the tag does not exist", true)),
                built(image("a linux/amd64").build()));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> Pipelines.of(NO_TEMPLATE, NOTHING, plan))
                .withMessage(
                        "Two jobs would have the name 'build a linux/amd64'. Give one of their images another <name>.");
    }

    @Test
    void refusesMoreNeedsThanGitLabAllows() {
        String[] platforms = IntStream.range(0, 51).mapToObj(i -> "linux/a" + i).toArray(String[]::new);
        ImageDefinition index = image("a").platforms(platforms).build();
        Action[] builds = Stream.of(platforms)
                .map(platform -> new Action.Build("the tag does not exist", true))
                .toArray(Action[]::new);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> Pipelines.of(NO_TEMPLATE, NOTHING, List.of(joined(index, builds))))
                .withMessage("The job that joins the image 'a' would wait for 51 jobs, and GitLab allows 50. Set fewer"
                        + " <platforms>.");
    }
}
