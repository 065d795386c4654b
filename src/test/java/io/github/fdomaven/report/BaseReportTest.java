package io.github.fdomaven.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.fdomaven.inspection.BaseState;
import io.github.fdomaven.inspection.CheckedBase;
import io.github.fdomaven.inspection.Inspected;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseReportTest {

    @TempDir
    private Path directory;

    private String written(BaseState... states) throws IOException {
        new BaseReport(directory, UnaryOperator.identity())
                .write(List.of(states).stream()
                        .map(state -> new CheckedBase(Inspected.IMAGE, state))
                        .toList());
        return Files.readString(directory.resolve("bases.json"));
    }

    @Test
    void hasTheShapeOfTheContract() throws IOException {
        BaseState unknown = new BaseState(
                BaseState.Status.UNKNOWN,
                Optional.of("debian"),
                Optional.of(Inspected.THEN),
                Optional.empty(),
                "a reason");

        String written = written(Inspected.FRESH, Inspected.STALE, unknown, Inspected.UNKNOWN);

        assertThat(new ObjectMapper().readTree(written)).isEqualTo(new ObjectMapper().readTree("""
                {"images": [
                  {"name": "base", "reference": "registry.example.org/app/base:1", "state": "FRESH",
                   "reason": "%3$s",
                   "base": {"reference": "docker.io/library/debian:bookworm", "built": "%1$s", "now": "%1$s"}},
                  {"name": "base", "reference": "registry.example.org/app/base:1", "state": "STALE",
                   "reason": "%4$s",
                   "base": {"reference": "docker.io/library/debian:bookworm", "built": "%1$s", "now": "%2$s"}},
                  {"name": "base", "reference": "registry.example.org/app/base:1", "state": "UNKNOWN", "reason": "a reason",
                   "base": {"reference": "debian", "built": "%1$s", "now": null}},
                  {"name": "base", "reference": "registry.example.org/app/base:1", "state": "UNKNOWN", "reason": "not known",
                   "base": {"reference": null, "built": null, "now": null}}
                ]}""".formatted(
                Inspected.THEN, Inspected.NOW, Inspected.FRESH.sentence(), Inspected.STALE.sentence())));
        assertThat(written)
                .containsSubsequence(
                        "\"name\"",
                        "\"reference\"",
                        "\"state\"",
                        "\"reason\"",
                        "\"base\"",
                        "\"reference\"",
                        "\"built\"",
                        "\"now\"");
    }

    @Test
    void isThereWithoutAnyImage() throws IOException {
        assertThat(written()).isEqualTo("{\n  \"images\" : [ ]\n}\n");
    }

    @Test
    void isGoneUntilItIsWrittenAnewAndTheVariablesStay() throws IOException {
        Files.writeString(directory.resolve("bases.json"), "of an earlier run");
        Files.writeString(directory.resolve("fdo.env"), "A=1\n");

        new BaseReport(directory, UnaryOperator.identity()).prepare();

        assertThat(directory.resolve("bases.json")).doesNotExist();
        assertThat(directory.resolve("fdo.env")).hasContent("A=1\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"bases.json", "fdo.env"})
    void refusesADirectoryInPlaceOfAReport(String name) throws IOException {
        Files.createDirectories(directory.resolve(name));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> new BaseReport(directory, UnaryOperator.identity()).prepare())
                .withMessageContaining(name + " is a directory");
    }
}
