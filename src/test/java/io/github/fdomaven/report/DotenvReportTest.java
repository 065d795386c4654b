package io.github.fdomaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.definition.DemandedRebuilds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        report = new DotenvReport(directory, 20);
    }

    private static final DemandedRebuilds CHANGED =
            new DemandedRebuilds(Map.of("registry.example.org/app/a:1", "registry.example.org/base:1"));
    private static final String FORCED = "FDO_FORCE_REBUILD=1\n" + "FDO_CHANGED_BASES=" + CHANGED + "\n";

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
        report.forceRebuild(CHANGED);

        report.retain(Set.of("my tools", "new"));

        assertThat(file).hasContent("FDO_IMAGE_MY_TOOLS=registry.example.org/app/my-tools:1\n" + FORCED);
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
    void namesTheChangedBasesThatDoNotFit() {
        Map<String, String> many = new HashMap<>();
        images(60)
                .forEach(image -> many.put(image.reference().toString(), "registry.example.org/" + "base".repeat(10)));

        assertThat(report.forceRebuild(new DemandedRebuilds(many)))
                .singleElement()
                .asString()
                .contains("it lacks FDO_CHANGED_BASES.");
    }

    private static List<ImageResult> images(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> ReportsFixture.built("i" + number))
                .toList();
    }

    @Test
    void leavesOutTheLastVariablesAndNamesThem() throws IOException {
        List<String> warnings = add(report, images(20));

        assertThat(Files.readAllLines(file)).hasSize(20);
        assertThat(warnings)
                .containsExactly("fdo.env is limited to 20 variables and 5120 bytes, so it lacks FDO_IMAGE_I18,"
                        + " FDO_IMAGE_I19. images.json has all images. If your GitLab allows more variables, set"
                        + " <dotenvLimit> (-Dfdo.dotenv.limit, FDO_DOTENV_LIMIT).");
    }

    @Test
    void hasMoreVariablesIfTheLimitAllowsThem() throws IOException {
        assertThat(add(new DotenvReport(directory, 30), images(25))).isEmpty();

        assertThat(Files.readAllLines(file)).hasSize(27);
    }

    @Test
    void keepsTheSizeThatGitLabAllows() throws IOException {
        List<String> warnings = add(new DotenvReport(directory, 1000), images(200));

        assertThat(Files.size(file)).isBetween(5000L, 5120L);
        assertThat(warnings).singleElement().asString().contains("FDO_IMAGE_I199.");
    }

    @Test
    void leavesOutTheFirstImageLast() throws IOException {
        List<String> warnings = add(new DotenvReport(directory, 1), images(1));

        assertThat(file).hasContent("FDO_DISTRIBUTION_IMAGE=registry.example.org/app/i0:1");
        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("it lacks FDO_DISTRIBUTION_IMAGE_DIGEST, FDO_IMAGE_I0.");
    }

    @Test
    void leavesOutAnImageToForceARebuild() throws IOException {
        add(report, images(18));

        assertThat(report.forceRebuild(CHANGED))
                .singleElement()
                .asString()
                .contains("it lacks FDO_IMAGE_I16, FDO_IMAGE_I17.");
        assertThat(Files.readAllLines(file)).hasSize(20).contains("FDO_FORCE_REBUILD=1");
    }

    @Test
    void appliesALowerLimitToTheImagesOfAnEarlierRun() throws IOException {
        add(report, images(3));

        assertThat(add(new DotenvReport(directory, 3), images(3))).hasSize(1);
        assertThat(Files.readAllLines(file)).hasSize(3);
    }

    @Test
    void keepsVariablesOfOthers() throws IOException {
        Files.writeString(file, "A=1\nB=2\n");

        add(new DotenvReport(directory, 1), images(1));

        assertThat(file).hasContent("A=1\nB=2\n");
    }

    @Test
    void warnsIfTwoImagesHaveTheSameVariable() {
        assertThat(add(
                        new DotenvReport(directory, 20),
                        List.of(ReportsFixture.built("a-b"), ReportsFixture.built("a.b"))))
                .containsExactly(
                        "The images 'a-b' and 'a.b' have the same variable FDO_IMAGE_A_B in fdo.env. It is set for 'a-b'"
                                + " only.");
    }

    @Test
    void createsNoFileWithoutImages() {
        assertThat(add(new DotenvReport(directory, 20), List.of())).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void writesNoFirstImageIfThereIsNone() throws IOException {
        new DotenvReport(directory, 20).add(Optional.empty(), List.of(ReportsFixture.built("tools")));

        assertThat(Files.readString(directory.resolve("fdo.env"))).doesNotContain("FDO_DISTRIBUTION_IMAGE");
    }
}
