package io.github.fdomaven.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.downstream.Dependents;
import io.github.fdomaven.support.FdoException;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageReportTest extends ReportsTestCase {

    private final List<String> warnings = new ArrayList<>();

    private PageReport page() {
        return reports.page((FdoException problem) -> warnings.add(problem.getMessage()));
    }

    @Test
    void writesThePageThatSeveralGoalsShare() throws IOException {
        page().images("group-base", List.of(ReportsFixture.built("base"), ReportsFixture.failed("s3cret")));
        page().pokes(List.of(Dependents.poked("group/app", 12)));

        assertThat(text("index.html"))
                .startsWith("<!DOCTYPE html>")
                .contains("<h1>Images of <bdi>group-base</bdi></h1>", ReportsFixture.DIGEST, "größe &quot;5&quot;")
                .contains("group/app", "The step exec failed.\n    its last line")
                .doesNotContain("s3cret");
        assertThat(warnings).isEmpty();
    }

    @Test
    void writesNoPageWithoutImages() {
        page().images("group-base", List.of());

        assertThat(directory.resolve("index.html")).doesNotExist();
    }

    @Test
    void deletesThePage() throws IOException {
        Files.createFile(directory.resolve("index.html"));

        page().delete();

        assertThat(directory.resolve("index.html")).doesNotExist();
        assertThat(warnings).isEmpty();
    }

    @Test
    void warnsIfThePageCannotBeWritten() throws IOException {
        Files.createDirectories(directory.resolve("index.html/file"));

        page().images("group-base", List.of(ReportsFixture.built("base")));
        assertThat(warnings).singleElement().asString().contains("index.html");

        page().delete();
        assertThat(warnings).hasSize(2);
    }

    /** Another program may have written such a file. */
    @Test
    void warnsIfThePageIsTooLargeToRead() throws IOException {
        try (RandomAccessFile page =
                new RandomAccessFile(directory.resolve("index.html").toFile(), "rw")) {
            page.setLength(3L * 1024 * 1024 * 1024);
        }

        page().pokes(List.of(Dependents.poked("group/app", 12)));

        assertThat(warnings).singleElement().asString().endsWith("index.html: the file has more than 32 MiB.");
    }
}
