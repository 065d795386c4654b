package io.github.fdomaven.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportDirectoryTest {

    @TempDir
    private Path root;

    @Test
    void isCreatedWhenSomethingIsWritten() {
        Path directory = root.resolve("target/fdo");

        new ReportDirectory(directory, UnaryOperator.identity()).write("a.json", "ä\n");

        assertThat(directory.resolve("a.json"))
                .usingCharset(StandardCharsets.UTF_8)
                .hasContent("ä\n");
    }

    @Test
    void hasNothingToReadBeforeAnythingIsWritten() {
        assertThat(new ReportDirectory(root.resolve("nowhere"), UnaryOperator.identity()).read("a.json"))
                .isEmpty();
    }

    @Test
    void readsWhatItWrote() {
        ReportDirectory directory = new ReportDirectory(root, UnaryOperator.identity());

        directory.write("a.json", "one");
        directory.write("a.json", "two");

        assertThat(directory.read("a.json")).contains("two");
    }

    @Test
    void leavesNoOtherFileBehind() throws IOException {
        new ReportDirectory(root, UnaryOperator.identity()).write("a.json", "one");

        assertThat(names()).containsExactly("a.json");
    }

    @Test
    void putsANewFileInPlaceOfTheOldOneInsteadOfWritingIntoIt() throws IOException {
        Path old = Files.writeString(root.resolve("a.json"), "old");
        Path reader = Files.createLink(root.resolve("reader"), old);

        new ReportDirectory(root, UnaryOperator.identity()).write("a.json", "new");

        assertThat(reader).hasContent("old");
        assertThat(old).hasContent("new");
    }

    @Test
    void leavesThePreviousFileAndNoPartOfTheNewOneWhenItFails() throws IOException {
        Path inTheWay = Files.createDirectories(root.resolve("a.json/full"));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> new ReportDirectory(root, UnaryOperator.identity()).write("a.json", "new"))
                .withMessageStartingWith("Could not write " + root.resolve("a.json") + ": ");

        assertThat(inTheWay).isDirectory();
        assertThat(names()).containsExactly("a.json");
    }

    @Test
    void saysWhereItCouldNotWrite() throws IOException {
        Path file = Files.writeString(root.resolve("fdo"), "a file where the directory should be");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> new ReportDirectory(file, UnaryOperator.identity()).write("a.json", "new"))
                .withMessageStartingWith("Could not write " + file.resolve("a.json") + ": ")
                .withCauseInstanceOf(IOException.class);
    }

    @Test
    void letsTheRunnerReadAReport() throws IOException {
        new ReportDirectory(root, UnaryOperator.identity()).write("a.json", "one");

        assertThat(Files.getPosixFilePermissions(root.resolve("a.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void refusesADirectoryThatCannotBeOneBeforeAnythingIsDone() throws IOException {
        Path file = Files.writeString(root.resolve("a-file"), "");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> new ReportDirectory(file, UnaryOperator.identity()).prepare("images.json"))
                .withMessageStartingWith("The reports cannot be written to " + file + ": ")
                .withMessageEndingWith(". Make that a directory that can be written to, or name another one by"
                        + " <outputDirectory> (-Dfdo.output.directory).");
    }

    @Test
    void refusesADirectoryInPlaceOfAReport() throws IOException {
        Files.createDirectories(root.resolve("reports/images.json"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() ->
                        new ReportDirectory(root.resolve("reports"), UnaryOperator.identity()).prepare("images.json"))
                .withMessageContaining("images.json is a directory");
    }

    @Test
    void losesAReportOfAnEarlierRunAndNoOther() throws IOException {
        ReportDirectory directory = new ReportDirectory(root, UnaryOperator.identity());
        directory.write("a.json", "one");
        directory.write("b.json", "two");

        directory.delete("a.json");

        assertThat(names()).containsExactly("b.json");
    }

    @Test
    void hasNothingToLoseBeforeAnythingIsWritten() {
        Path nowhere = root.resolve("nowhere");

        new ReportDirectory(nowhere, UnaryOperator.identity()).delete("a.json");

        assertThat(nowhere).doesNotExist();
    }

    @Test
    void saysWhatItCouldNotDelete() throws IOException {
        Files.createDirectories(root.resolve("a.json/full"));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> new ReportDirectory(root, UnaryOperator.identity()).delete("a.json"))
                .withMessageStartingWith("Could not delete " + root.resolve("a.json") + ": ")
                .withCauseInstanceOf(IOException.class);
    }

    @Test
    void noReportHoldsASecretThatOthersRepeated() throws IOException {
        ReportDirectory clean = new ReportDirectory(root, text -> text.replace("s3cret", "***"));

        clean.writeJson(
                "a.json",
                Map.of("images", List.of(Map.of("url", "https://x/?t=s3cret", "s3cret", 7, "n", List.of("s3cret")))));

        assertThat(Files.readString(root.resolve("a.json")))
                .doesNotContain("s3cret")
                .contains("\"https://x/?t=***\"", "\"***\" : 7", "[ \"***\" ]");
    }
}
