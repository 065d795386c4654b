package io.github.fdomaven.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.documentation.DocumentationPage.Snippet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The POMs, the settings, the pipeline and the commands of the page about releases are those of the projects in src/it/release. */
class ReleasePageTest {

    private static final Path PROJECTS = Path.of("src/it/release");

    static List<Snippet> xml() {
        return snippets("xml");
    }

    private static List<Snippet> snippets(String language) {
        return DocumentationPage.ofSite("release-pipelines.md").snippets().stream()
                .filter(snippet -> snippet.language().equals(language))
                .toList();
    }

    private static List<String> files(String name) throws IOException {
        try (Stream<Path> files = Files.walk(PROJECTS)) {
            return files.filter(file -> file.endsWith(name))
                    .map(ReleasePageTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The lines without their indentation. */
    private static String stripped(String text) {
        return text.indent(0).replaceAll("(?m)^ +", "");
    }

    @ParameterizedTest
    @MethodSource("xml")
    void consistsOfPartsOfTestedFiles(Snippet snippet) throws IOException {
        List<String> tested = new ArrayList<>(files("pom.xml"));
        tested.addAll(files("ci_settings.xml"));
        assertThat(tested)
                .anySatisfy(file ->
                        assertThat(stripped(DocumentationPage.filtered(file))).contains(stripped(snippet.text())));
    }

    @Test
    void hasTheTestedPipelines() throws IOException {
        assertThat(snippets("yaml"))
                .extracting(Snippet::text)
                .containsExactly(
                        files(".gitlab-ci.yml").get(0),
                        files("one-pipeline.gitlab-ci.yml").get(0));
    }

    /** The commands of the jobs and of the consoles: without options of Maven, and with the names of the tested project. */
    private static Stream<String> goals() {
        String readme = DocumentationPage.all().get(0).text();
        return Stream.of("console", "yaml")
                .flatMap(language -> snippets(language).stream())
                .flatMap(snippet -> snippet.text().lines())
                .map(String::strip)
                .filter(command -> command.matches("[$-] mvn .*") && !readme.contains(command))
                .map(command -> command.substring(6)
                        .replace("-B ", "")
                        .replace("-s ci_settings.xml ", "")
                        .replace("registry.example.org/group/base", "${it.registry}/it/released")
                        .replace("2.3.0", "1.0.0"));
    }

    @Test
    void namesCommandsThatTheProjectsRun() throws IOException {
        String tested = String.join("\n", files("invoker.properties")) + "\n";

        // release:prepare runs verify.
        assertThat(goals().distinct().filter(goals -> !goals.equals("verify")))
                .hasSize(7)
                .allSatisfy(goals -> assertThat(tested)
                        .containsPattern("invoker\\.goals\\.\\d = (.* )?" + Pattern.quote(goals) + "\n"));
    }
}
