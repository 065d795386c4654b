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

    /** The first one is the one without a name. */
    private static List<String> add(DotenvReport report, List<ImageResult> results) {
        return report.add(results.stream().findFirst(), results);
    }

    private Path file;
    private DotenvReport report;

    @BeforeEach
    void createsAReport() {
        file = directory.resolve("fdo.env");
        report = new DotenvReport(directory);
    }

    @Test
    void namesTheFirstImageAndEach() throws IOException {
        add(report, List.of(ReportsFixture.built("base"), ReportsFixture.built("tools")));

        assertThat(file).hasContent("""
                FDO_DISTRIBUTION_IMAGE=registry.example.org/app/base:1
                FDO_DISTRIBUTION_IMAGE_DIGEST=%s
                FDO_IMAGE_BASE=registry.example.org/app/base:1
                FDO_IMAGE_TOOLS=registry.example.org/app/tools:1
                """.formatted(ReportsFixture.DIGEST));
    }

    @Test
    void writesNamesInCapitalsWithUnderscoresForAllElse() throws IOException {
        add(report, List.of(ReportsFixture.built("debian/12.1-my tools")));

        assertThat(Files.readAllLines(file))
                .contains("FDO_IMAGE_DEBIAN_12_1_MY_TOOLS=registry.example.org/app/debian/12.1-my-tools:1");
    }

    @Test
    void replacesAKeyAndLeavesTheOthers() throws IOException {
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
    void forgetsImagesThatThereAreNoMore() throws IOException {
        add(report, List.of(ReportsFixture.built("old"), ReportsFixture.built("my tools")));
        report.forceRebuild(true);

        report.retain(Set.of("my tools", "new"));

        assertThat(file).hasContent("FDO_IMAGE_MY_TOOLS=registry.example.org/app/my-tools:1\nFDO_FORCE_REBUILD=1\n");
    }

    @Test
    void keepsTheFirstImageAsLongAsItIsThere() throws IOException {
        add(report, List.of(ReportsFixture.built("base"), ReportsFixture.built("tools")));

        report.retain(Set.of("base"));

        assertThat(Files.readAllLines(file))
                .containsExactly(
                        "FDO_DISTRIBUTION_IMAGE=registry.example.org/app/base:1",
                        "FDO_DISTRIBUTION_IMAGE_DIGEST=" + ReportsFixture.DIGEST,
                        "FDO_IMAGE_BASE=registry.example.org/app/base:1");
    }

    @Test
    void makesNoFileToForgetSomethingIn() {
        report.retain(Set.of("base"));

        assertThat(file).doesNotExist();
    }

    @Test
    void neverLeavesTheDigestOfAnotherImage() throws IOException {
        add(report, List.of(ReportsFixture.built("base")));
        add(report, List.of(ReportsFixture.failed("local")));

        assertThat(Files.readString(file)).doesNotContain("FDO_DISTRIBUTION_IMAGE_DIGEST");
    }

    @Test
    void hasNeitherQuotesNorCommentsNorEmptyLines() throws IOException {
        Files.writeString(file, "\n# a comment\nA=1\n");

        add(report, List.of(ReportsFixture.built("base")));

        assertThat(Files.readAllLines(file)).allMatch(line -> line.matches("[A-Z0-9_]+=[^'\"]+"));
    }

    @Test
    void staysAsItIsIfThereIsNothingToAdd() throws IOException {
        Files.writeString(file, "A=1\n");

        add(report, List.of());

        assertThat(file).hasContent("A=1\n");
    }

    @Test
    void hasLaterJobsBuildTheirImagesAnew() throws IOException {
        Files.writeString(file, "FDO_IMAGE_BASE=a:1\n");

        report.forceRebuild(true);

        assertThat(file).hasContent("FDO_IMAGE_BASE=a:1\nFDO_FORCE_REBUILD=1\n");
    }

    @Test
    void hasLaterJobsBuildTheirImagesAnewWithoutAnyImageToo() {
        report.forceRebuild(true);

        assertThat(file).hasContent("FDO_FORCE_REBUILD=1\n");
    }

    @Test
    void hasLaterJobsBuildTheirImagesAnewNoLonger() throws IOException {
        Files.writeString(file, "FDO_FORCE_REBUILD=1\nFDO_IMAGE_BASE=a:1\n");

        report.forceRebuild(false);

        assertThat(file).hasContent("FDO_IMAGE_BASE=a:1\n");
    }

    @Test
    void isNotCreatedToSayThatNothingIsToBeBuiltAnew() {
        report.forceRebuild(false);

        assertThat(directory).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"true, FDO_FORCE_REBUILD=1", "false, A=1"})
    void isNotTouchedIfItSaysSoAlready(boolean force, String line) throws IOException {
        Files.writeString(file, "\n" + line);

        report.forceRebuild(force);

        assertThat(file).hasContent("\n" + line);
    }

    @Test
    void whatGitLabWouldNotTakeIsLeftOutAndSaid() throws IOException {
        List<ImageResult> images = IntStream.range(0, 25)
                .mapToObj(number -> ReportsFixture.built("image" + number))
                .toList();

        List<String> leftOut = add(new DotenvReport(directory), images);

        assertThat(Files.readAllLines(directory.resolve("fdo.env"))).hasSize(20);
        assertThat(leftOut)
                .containsExactly(
                        "Not in fdo.env, of which GitLab takes no more than 20 variables and 5120 bytes, but in images.json:"
                                + " 'image18', 'image19', 'image20', 'image21', 'image22', 'image23', 'image24'.");
    }

    @Test
    void ofTwoImagesThatAreOneVariableTheFirstStays() {
        assertThat(add(new DotenvReport(directory), List.of(ReportsFixture.built("a-b"), ReportsFixture.built("a.b"))))
                .containsExactly(
                        "The images 'a-b' and 'a.b' are both FDO_IMAGE_A_B in fdo.env, so only the first one is in"
                                + " it.");
    }

    @Test
    void isNotMadeForNothing() {
        assertThat(add(new DotenvReport(directory), List.of())).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void nothingStandsInForAFirstImageThatIsNotThere() throws IOException {
        new DotenvReport(directory).add(Optional.empty(), List.of(ReportsFixture.built("tools")));

        assertThat(Files.readString(directory.resolve("fdo.env"))).doesNotContain("FDO_DISTRIBUTION_IMAGE");
    }
}
