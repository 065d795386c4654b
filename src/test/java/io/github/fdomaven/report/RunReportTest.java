package io.github.fdomaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fdomaven.command.RunResult;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.oci.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunReportTest {

    private static final NamedImage IMAGE =
            new NamedImage("base", Reference.parse("registry.example.org/app/base:1"), Optional.empty());

    @TempDir
    private Path directory;

    private JsonNode written(OptionalInt status) throws IOException {
        new RunReport(directory, UnaryOperator.identity())
                .write(new RunResult(IMAGE, "make", status, Duration.ofMillis(1500)));
        return new ObjectMapper().readTree(Files.readString(directory.resolve("run.json")));
    }

    @Test
    void hasWhatRanAndWhatCameOfIt() throws IOException {
        assertThat(written(OptionalInt.of(7))).isEqualTo(new ObjectMapper().readTree("""
                {"name": "base", "reference": "registry.example.org/app/base:1", "command": "make", "status": 7,
                 "seconds": 1.5}"""));
    }

    @Test
    void hasNoStatusOfWhatWasStopped() throws IOException {
        assertThat(written(OptionalInt.empty()).get("status").isNull()).isTrue();
    }

    @Test
    void leavesNothingOfAnEarlierRun() throws IOException {
        written(OptionalInt.of(0));

        new RunReport(directory, UnaryOperator.identity()).prepare();

        assertThat(directory).isEmptyDirectory();
    }
}
