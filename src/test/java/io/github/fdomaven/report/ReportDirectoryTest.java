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
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportDirectoryTest {

    @TempDir
    private Path root;

    @Test
    void createsTheDirectory() {
        Path directory = root.resolve("target/fdo");

        new ReportDirectory(directory).write("a.json", "ä\n");

        assertThat(directory.resolve("a.json"))
                .usingCharset(StandardCharsets.UTF_8)
                .hasContent("ä\n");
    }

    @Test
    void readsNothingFromAMissingFile() {
        assertThat(new ReportDirectory(root.resolve("nowhere")).read("a.json")).isEmpty();
    }

    @Test
    void replacesAFile() {
        ReportDirectory directory = new ReportDirectory(root);

        directory.write("a.json", "one");
        directory.write("a.json", "two");

        assertThat(directory.read("a.json")).contains("two");
    }

    @Test
    void leavesNoTemporaryFile() throws IOException {
        new ReportDirectory(root).write("a.json", "one");

        assertThat(names()).containsExactly("a.json");
    }

    @Test
    void movesTheNewFileIntoPlace() throws IOException {
        Path old = Files.writeString(root.resolve("a.json"), "old");
        Path reader = Files.createLink(root.resolve("reader"), old);

        new ReportDirectory(root).write("a.json", "new");

        assertThat(reader).hasContent("old");
        assertThat(old).hasContent("new");
    }

    @Test
    void keepsTheOldFileIfWritingFails() throws IOException {
        Path obstacle = Files.createDirectories(root.resolve("a.json/full"));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> new ReportDirectory(root).write("a.json", "new"))
                .withMessageStartingWith("Could not write " + root.resolve("a.json") + ": ");

        assertThat(obstacle).isDirectory();
        assertThat(names()).containsExactly("a.json");
    }

    @Test
    void reportsAFileThatCannotBeWritten() throws IOException {
        Path file = Files.writeString(root.resolve("fdo"), "a file where the directory should be");

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> new ReportDirectory(file).write("a.json", "new"))
                .withMessageStartingWith("Could not write " + file.resolve("a.json") + ": ")
                .withCauseInstanceOf(IOException.class);
    }

    @Test
    void makesReportsReadableForOtherUsers() throws IOException {
        new ReportDirectory(root).write("a.json", "one");

        assertThat(Files.getPosixFilePermissions(root.resolve("a.json")))
                .isEqualTo(PosixFilePermissions.fromString("rw-r--r--"));
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(root)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    @Test
    void refusesADirectoryThatIsNotWritable() throws IOException {
        Path file = Files.writeString(root.resolve("a-file"), "");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> new ReportDirectory(file).prepare(Set.of("images.json")))
                .withMessageStartingWith("Could not write reports to " + file + ": ")
                .withMessageEndingWith(". Make it a writable directory with free space, or name another one by"
                        + " <outputDirectory> (-Dfdo.output.directory).");
    }

    @Test
    void refusesADirectoryWithTheNameOfAReport() throws IOException {
        Files.createDirectories(root.resolve("reports/images.json"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> new ReportDirectory(root.resolve("reports")).prepare(Set.of("images.json")))
                .withMessageContaining("images.json is a directory");
    }

    @Test
    void leavesNothingOfTheCheck() throws IOException {
        new ReportDirectory(root).prepare(Set.of("images.json"));

        assertThat(names()).isEmpty();
    }

    @Test
    void deletesOneFileOnly() throws IOException {
        ReportDirectory directory = new ReportDirectory(root);
        directory.write("a.json", "one");
        directory.write("b.json", "two");

        directory.delete("a.json");

        assertThat(names()).containsExactly("b.json");
    }

    @Test
    void deletesNothingInAMissingDirectory() {
        Path nowhere = root.resolve("nowhere");

        new ReportDirectory(nowhere).delete("a.json");

        assertThat(nowhere).doesNotExist();
    }

    @Test
    void reportsAFileThatCannotBeDeleted() throws IOException {
        Files.createDirectories(root.resolve("a.json/full"));

        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> new ReportDirectory(root).delete("a.json"))
                .withMessageStartingWith("Could not delete " + root.resolve("a.json") + ": ")
                .withCauseInstanceOf(IOException.class);
    }
}
