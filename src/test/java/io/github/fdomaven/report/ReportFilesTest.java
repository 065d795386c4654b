package io.github.fdomaven.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.inspection.Inspected;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportFilesTest extends ReportsTestCase {

    @Test
    void keepsTheOrderOfMembersLabelsAndImages() throws IOException {
        reports.images().write(List.of(ReportsFixture.built("zoo"), ReportsFixture.built("ant")));

        assertThat(text("images.json"))
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
    void writesAnEmptyList() throws IOException {
        reports.pokes().write(List.of());

        assertThat(text("pokes.json")).isEqualTo("{\n  \"pokes\" : [ ]\n}\n");
    }

    @Test
    void masksSecrets() throws IOException {
        reports.inspections()
                .write(List.of(Inspected.image(Map.of("s3cret", "https://x/?t=s3cret"), Inspected.UNKNOWN)));

        assertThat(text("inspect.json")).doesNotContain("s3cret").contains("\"***\" : \"https://x/?t=***\"");
    }

    @Test
    void deletesTheReportOfAnEarlierRunOnly() throws IOException {
        for (String name : List.of("plan.json", "plan.md", "images.json", "fdo.env")) {
            Files.writeString(directory.resolve(name), "A=1\n");
        }

        reports.plan().prepare();
        assertThat(directory).isDirectoryNotContaining("glob:**/plan.*");
        assertThat(text("images.json")).isEqualTo("A=1\n");

        reports.images().prepare();
        assertThat(directory.resolve("images.json")).doesNotExist();
        assertThat(text("fdo.env")).isEqualTo("A=1\n");
    }

    @Test
    void refusesADotenvReportThatCannotBeReadBeforeTheGoalDoesItsWork() throws IOException {
        byte[] invalid = {'A', '=', (byte) 0xff};
        Files.write(directory.resolve("fdo.env"), invalid);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> reports.images().prepare())
                .withMessageStartingWith("Could not read " + directory.resolve("fdo.env") + ": ")
                .withMessageEndingWith(" Delete this file, then run the goal again.");

        assertThat(directory.resolve("fdo.env")).hasBinaryContent(invalid);
    }

    @Test
    void replacesTheDotenvReportToCheckThatItCan() throws IOException {
        Path elsewhere = Files.writeString(directory.resolve("elsewhere"), "A=1\n");
        Files.createSymbolicLink(directory.resolve("fdo.env"), elsewhere);

        reports.images().prepare();

        assertThat(directory.resolve("fdo.env")).isRegularFile().hasContent("A=1");
        assertThat(Files.isSymbolicLink(directory.resolve("fdo.env"))).isFalse();
    }

    @Test
    void createsTheDirectoryBeforeTheGoalDoesItsWork() {
        new Reports(directory.resolve("target/fdo"), text -> text).run().prepare();

        assertThat(directory.resolve("target/fdo")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"bases.json", "fdo.env"})
    void refusesADirectoryWithTheNameOfAReport(String name) throws IOException {
        Files.createDirectories(directory.resolve(name));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> reports.bases().prepare())
                .withMessageContaining(name + " is a directory");
    }
}
