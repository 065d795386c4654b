package io.github.fdomaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fdomaven.inspection.Inspected;
import io.github.fdomaven.inspection.Inspection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InspectReportTest {

    @TempDir
    private Path directory;

    private String text(Inspection... inspections) throws IOException {
        new InspectReport(directory, UnaryOperator.identity()).write(List.of(inspections));
        return Files.readString(directory.resolve("inspect.json"));
    }

    private JsonNode written(Inspection... inspections) throws IOException {
        return json(text(inspections));
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void hasTheShapeOfTheContract() throws IOException {
        assertThat(written(Inspected.image(Inspected.baseLabels(), Inspected.STALE)))
                .isEqualTo(json("""
                {"images": [{
                  "name": "base",
                  "reference": "registry.example.org/app/base:1",
                  "digest": "%1$s",
                  "mediaType": "application/vnd.oci.image.manifest.v1+json",
                  "created": "2026-11-24T00:02:03Z",
                  "platforms": ["linux/amd64"],
                  "labels": {"fdo.base_digest": "%2$s", "fdo.base_image": "docker.io/library/debian:bookworm"},
                  "base": {"reference": "docker.io/library/debian:bookworm", "digest": "%2$s", "now": "%3$s",
                           "state": "STALE"},
                  "size": 5000000000,
                  "layers": [{"digest": "%2$s", "size": 1500000}, {"digest": "%3$s", "size": 1200}]
                }]}""".formatted(Inspected.DIGEST, Inspected.THEN, Inspected.NOW)));
    }

    @Test
    void hasNullForWhatIsNotKnown() throws IOException {
        assertThat(written(Inspected.inEngine(0, Inspected.UNKNOWN))).isEqualTo(json("""
                {"images": [{
                  "name": "base",
                  "reference": "registry.example.org/app/base:1",
                  "digest": null,
                  "mediaType": null,
                  "created": null,
                  "platforms": [],
                  "labels": {},
                  "base": {"reference": null, "digest": null, "now": null, "state": "UNKNOWN"},
                  "size": 0,
                  "layers": [{"digest": "%s", "size": null}]
                }]}""".formatted(Inspected.THEN)));
    }

    @Test
    void hasNullForABaseThatWasBlanked() throws IOException {
        JsonNode base = written(Inspected.image(Inspected.baseLabels("", " "), Inspected.UNKNOWN))
                .at("/images/0/base");

        assertThat(base.path("reference").isNull()).isTrue();
        assertThat(base.path("digest").isNull()).isTrue();
    }

    @Test
    void keepsTheOrderOfMembersLabelsAndImages() throws IOException {
        assertThat(text(
                        Inspected.image(Map.of("b", "größe \"5\"\n", "a", "1"), Inspected.STALE),
                        Inspected.inEngine(0, Inspected.UNKNOWN)))
                .containsSubsequence(
                        "\"name\" : \"base\"",
                        "\"reference\"",
                        "\"digest\"",
                        "\"mediaType\"",
                        "\"created\"",
                        "\"platforms\"",
                        "\"labels\"",
                        "\"a\" : \"1\"",
                        "\"b\" : \"größe \\\"5\\\"\\n\"",
                        "\"base\"",
                        "\"state\" : \"STALE\"",
                        "\"size\"",
                        "\"layers\"",
                        "\"state\" : \"UNKNOWN\"");
    }

    @Test
    void isGoneUntilItIsWrittenAnew() throws IOException {
        Files.writeString(directory.resolve("inspect.json"), "of an earlier run");
        Files.writeString(directory.resolve("images.json"), "of another goal");

        new InspectReport(directory, UnaryOperator.identity()).prepare();

        assertThat(directory.resolve("inspect.json")).doesNotExist();
        assertThat(directory.resolve("images.json")).exists();
    }
}
