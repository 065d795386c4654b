package io.github.fdomaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.builder.execute.ImageResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DotenvReportTest {

    @TempDir
    private Path directory;

    private static List<String> add(DotenvReport report, List<ImageResult> results) {
        return report.add(results.stream().findFirst(), results);
    }

    private Path file;
    private DotenvReport report;

    @BeforeEach
    void createReport() {
        file = directory.resolve("fdo.env");
        report = new DotenvReport(directory);
    }

    @Test
    void writesTheFirstImageAndEachImage() throws IOException {
        add(report, List.of(ReportsFixture.built("base"), ReportsFixture.built("tools")));

        assertThat(file).hasContent("""
                FDO_DISTRIBUTION_IMAGE=registry.example.org/app/base:1
                FDO_DISTRIBUTION_IMAGE_DIGEST=%s
                FDO_IMAGE_BASE=registry.example.org/app/base:1
                FDO_IMAGE_TOOLS=registry.example.org/app/tools:1
                """.formatted(ReportsFixture.DIGEST));
    }

    @Test
    void turnsNamesIntoVariables() throws IOException {
        add(report, List.of(ReportsFixture.built("debian/12.1-my tools")));

        assertThat(Files.readAllLines(file))
                .contains("FDO_IMAGE_DEBIAN_12_1_MY_TOOLS=registry.example.org/app/debian/12.1-my-tools:1");
    }

    @Test
    void replacesAVariableAndKeepsTheOthers() throws IOException {
        Files.writeString(file, "FDO_FORCE_REBUILD=1\nFDO_IMAGE_BASE=old\nFDO_IMAGE_OTHER=a=b\n");

        add(report, List.of(ReportsFixture.built("base")));

        assertThat(file).hasContent("""
                FDO_FORCE_REBUILD=1
                FDO_IMAGE_BASE=registry.example.org/app/base:1
                FDO_IMAGE_OTHER=a=b
                FDO_DISTRIBUTION_IMAGE=registry.example.org/app/base:1
                FDO_DISTRIBUTION_IMAGE_DIGEST=%s
                """.formatted(ReportsFixture.DIGEST));
    }

    @Test
    void removesImagesThatThePomNoLongerHas() throws IOException {
        add(report, List.of(ReportsFixture.built("old"), ReportsFixture.built("my tools")));
        report.forceRebuild(true);

        report.retain(Set.of("my tools", "new"));

        assertThat(file).hasContent("FDO_IMAGE_MY_TOOLS=registry.example.org/app/my-tools:1\nFDO_FORCE_REBUILD=1\n");
    }

    @Test
    void keepsTheFirstImageIfThePomHasIt() throws IOException {
        add(report, List.of(ReportsFixture.built("base"), ReportsFixture.built("tools")));

        report.retain(Set.of("base"));

        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "FDO_DISTRIBUTION_IMAGE=registry.example.org/app/base:1",
                        "FDO_DISTRIBUTION_IMAGE_DIGEST=" + ReportsFixture.DIGEST,
                        "FDO_IMAGE_BASE=registry.example.org/app/base:1");
    }

    @Test
    void removesFailedImages() throws IOException {
        add(report, List.of(ReportsFixture.built("base"), ReportsFixture.built("tools")));

        report.remove(List.of(ReportsFixture.failed("base"), ReportsFixture.failed("other")));

        assertThat(file).hasContent("FDO_IMAGE_TOOLS=registry.example.org/app/tools:1");
    }

    @Test
    void createsNoFileToRemoveImages() {
        report.retain(Set.of("base"));

        assertThat(file).doesNotExist();
    }

    @Test
    void removesTheDigestOfAnEarlierFirstImage() throws IOException {
        add(report, List.of(ReportsFixture.built("base")));
        add(report, List.of(ReportsFixture.failed("local")));

        assertThat(Files.readString(file)).doesNotContain("FDO_DISTRIBUTION_IMAGE_DIGEST");
    }

    @Test
    void writesNoQuotesCommentsOrEmptyLines() throws IOException {
        Files.writeString(file, "\n# a comment\nA=1\n");

        add(report, List.of(ReportsFixture.built("base")));

        assertThat(Files.readAllLines(file)).allMatch(line -> line.matches("[A-Z0-9_]+=[^'\"]+"));
    }

    @Test
    void keepsTheFileIfThereIsNothingToAdd() throws IOException {
        Files.writeString(file, "A=1\n");

        add(report, List.of());

        assertThat(file).hasContent("A=1\n");
    }

    @Test
    void forcesARebuild() throws IOException {
        Files.writeString(file, "FDO_IMAGE_BASE=a:1\n");

        report.forceRebuild(true);

        assertThat(file).hasContent("FDO_IMAGE_BASE=a:1\nFDO_FORCE_REBUILD=1\n");
    }

    @Test
    void forcesARebuildWithoutImages() {
        report.forceRebuild(true);

        assertThat(file).hasContent("FDO_FORCE_REBUILD=1\n");
    }

    @Test
    void endsTheForcedRebuild() throws IOException {
        Files.writeString(file, "FDO_FORCE_REBUILD=1\nFDO_IMAGE_BASE=a:1\n");

        report.forceRebuild(false);

        assertThat(file).hasContent("FDO_IMAGE_BASE=a:1\n");
    }

    @Test
    void createsNoFileToEndTheForcedRebuild() {
        report.forceRebuild(false);

        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"true, FDO_FORCE_REBUILD=1", "false, A=1"})
    void keepsTheFileIfNothingChanges(boolean force, String line) throws IOException {
        Files.writeString(file, "\n" + line);

        report.forceRebuild(force);

        assertThat(file).hasContent("\n" + line);
    }

    @Test
    void keepsTheLimitsOfGitLabAndWarns() throws IOException {
        List<ImageResult> images = IntStream.range(0, 25)
                .mapToObj(number -> ReportsFixture.built("image" + number))
                .toList();

        List<String> warnings = add(new DotenvReport(directory), images);

        assertThat(Files.readAllLines(directory.resolve("fdo.env"))).hasSize(20);
        assertThat(warnings)
                .containsExactly(
                        "GitLab limits fdo.env to 20 variables and 5120 bytes. These images are in images.json only:"
                                + " 'image18', 'image19', 'image20', 'image21', 'image22', 'image23', 'image24'.");
    }

    @Test
    void warnsIfTwoImagesHaveTheSameVariable() {
        assertThat(add(new DotenvReport(directory), List.of(ReportsFixture.built("a-b"), ReportsFixture.built("a.b"))))
                .containsExactly(
                        "The images 'a-b' and 'a.b' have the same variable FDO_IMAGE_A_B in fdo.env. It is set for 'a-b'"
                                + " only.");
    }

    @Test
    void createsNoFileWithoutImages() {
        assertThat(add(new DotenvReport(directory), List.of())).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void writesNoFirstImageIfThereIsNone() throws IOException {
        new DotenvReport(directory).add(Optional.empty(), List.of(ReportsFixture.built("tools")));

        assertThat(Files.readString(directory.resolve("fdo.env"))).doesNotContain("FDO_DISTRIBUTION_IMAGE");
    }
}
