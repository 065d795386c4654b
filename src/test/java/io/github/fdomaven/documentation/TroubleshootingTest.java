package io.github.fdomaven.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The messages on the page of troubleshooting are those of the code. */
class TroubleshootingTest {

    private static final Path SOURCES = Path.of("src/main/java");
    private static final String GAP = "…";

    /** The messages of a table: the code in the first cell of a row. */
    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|", Pattern.MULTILINE);

    private static final Pattern FIXABLE = Pattern.compile("new FixableException\\((.*?);\\n", Pattern.DOTALL);
    private static final Pattern LITERAL = Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*)\"");

    /** The fixed parts of each message. */
    private static List<List<String>> messages() {
        return ROW.matcher(DocumentationPage.ofSite("troubleshooting.md").text())
                .results()
                .map(row -> Arrays.stream(row.group(1).split(GAP))
                        .map(String::strip)
                        .filter(part -> part.matches(".*\\w.*"))
                        .toList())
                .toList();
    }

    /** The sources, with the parts of each text joined. */
    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(SOURCES)) {
            List<String> sources = new ArrayList<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                sources.add(Files.readString(file).replaceAll("\"\\s*\\+\\s*\"", ""));
            }
            return sources;
        }
    }

    @Test
    void namesMessagesOfTheCode() throws IOException {
        List<String> sources = sources();

        assertThat(messages()).hasSizeGreaterThan(100);
        assertThat(messages().stream().flatMap(List::stream))
                .filteredOn(part -> sources.stream().noneMatch(source -> source.contains(part)))
                .isEmpty();
    }

    /** An error that users can fix, and whose text is not only the text of another error, is on the page. */
    @Test
    void namesEachErrorThatUsersCanFix() throws IOException {
        List<List<String>> messages = messages();
        List<String> missing = sources().stream()
                .flatMap(source -> FIXABLE.matcher(source).results())
                .map(TroubleshootingTest::literals)
                .filter(literals -> literals.stream().anyMatch(text -> text.length() > 25))
                .filter(literals -> messages.stream().noneMatch(parts -> isOf(parts, literals)))
                .map(literals -> String.join(GAP, literals))
                .toList();

        assertThat(missing).isEmpty();
    }

    private static List<String> literals(MatchResult exception) {
        return LITERAL.matcher(exception.group(1))
                .results()
                .map(literal -> literal.group(1))
                .toList();
    }

    private static boolean isOf(List<String> parts, List<String> literals) {
        return parts.stream().allMatch(part -> literals.stream().anyMatch(literal -> literal.contains(part)));
    }
}
