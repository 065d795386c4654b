package io.github.fdomaven.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.NotEmpty;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordsTest {

    @Test
    void splitsAtWhiteSpace() {
        assertThat(new ShellWords("bash  -x\ttest/script.sh ").commands())
                .containsExactly(List.of("bash", "-x", "test/script.sh"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a;b", "a && b", "a||b", "a | b", "a & b", "a\nb", "(a) b"})
    void startsACommandAfterAnOperator(String text) {
        assertThat(new ShellWords(text).commands()).containsExactly(List.of("a"), List.of("b"));
        assertThat(new ShellWords(text).firstCommand()).containsExactly("a");
        assertThat(new ShellWords(text).all()).containsExactly("a", "b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"'my script.sh'", "\"my script.sh\"", "my\\ script.sh", "my' 'script.sh", "'my 'script\".sh\""})
    void keepsQuotedWhiteSpaceInAWord(String text) {
        assertThat(new ShellWords(text).all()).containsExactly("my script.sh");
    }

    @Test
    void keepsQuotedOperatorsInAWord() {
        assertThat(new ShellWords("echo 'a;b' \"c|d\" e\\&f").commands())
                .containsExactly(List.of("echo", "a;b", "c|d", "e&f"));
    }

    @Test
    void findsAnEmptyWord() {
        assertThat(new ShellWords("a '' \"\"").all()).containsExactly("a", "", "");
    }

    @Test
    void keepsABackslashInSingleQuotes() {
        assertThat(new ShellWords("'a\\b'").all()).containsExactly("a\\b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n", ";;"})
    void findsNoCommandWithoutWords(String text) {
        assertThat(new ShellWords(text).commands()).isEmpty();
        assertThat(new ShellWords(text).firstCommand()).isEmpty();
    }

    @Test
    void closesAQuoteAtTheEndOfTheText() {
        assertThat(new ShellWords("echo 'a b").all()).containsExactly("echo", "a b");
        assertThat(new ShellWords("echo a\\").all()).containsExactly("echo", "a\\");
    }

    @Property
    void acceptsAnyText(@ForAll String text) {
        assertThat(new ShellWords(text).commands()).doesNotContain(List.of());
    }

    @Property
    void findsAnyWordInSingleQuotes(@ForAll @Size(min = 1, max = 5) List<@NotEmpty @AlphaChars String> words) {
        String text = words.stream().map(word -> "'" + word + " ;'").reduce("", (a, b) -> a + " " + b);

        assertThat(new ShellWords(text).all())
                .containsExactlyElementsOf(
                        words.stream().map(word -> word + " ;").toList());
    }
}
