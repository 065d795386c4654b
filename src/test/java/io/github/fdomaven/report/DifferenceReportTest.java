package io.github.fdomaven.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.fdomaven.builder.execute.ImageResult;
import io.github.fdomaven.fixture.InMemoryRegistry;
import io.github.fdomaven.fixture.PackageLists;
import io.github.fdomaven.inspection.ImageDifference;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.packages.PackageFormat;
import io.github.fdomaven.packages.PackageList;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class DifferenceReportTest extends ReportsTestCase {

    private static final Reference BEFORE = Reference.parse("registry.example.org/app/base:0");

    private static ImageDifference difference(Map<String, String> before, Map<String, String> after) {
        return ImageDifference.between(
                InMemoryRegistry.record(BEFORE, before), InMemoryRegistry.record(REFERENCE, after));
    }

    private static Map<String, String> packages(String... lines) {
        List<String> output = new ArrayList<>(List.of("system\tdebian\t12"));
        for (String line : lines) {
            output.add("installed\t" + line);
        }
        return PackageLists.labels(PackageList.read(PackageFormat.DEB, output));
    }

    @Test
    void writesADifference() throws IOException {
        reports.differences()
                .write(List.of(difference(
                        packages("bash\t5.1-1\tamd64\t\t", "nano\t7\tamd64\t\t"), packages("bash\t5.2-1\tamd64\t\t"))));

        JsonNode difference = written("diff.json").at("/differences/0");
        assertThat(difference.at("/before/reference").asText()).isEqualTo(BEFORE.toString());
        assertThat(difference.at("/summary").asText()).isEqualTo("1 package removed, 1 package upgraded, size 1.0 kB");
        assertThat(difference.at("/packages")).isEqualTo(json("""
                [{"name": "bash", "architecture": "amd64", "change": "UPGRADED", "before": "5.1-1", "after": "5.2-1"},
                 {"name": "nano", "architecture": "amd64", "change": "REMOVED", "before": "7", "after": null}]"""));
        assertThat(difference.at("/growth").asInt(-1)).isZero();
        assertThat(difference.at("/note").isNull()).isTrue();
        assertThat(text("diff.md")).isEqualTo("""
                ### `registry.example.org/app/base:1`

                Compared with `%s`: 1 package removed, 1 package upgraded, size 1.0 kB.

                | Package | Change | Before | After |
                |---|---|---|---|
                | `bash` | `UPGRADED` | `5.1-1` | `5.2-1` |
                | `nano` | `REMOVED` | `7` |  |
                """.formatted(
                        InMemoryRegistry.record(BEFORE, packages("bash\t5.1-1\tamd64\t\t", "nano\t7\tamd64\t\t"))));
    }

    @Test
    void hasASectionForEachImage() throws IOException {
        ImageDifference one = difference(Map.of("a", "1"), Map.of("a", "2"));

        reports.differences().write(List.of(one, one));

        assertThat(text("diff.md").lines().filter(line -> line.startsWith("### ")))
                .hasSize(2);
        assertThat(text("diff.md")).contains("| `label a` | `1` | `2` |\n\n### ");
        assertThat(written("diff.json").at("/differences")).hasSize(2);
    }

    @Test
    void writesTheDifferencesOfABuild() throws IOException {
        ImageDifference difference = difference(Map.of("a", "1"), Map.of("a", "2"));
        ImageResult same = ReportsFixture.built("same");
        ImageResult member = new ImageResult(
                same.image(),
                same.outcome(),
                "",
                same.found(),
                same.began(),
                same.took(),
                Map.of(),
                Optional.of(difference),
                List.of());
        ImageResult index = new ImageResult(
                same.image(),
                same.outcome(),
                "",
                same.found(),
                same.began(),
                same.took(),
                Map.of(),
                Optional.empty(),
                List.of(member, same));

        reports.images().write(List.of(same, index));

        assertThat(written("diff.json").at("/differences")).hasSize(1);
        assertThat(text("diff.md")).contains("| `label a` | `1` | `2` |");
        reports.images().prepare();
        reports.images().write(List.of(same));
        assertThat(directory.resolve("diff.json")).doesNotExist();
        assertThat(directory.resolve("diff.md")).doesNotExist();
    }

    /** Neither a cell nor the code in it ends before its text, and a secret is masked before a text is cut. */
    @Test
    void keepsTextsOfImagesInTheirCells() throws IOException {
        reports.differences()
                .write(List.of(difference(
                        Map.of("a|`b", "x` | y\n\n/close\n<script>alert(1)</script>"),
                        Map.of("a|`b", "\\| " + "z".repeat(195) + "s3cret"))));

        assertThat(text("diff.md"))
                .contains("| `label a\\|ˋb` | `xˋ \\| y /close <script>alert(1)</script>` | `\\¦ " + "z".repeat(195)
                        + "**…")
                .doesNotContain("s3c");
        assertThat(text("diff.md").lines()).noneMatch(line -> line.startsWith("/"));
    }

    @Test
    void fitsIntoACommentOfGitLab() throws IOException {
        String[] lines = new String[20_000];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = "package-with-a-long-name-" + i + "\t1.0-" + "0".repeat(20) + i + "\tamd64\t\t";
        }
        ImageDifference large = ImageDifference.between(
                InMemoryRegistry.record(BEFORE, Map.of("fdo.packages", label(lines))),
                InMemoryRegistry.record(REFERENCE, packages("bash\t5.2-1\tamd64\t\t")));

        reports.differences().write(List.of(large, large));

        assertThat(text("diff.md").length()).isBetween(900_000, 1_000_000);
        assertThat(text("diff.md"))
                .contains(" more rows in `diff.json`.\n")
                .endsWith("1 more comparison in `diff.json`.\n");
        assertThat(written("diff.json").at("/differences/1/packages")).hasSize(20_001);
    }

    /** A list of this length has no label of ours, but others can write such a label. */
    private static String label(String... lines) throws IOException {
        StringBuilder text = new StringBuilder("# deb debian 12\n");
        for (String line : lines) {
            text.append(line.strip()).append('\n');
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.toString().getBytes(UTF_8));
        }
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }
}
