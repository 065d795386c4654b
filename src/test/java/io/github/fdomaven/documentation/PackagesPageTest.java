package io.github.fdomaven.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PackagesPageTest {

    /** The pipeline of the example runs in an invoker project. */
    @Test
    void showsThePartOfTheExampleThatReportsSboms() throws IOException {
        String example = Files.readString(Path.of("src/it/examples/base/.gitlab-ci.yml"));

        assertThat(DocumentationPage.ofSite("packages.md").snippets().stream()
                        .map(DocumentationPage.Snippet::text)
                        .filter(text -> text.contains("cyclonedx:")))
                .singleElement()
                .satisfies(text -> assertThat(example).contains(text));
    }

    @Test
    void showsTheCommandThatAnInvokerProjectRuns() throws IOException {
        String verified = Files.readString(Path.of("src/it/packages/lists-packages/verify.groovy"));

        assertThat(DocumentationPage.ofSite("packages.md").snippets().stream()
                        .flatMap(snippet -> snippet.text().lines())
                        .filter(line -> line.startsWith("$ docker ")))
                .singleElement()
                .satisfies(line -> assertThat(verified).contains("'" + line.substring(2) + "'"));
    }
}
