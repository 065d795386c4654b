package io.github.fdomaven.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pipeline of the README is the tested pipeline of the base project without its pokes and schedules. */
class ReadmePipelineTest {

    private static final Path TESTED = Path.of("src/it/examples/base/.gitlab-ci.yml");

    private static String readme(String language) {
        return DocumentationPage.snippets(language)
                .filter(snippet -> snippet.page().path().endsWith("README.md"))
                .map(DocumentationPage.Snippet::text)
                .filter(text -> text.contains("fdo:build-image") || text.contains("<tag>"))
                .findFirst()
                .orElseThrow();
    }

    private static String tag(String pom) {
        return pom.replaceFirst("(?s).*<tag>(.*?)</tag>.*", "$1");
    }

    @Test
    void consistsOfLinesOfATestedPipeline() throws IOException {
        String tested = Files.readString(TESTED)
                .replace(tag(Files.readString(TESTED.resolveSibling("pom.xml"))), tag(readme("xml")));
        List<String> lines = readme("yaml").lines().toList();

        assertThat(lines).hasSizeGreaterThan(20);
        assertThat(tested.lines()).containsSubsequence(lines);
    }
}
