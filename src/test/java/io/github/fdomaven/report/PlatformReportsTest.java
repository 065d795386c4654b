package io.github.fdomaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinitionBuilder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlatformReportsTest extends ReportsTestCase {

    private static final String TAG = "registry.example.org/app/base:1";

    private final ImageDefinition image = new ImageDefinitionBuilder()
            .reference(TAG)
            .platforms("linux/amd64", "linux/arm64")
            .build();

    @Test
    void writesTheImagesOfAPlannedIndex() throws IOException {
        ImageDefinition child = new ImageDefinitionBuilder()
                .name("child")
                .reference("registry.example.org/app/child:1")
                .platform("linux/arm64")
                .parent(image.members().get(1))
                .build();
        Action.Join join = new Action.Join(
                "it has no image for linux/arm64",
                false,
                Optional.empty(),
                List.of(
                        new PlannedImage(image.members().get(0), new Action.Blocked("other", true)),
                        new PlannedImage(image.members().get(1), new Action.Build("the tag does not exist", true))));

        reports.plan()
                .write(List.of(
                        new PlannedImage(image, join), new PlannedImage(child, new Action.Build("a reason", true))));

        JsonNode base = written("plan.json").at("/images/0");
        assertThat(base.path("plan").asText()).isEqualTo("fail");
        assertThat(base.path("platforms")).isEqualTo(json("[\"linux/amd64\", \"linux/arm64\"]"));
        assertThat(base.path("images")).isEqualTo(json("""
                [{"platform": "linux/amd64", "reference": "%1$s-amd64", "plan": "fail",
                  "reason": "its base image 'other' fails"},
                 {"platform": "linux/arm64", "reference": "%1$s-arm64", "plan": "build",
                  "reason": "the tag does not exist"}]""".formatted(TAG)));
        // The child is built from an image of the index, and the graph has the index.
        assertThat(text("plan.md")).contains("    n0 --> n1\n");
    }

    @Test
    void writesTheImagesOfAnIndexThatWasJoined() throws IOException {
        ImageResult member = new ImageResult(
                image.members().get(0),
                ImageResult.Outcome.BUILT,
                "a reason",
                Optional.empty(),
                Instant.parse("2026-11-24T10:11:12Z"),
                Duration.ofSeconds(2),
                Map.of());
        ImageResult index = new ImageResult(
                image,
                ImageResult.Outcome.BUILT,
                "a reason",
                Optional.empty(),
                Instant.parse("2026-11-24T10:11:15Z"),
                Duration.ofSeconds(1),
                Map.of(),
                Optional.empty(),
                List.of(member));

        reports.images().write(List.of(index));

        assertThat(written("images.json").at("/images/0/images")).isEqualTo(json("""
                [{"platform": "linux/amd64", "reference": "%s-amd64", "digest": null, "outcome": "BUILT",
                  "reason": "a reason", "began": "2026-11-24T10:11:12Z", "seconds": 2.0, "phases": {}, "size": null, "packages": null}]
                """.formatted(TAG)));
    }
}
