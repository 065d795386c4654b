package io.github.fdomaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fdomaven.builder.execute.ImageResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageReportsTest {

    @TempDir
    private Path directory;

    @Test
    void hasTheShapeOfTheContract() throws IOException {
        assertThat(written(List.of(ReportsFixture.built("base")))).isEqualTo(json("""
                {"images": [{
                  "name": "base",
                  "reference": "registry.example.org/app/base:1",
                  "digest": "%s",
                  "outcome": "BUILT",
                  "reason": "the tag does not exist",
                  "labels": {"a": "1", "b": "größe \\"5\\"", "fdo.base_digest": "%s",
                             "fdo.base_image": "docker.io/library/debian:bookworm"},
                  "base": {"reference": "docker.io/library/debian:bookworm", "digest": "%s"},
                  "began": "2026-11-24T10:11:12.345Z",
                  "seconds": 1.234,
                  "size": 5000000000
                }]}""".formatted(
                        ReportsFixture.DIGEST, ReportsFixture.BASE_DIGEST, ReportsFixture.BASE_DIGEST)));
    }

    @Test
    void hasNullForWhatIsNotKnown() throws IOException {
        assertThat(written(List.of(ReportsFixture.failed("base")))).isEqualTo(json("""
                {"images": [{
                  "name": "base",
                  "reference": "registry.example.org/app/base:1",
                  "digest": null,
                  "outcome": "FAILED",
                  "reason": "The step exec failed.\\n    its last line",
                  "labels": {},
                  "base": {"reference": null, "digest": null},
                  "began": "2026-11-24T10:11:12.345Z",
                  "seconds": 0.0,
                  "size": null
                }]}"""));
    }

    @Test
    void keepsTheOrderOfMembersLabelsAndImages() throws IOException {
        new ImageReports(directory, UnaryOperator.identity())
                .write(List.of(ReportsFixture.built("zoo"), ReportsFixture.built("ant")));

        assertThat(Files.readString(directory.resolve("images.json")))
                .containsSubsequence(
                        "\"name\" : \"zoo\"",
                        "\"reference\"",
                        "\"digest\"",
                        "\"outcome\"",
                        "\"reason\"",
                        "\"labels\"",
                        "\"a\"",
                        "\"b\"",
                        "\"base\"",
                        "\"began\"",
                        "\"seconds\"",
                        "\"size\"",
                        "\"name\" : \"ant\"");
    }

    @Test
    void isThereWithoutAnyImage() throws IOException {
        assertThat(written(List.of())).isEqualTo(json("{\"images\": []}"));
    }

    private JsonNode written(List<ImageResult> results) throws IOException {
        new ImageReports(directory, UnaryOperator.identity()).write(results);
        return json(Files.readString(directory.resolve("images.json")));
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }
}
