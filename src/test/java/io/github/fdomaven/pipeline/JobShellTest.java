package io.github.fdomaven.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobShellTest {

    private static final JobShell SHELL =
            new JobShell(Map.of("/builds/g/p", "CI_PROJECT_DIR", "/builds/g/p.tmp/SETTINGS", "SETTINGS"));

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '|',
            value = {
                "-Da=b, -Da=b",
                "||, ''",
                "a b, 'a b'",
                "/builds/g/p, \"$CI_PROJECT_DIR\"",
                "-Dx=/builds/g/p/a b, -Dx=\"$CI_PROJECT_DIR\"'/a b'",
                "/builds/g/p.tmp/SETTINGS, \"$SETTINGS\"",
                "/builds/g/p.tmp/OTHER, /builds/g/p.tmp/OTHER",
                "/x/builds/g/p, /x/builds/g/p",
                "/builds/g/p2, /builds/g/p2",
                "$HOME, '$HOME'"
            })
    void quotesWords(String word, String quoted) {
        assertThat(SHELL.command(List.of("mvn", word))).isEqualTo("mvn " + quoted);
    }

    @ParameterizedTest
    @CsvSource({"$HOME, $$HOME", "/builds/g/p/$x, ${CI_PROJECT_DIR}/$$x", "a b, a b"})
    void letsGitLabExpandTheVariablesOfPathsOnly(String text, String value) {
        assertThat(SHELL.value(text)).isEqualTo(value);
    }

    @Property(tries = 20)
    void aShellReadsTheSameWords(@ForAll @Size(max = 20) List<@CharRange(from = ' ', to = '~') String> words)
            throws Exception {
        String command = "printf '%s\\0' " + new JobShell(Map.of()).command(words);
        Process shell = new ProcessBuilder("sh", "-c", command).start();
        String output = new String(shell.getInputStream().readAllBytes());

        assertThat(output).isEqualTo(words.isEmpty() ? "\0" : String.join("\0", words) + "\0");
    }
}
