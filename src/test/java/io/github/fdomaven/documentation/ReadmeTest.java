package io.github.fdomaven.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.documentation.DocumentationPage.Snippet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final Path GOALS = Path.of("src/main/java/io/github/fdomaven/maven");

    private static final Pattern GOAL =
            Pattern.compile("@Mojo\\(\\s*name = \"([^\"]+)\"(?:,\\s*defaultPhase = LifecyclePhase\\.(\\w+))?");

    private final DocumentationPage readme = DocumentationPage.all().get(0);

    @Test
    void isShort() {
        assertThat(readme.lines()).hasSizeLessThanOrEqualTo(180);
    }

    @Test
    void showsTheTestedPom() throws IOException {
        String tested = Files.readString(Path.of("src/it/build/keeps-images-in-engine-without-registry/pom.xml"));

        assertThat(DocumentationPage.filtered(tested))
                .endsWith(readme.snippets().stream()
                        .map(Snippet::text)
                        .filter(text -> text.startsWith("<project "))
                        .findFirst()
                        .orElseThrow());
    }

    @Test
    void listsTheGoalsWithTheirPhases() throws IOException {
        try (Stream<Path> files = Files.list(GOALS)) {
            for (Path file : files.toList()) {
                Matcher goal = GOAL.matcher(Files.readString(file));
                if (goal.find()) {
                    String phase = goal.group(2) == null
                            ? "by name"
                            : "`" + goal.group(2).toLowerCase(Locale.ROOT).replace('_', '-') + "`";
                    assertThat(readme.text()).contains("| `fdo:" + goal.group(1) + "` | " + phase + " |");
                }
            }
        }
    }
}
