package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class LinesTest {

    private final List<String> seen = new ArrayList<>();
    private final Lines lines = new Lines(seen::add);

    @Test
    void putsALineTogetherOutOfPieces() {
        take("Hel", "lo\nWor", "ld\n");

        assertThat(seen).containsExactly("Hello", "World");
    }

    @Test
    void cutsALineThatNobodyWouldReadToItsEnd() {
        for (int i = 0; i < 1000; i++) {
            take("x".repeat(1024));
        }
        take("\nnext\n");

        assertThat(seen).containsExactly("x".repeat(16 * 1024) + "…", "next");
    }

    @Test
    void waitsForTheEndOfALine() {
        take("Hello");

        assertThat(seen).isEmpty();

        lines.end();

        assertThat(seen).containsExactly("Hello");
    }

    @Test
    void saysNothingMoreAtTheEndOfWholeLines() {
        take("Hello\n");
        lines.end();

        assertThat(seen).containsExactly("Hello");
    }

    @Test
    void takesACarriageReturnBeforeTheEndForPartOfTheEnd() {
        take("Hello\r", "\nWorld\r\n");

        assertThat(seen).containsExactly("Hello", "World");
    }

    @Test
    void showsWhatATerminalWouldShowOfAProgress() {
        take("10 %\r50 %\r", "100 %\r\ndone\n");

        assertThat(seen).containsExactly("100 %", "done");
    }

    @Test
    void showsTheLastOfAProgressThatDidNotEnd() {
        take("10 %\r50 %\r");
        lines.end();

        assertThat(seen).containsExactly("50 %");
    }

    @Property
    void comesToTheSameWhereverTheTextIsCut(
            @ForAll @IntRange(min = 0, max = 40) int first, @ForAll @IntRange(min = 0, max = 40) int second) {
        byte[] text = "größe: 5 €\nnaïve 𝄞 ok\r\nlast".getBytes(StandardCharsets.UTF_8);
        int from = Math.min(Math.min(first, second), text.length);
        int to = Math.min(Math.max(first, second), text.length);
        List<String> all = new ArrayList<>();
        Lines cut = new Lines(all::add);

        cut.take(Arrays.copyOfRange(text, 0, from));
        cut.take(Arrays.copyOfRange(text, from, to));
        cut.take(Arrays.copyOfRange(text, to, text.length));
        cut.end();

        assertThat(all).containsExactly("größe: 5 €", "naïve 𝄞 ok", "last");
    }

    private void take(String... pieces) {
        for (String piece : pieces) {
            lines.take(piece.getBytes(StandardCharsets.UTF_8));
        }
    }
}
