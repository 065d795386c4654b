package io.github.fdomaven.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.documentation.DocumentationPage.Snippet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;

/** The jobs of GitLab that the pages show are jobs of the tested example projects, without some of their lines. */
class DocumentedPipelinesTest {

    private static final Path EXAMPLES = Path.of("src/it/examples");

    private static final Set<String> PAGES =
            Set.of("README.md", "packages.md", "poking.md", "polling.md", "reports.md", "engines-and-runners.md");

    static Stream<Snippet> snippets() {
        return DocumentationPage.snippets("yaml")
                .filter(snippet ->
                        PAGES.contains(snippet.page().path().getFileName().toString()));
    }

    static Stream<Snippet> allSnippets() {
        return DocumentationPage.snippets("yaml");
    }

    private static String tagOfTheReadme() {
        return DocumentationPage.snippets("xml")
                .filter(snippet -> snippet.page().path().endsWith("README.md"))
                .map(snippet -> tag(snippet.text()))
                .filter(tag -> !tag.contains("<"))
                .findFirst()
                .orElseThrow();
    }

    private static String tag(String pom) {
        return pom.replaceFirst("(?s).*<tag>(.*?)</tag>.*", "$1");
    }

    /** The lines of the pipeline of an example, with the tag and the program of the image of the README. */
    private static List<String> pipeline(String example) throws IOException {
        Path directory = EXAMPLES.resolve(example);
        return Files.readString(directory.resolve(".gitlab-ci.yml"))
                .replace(tag(Files.readString(directory.resolve("pom.xml"))), tagOfTheReadme())
                .replace("make --version", "curl --version")
                .lines()
                .toList();
    }

    @ParameterizedTest
    @MethodSource("snippets")
    void consistsOfLinesOfATestedPipeline(Snippet snippet) throws IOException {
        List<String> lines =
                snippet.text().lines().filter(line -> !line.isBlank()).toList();

        assertThat(List.of(pipeline("base"), pipeline("dependent")))
                .anySatisfy(tested -> assertThat(tested).containsSubsequence(lines));
    }

    @ParameterizedTest
    @MethodSource("allSnippets")
    void isValidYaml(Snippet snippet) {
        Iterable<Event> events = new Parse(LoadSettings.builder().build()).parseString(snippet.text());

        assertThat(events).anySatisfy(event -> assertThat(event).isInstanceOf(MappingStartEvent.class));
    }
}
