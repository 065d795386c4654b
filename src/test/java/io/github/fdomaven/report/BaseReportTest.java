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

    private static final BaseState FRESH = new BaseState.Fresh(Inspected.BASE, Inspected.THEN);
    private static final BaseState STALE = new BaseState.Stale(Inspected.BASE, Inspected.THEN, Inspected.NOW);

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
        BaseState unknown = new BaseState.Unknown(Optional.of("debian"), Optional.of(Inspected.THEN), "nobody knows");
        BaseState missing = new BaseState.Unknown(Optional.empty(), Optional.empty(), "there is no such image");

        String written = written(FRESH, STALE, unknown, missing);

        assertThat(new ObjectMapper().readTree(written))
                .isEqualTo(new ObjectMapper().readTree("""
                {"images": [
                  {"name": "base", "reference": "registry.example.org/app/base:1", "state": "FRESH",
                   "reason": "its base docker.io/library/debian:bookworm is still %1$s",
                   "base": {"reference": "docker.io/library/debian:bookworm", "built": "%1$s", "now": "%1$s"}},
                  {"name": "base", "reference": "registry.example.org/app/base:1", "state": "STALE",
                   "reason": "its base docker.io/library/debian:bookworm was %1$s when it was built, and is %2$s now",
                   "base": {"reference": "docker.io/library/debian:bookworm", "built": "%1$s", "now": "%2$s"}},
                  {"name": "base", "reference": "registry.example.org/app/base:1", "state": "UNKNOWN", "reason": "nobody knows",
                   "base": {"reference": "debian", "built": "%1$s", "now": null}},
                  {"name": "base", "reference": "registry.example.org/app/base:1", "state": "UNKNOWN", "reason": "there is no such image",
                   "base": {"reference": null, "built": null, "now": null}}
                ]}""".formatted(Inspected.THEN, Inspected.NOW)));
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
