package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.config.SettingsDocumentation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The parameters that the goals declare are those of the list of settings: element, type, property, default, documentation. */
class MojoParametersTest {

    private static final Path SOURCES = Path.of("src/main/java/io/github/fdomaven/maven");

    private static final Pattern PARAMETER =
            Pattern.compile("/\\*\\*(?:(?!\\*/).)*\\*/\\s*@Parameter\\b[^;]*?private [^;]*;", Pattern.DOTALL);

    private static final Pattern GOAL = Pattern.compile("@Mojo\\(name = \"([^\"]+)\"");
    private static final Pattern SUPERCLASS = Pattern.compile(" class (\\w+) extends (\\w+)");

    /** The source of each class, by its simple name. */
    private static Map<String, String> sources() throws IOException {
        Map<String, String> sources = new HashMap<>();
        try (Stream<Path> files = Files.list(SOURCES)) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith("Mojo.java")).toList()) {
                sources.put(file.getFileName().toString().replace(".java", ""), Files.readString(file));
            }
        }
        return sources;
    }

    /** The source of each goal's class, by the name of the goal. */
    private static Map<String, String> goals() throws IOException {
        Map<String, String> goals = new HashMap<>();
        sources().values().forEach(source -> {
            Matcher goal = GOAL.matcher(source);
            if (goal.find()) {
                goals.put(goal.group(1), source);
            }
        });
        return goals;
    }

    private static List<String> declared(String goal) throws IOException {
        Map<String, String> sources = sources();
        List<String> declarations = new ArrayList<>();
        String source = goals().get(goal);
        while (source != null) {
            PARAMETER.matcher(source).results().forEach(found -> declarations.add(plain(found.group())));
            Matcher superclass = SUPERCLASS.matcher(source);
            source = superclass.find() ? sources.get(superclass.group(2)) : null;
        }
        return declarations;
    }

    /** A declaration on one line. */
    private static String plain(String declaration) {
        return declaration.replaceAll("\\n\\s+\\*(?!/)", " ").replaceAll("\\s+", " ");
    }

    @Test
    void everyGoalHasSettings() throws IOException {
        assertThat(goals().keySet()).isEqualTo(SettingsDocumentation.goals());
    }

    static Stream<String> names() {
        return SettingsDocumentation.goals().stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theGoalDeclaresItsSettings(String goal) throws IOException {
        assertThat(declared(goal)).containsExactlyInAnyOrderElementsOf(SettingsDocumentation.parameters(goal));
    }
}
