package io.github.fdomaven.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class HtmlTest {

    private static Html html(Object text) {
        return new Html(given -> given.replace("s3cret", "***")).text(text);
    }

    @Property
    void writesTextThatIsNeitherMarkupNorInvisible(@ForAll String text) {
        String escaped = html(text).toString();

        assertThat(escaped).doesNotContain("<", ">", "\"", "'");
        assertThat(escaped.codePoints())
                .as("control characters, formats such as bidi marks, and characters that are none")
                .noneMatch(letter -> letter != '\n'
                        && letter != '\t'
                        && (Character.isISOControl(letter)
                                || Character.getType(letter) == Character.FORMAT
                                || Character.getType(letter) == Character.SURROGATE
                                || (letter & 0xFFFE) == 0xFFFE));
    }

    @Property
    void keepsWhatIsVisible(@ForAll int[] letters) {
        StringBuilder text = new StringBuilder();
        for (int letter : letters) {
            text.appendCodePoint(' ' + Math.floorMod(letter, '~' - ' ' + 1));
        }
        String escaped = html(text).toString();

        assertThat(escaped.replace("&lt;", "<")
                        .replace("&gt;", ">")
                        .replace("&quot;", "\"")
                        .replace("&#39;", "'")
                        .replace("&amp;", "&"))
                .isEqualTo(text.toString());
    }

    @Example
    void showsTheNumberOfAnInvisibleCharacter() {
        assertThat(html("a\u202Eb\u0000\u2028\uD800 שלום \uD83D\uDE00"))
                .hasToString("a\\u{202e}b\\u{0}\\u{2028}\\u{d800} שלום \uD83D\uDE00");
    }

    @Example
    void masksASecretBeforeItCutsTheText() {
        assertThat(html("a".repeat(19_997) + "s3cret and more")).hasToString("a".repeat(19_997) + "***" + "…");
    }

    @Example
    void writesDurationsSizesAndTimes() {
        assertThat(Html.duration(Duration.ofMillis(1249))).isEqualTo("1.2 s");
        assertThat(Html.duration(Duration.ofMillis(-5))).isEqualTo("0.0 s");
        assertThat(Html.duration(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
        assertThat(Html.size(48_350_000)).isEqualTo("48.4 MB");
        assertThat(new Html(text -> text).time(Instant.parse("2026-11-27T03:10:05.250Z")))
                .hasToString("<time datetime=\"2026-11-27T03:10:05.250Z\">2026-11-27 03:10:05 UTC</time>");
    }
}
