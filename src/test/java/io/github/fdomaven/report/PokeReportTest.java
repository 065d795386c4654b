package io.github.fdomaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fdomaven.downstream.Dependents;
import io.github.fdomaven.downstream.Poke;
import io.github.fdomaven.downstream.PokeOutcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PokeReportTest {

    @TempDir
    private Path directory;

    @Test
    void hasTheShapeOfTheContract() throws IOException {
        String written = written(List.of(
                Dependents.poked("group/app", 7),
                Dependents.notPoked("group/other", PokeOutcome.REFUSED, "POST x: 404 Not Found.")));

        assertThat(new ObjectMapper().readTree(written)).isEqualTo(new ObjectMapper().readTree("""
                {"pokes": [
                  {"project": "group/app", "ref": "main", "outcome": "POKED", "pipelineId": 7,
                   "webUrl": "https://gitlab.example.com/group/app/-/pipelines/7", "message": null},
                  {"project": "group/other", "ref": "main", "outcome": "REFUSED", "pipelineId": null,
                   "webUrl": null, "message": "POST x: 404 Not Found."}
                ]}"""));
        assertThat(written)
                .containsSubsequence(
                        "\"project\"", "\"ref\"", "\"outcome\"", "\"pipelineId\"", "\"webUrl\"", "\"message\"")
                .doesNotContain(Dependents.TOKEN);
    }

    @Test
    void isThereWithoutAnyPoke() throws IOException {
        assertThat(written(List.of())).isEqualTo("{\n  \"pokes\" : [ ]\n}\n");
    }

    @Test
    void isGoneUntilItIsWrittenAnew() throws IOException {
        written(List.of(Dependents.poked("group/app", 7)));

        new PokeReport(directory, UnaryOperator.identity()).prepare();

        assertThat(directory.resolve("pokes.json")).doesNotExist();
    }

    @Test
    void canBePreparedBeforeThereIsADirectory() {
        new PokeReport(directory.resolve("target/fdo"), UnaryOperator.identity()).prepare();

        assertThat(directory.resolve("target/fdo")).isEmptyDirectory();
    }

    private String written(List<Poke> pokes) throws IOException {
        new PokeReport(directory, UnaryOperator.identity()).write(pokes);
        return Files.readString(directory.resolve("pokes.json"));
    }
}
