package io.github.fdomaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.definition.DemandedRebuilds;
import io.github.fdomaven.oci.Reference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The variables that make later jobs rebuild their images. */
class DotenvRebuildTest {

    private static final DemandedRebuilds UNCHANGED = new DemandedRebuilds(Map.of());
    private static final DemandedRebuilds CHANGED =
            new DemandedRebuilds(Map.of("registry.example.org/app/a:1", "registry.example.org/base:1"));
    private static final String FORCED = "FDO_FORCE_REBUILD=1\n" + "FDO_CHANGED_BASES=" + CHANGED + "\n";

    @TempDir
    private Path directory;

    private Path file;
    private DotenvReport report;

    @BeforeEach
    void createReport() {
        file = directory.resolve("fdo.env");
        report = new DotenvReport(directory, 20);
    }

    @Test
    void namesImagesWhosePackagesHaveUpdatesUntilTheyAreBuilt() throws IOException {
        Reference image = Reference.parse("registry.example.org/app/a:1");
        report.forceRebuild(new DemandedRebuilds(Map.of(image.toString(), "")));

        assertThat(Files.readAllLines(directory.resolve("fdo.env")))
                .containsExactly("FDO_FORCE_REBUILD=1", "FDO_CHANGED_BASES=" + image);

        report.endRebuild(Set.of(image), Set.of(image));

        assertThat(Files.readString(directory.resolve("fdo.env"))).isEmpty();
    }

    @Test
    void forcesARebuild() throws IOException {
        Files.writeString(file, "FDO_IMAGE_BASE=a:1\n");

        report.forceRebuild(CHANGED);

        assertThat(file).hasContent("FDO_IMAGE_BASE=a:1\n" + FORCED);
    }

    @Test
    void forcesARebuildWithoutImages() {
        report.forceRebuild(CHANGED);

        assertThat(file).hasContent(FORCED);
    }

    @Test
    void endsTheForcedRebuild() throws IOException {
        Files.writeString(file, FORCED + "FDO_IMAGE_BASE=a:1\n");

        report.forceRebuild(UNCHANGED);

        assertThat(file).hasContent("FDO_IMAGE_BASE=a:1\n");
    }

    @Test
    void endsTheRebuildOfAnEarlierRunAfterItsLastImage() throws IOException {
        Reference a = Reference.parse("registry.example.org/app/a:1");
        Reference b = Reference.parse("registry.example.org/app/b:1");
        String base = "registry.example.org/base:1";
        report.forceRebuild(new DemandedRebuilds(Map.of(a.toString(), base, b.toString(), base)));

        report.endRebuild(Set.of(a, b), Set.of(b, Reference.parse("registry.example.org/app/other:1")));
        assertThat(file).hasContent(FORCED);

        report.endRebuild(Set.of(a, b), Set.of(a));
        assertThat(file).hasContent("");
    }

    @ParameterizedTest
    @ValueSource(strings = {"FDO_FORCE_REBUILD=1\n", "FDO_FORCE_REBUILD=1\nFDO_CHANGED_BASES=not valid\n"})
    void endsARebuildThatNamesNoImageAfterARunThatBuildsAll(String content) throws IOException {
        Reference a = Reference.parse("registry.example.org/app/a:1");
        Reference b = Reference.parse("registry.example.org/app/b:1");
        Files.writeString(file, content + "FDO_IMAGE_A=" + a + "\n");

        report.endRebuild(Set.of(), Set.of());
        report.endRebuild(Set.of(a, b), Set.of(a));
        assertThat(file).hasContent(content + "FDO_IMAGE_A=" + a + "\n");

        report.endRebuild(Set.of(a, b), Set.of(a, b));
        assertThat(file).hasContent("FDO_IMAGE_A=" + a + "\n");
    }

    @Test
    void createsNoFileToEndTheForcedRebuild() {
        report.forceRebuild(UNCHANGED);

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void keepsTheFileIfNothingChanges() throws IOException {
        Files.writeString(file, "\n" + FORCED);
        report.forceRebuild(CHANGED);
        assertThat(file).hasContent("\n" + FORCED);

        Files.writeString(file, "\nA=1");
        report.forceRebuild(UNCHANGED);
        assertThat(file).hasContent("\nA=1");
    }
}
