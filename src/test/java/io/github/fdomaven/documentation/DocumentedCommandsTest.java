package io.github.fdomaven.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.config.SettingsDocumentation;
import io.github.fdomaven.documentation.DocumentationPage.Snippet;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The commands that the pages show: their scripts, goals and properties exist. */
class DocumentedCommandsTest {

    private static final String SCRIPTS = "src/it/environment/";
    private static final String PLUGIN = "io.github.fdomaven:fdo-maven-plugin:";

    /** Other programs of a terminal that the pages use. */
    private static final Set<String> PROGRAMS = Set.of(
            "mvn", "cd", "git", "sed", "export", "docker", "gpg", "npx", "openssl", "renovate", "cat", "unzip", "curl");

    private static final Set<String> LANGUAGES =
            Set.of("xml", "yaml", "console", "json", "mermaid", "properties", "toml");

    static Stream<DocumentationPage> pages() {
        return DocumentationPage.all().stream();
    }

    static Stream<Snippet> consoles() {
        return DocumentationPage.snippets("console");
    }

    /** The commands of a block: the lines behind a prompt, joined if they end with a backslash. */
    private static List<String> commands(Snippet console) {
        List<String> commands = new ArrayList<>();
        boolean continues = false;
        for (String line : console.text().split("\n")) {
            if (continues) {
                commands.set(commands.size() - 1, commands.get(commands.size() - 1) + " " + line.strip());
            } else if (line.startsWith("$ ")) {
                commands.add(line.substring(2));
            } else {
                continue;
            }
            int last = commands.size() - 1;
            continues = commands.get(last).endsWith("\\");
            commands.set(last, commands.get(last).replaceFirst("\\s*\\\\$", ""));
        }
        return commands;
    }

    @ParameterizedTest
    @MethodSource("pages")
    void namesTheLanguageOfEachBlock(DocumentationPage page) {
        assertThat(page.snippets()).allSatisfy(snippet -> assertThat(LANGUAGES).contains(snippet.language()));
    }

    @ParameterizedTest
    @MethodSource("pages")
    void hasNoEmptyBlocks(DocumentationPage page) {
        assertThat(page.snippets())
                .allSatisfy(
                        snippet -> assertThat(snippet.text()).as("%s", snippet).isNotBlank());
    }

    @ParameterizedTest
    @MethodSource("consoles")
    void callsProgramsThatExist(Snippet console) {
        for (String command : commands(console)) {
            String program = command.split(" ")[0];
            if (program.startsWith(SCRIPTS)) {
                assertThat(Path.of(program)).isExecutable();
            } else {
                assertThat(PROGRAMS).contains(program);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("consoles")
    void givesMavenGoalsAndPropertiesThatExist(Snippet console) {
        for (String command : commands(console)) {
            List<String> words =
                    Arrays.asList(command.replaceAll("'[^']*'", "text").split(" "));
            if (!words.get(0).equals("mvn")) {
                continue;
            }
            assertThat(words.stream()
                            .filter(word -> word.startsWith("fdo:") || word.startsWith(PLUGIN))
                            .map(word -> word.replaceFirst(".*:", "").replaceFirst("@.*", ""))
                            .filter(goal -> !goal.equals("help")))
                    .as(command)
                    .isSubsetOf(SettingsDocumentation.goals());
            assertThat(words.stream()
                            .filter(word -> word.startsWith("-Dfdo."))
                            .map(word -> word.substring(2).replaceFirst("=.*", "")))
                    .as(command)
                    .isSubsetOf(SettingsDocumentation.properties());
        }
    }

    @Test
    void theScriptsOfTheReadmeExist() {
        assertThat(List.of("demo", "test", "stop"))
                .allSatisfy(name -> assertThat(Files.isExecutable(Path.of(SCRIPTS + name)))
                        .as(name)
                        .isTrue());
    }
}
