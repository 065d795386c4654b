package io.github.fdomaven.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OneLineTest {

    private final Secrets secrets = new Secrets();

    @Test
    void replacesLineEndsAndInvisibleCharacters() {
        assertThat(OneLine.of(" a\r\n[ERROR]\tb\u001b[2Jc ")).isEqualTo("a [ERROR] b [2Jc");
        assertThat(OneLine.of("a\u009b2J\u0085b\u2028c\u202ed")).isEqualTo("a 2J b c d");
    }

    @Test
    void shortensLongTextBetweenCharacters() {
        assertThat(secrets.redact(OneLine.of("x".repeat(600)))).isEqualTo("x".repeat(500) + "…");
        assertThat(secrets.redact(OneLine.of("x".repeat(499) + "\ud83d\ude00y")))
                .isEqualTo("x".repeat(499) + "…");
        assertThat(OneLine.whole("x".repeat(600))).hasSize(600);
    }

    @Test
    void shortensEachLongTextOfAMessage() {
        String message = "got '" + OneLine.of("x".repeat(600)) + "', not '" + OneLine.of("y".repeat(700)) + "'";

        assertThat(secrets.redact(message)).isEqualTo("got '" + "x".repeat(500) + "…', not '" + "y".repeat(500) + "…'");
    }

    @Test
    void shortensTheTextsOfALongMessage() {
        FdoException failure =
                new FixableException("got '" + OneLine.of("x".repeat(40_000)) + "'. " + "y".repeat(40_000));

        for (FdoException shown : List.of(failure, failure.prefixed("first: "))) {
            assertThat(secrets.redact(shown.getMessage()))
                    .contains("got '" + "x".repeat(500) + "…'. yyy")
                    .endsWith("y…")
                    .hasSizeLessThan(20_000);
        }
    }

    @Test
    void shortensALongTextOnce() {
        assertThat(secrets.redact(OneLine.of(OneLine.of("x".repeat(600)) + "y")))
                .isEqualTo("x".repeat(500) + "…");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFDD00\uFDD1x\uFDD2", "\uFDD01\uFDD1hidden\uFDD2", "\uFDD3\uFDD3"})
    void ignoresItsMarksInTextFromOutside(String marked) {
        String plain = marked.replaceAll("\uFDD0\\d\uFDD1|[\uFDD2\uFDD3]", "");

        assertThat(secrets.redact(OneLine.limited(marked, 100))).isEqualTo(plain);
        assertThat(secrets.redact(OneLine.limited(marked, 0))).isEqualTo(plain.isEmpty() ? "" : "…");
        assertThat(secrets.redact(marked)).doesNotContainPattern("[\uFDD0-\uFDD3]");
    }

    @Test
    void quotesATextWithTheSpacesAtItsEnds() {
        assertThat(OneLine.quote(" a\n")).isEqualTo("' a '");
        assertThat(secrets.redact(OneLine.quote("x".repeat(600)))).isEqualTo("'" + "x".repeat(500) + "…'");
    }

    @Property
    void masksASecretAcrossTheLimit(
            @ForAll @IntRange(max = 600) int before, @ForAll @IntRange(min = 8, max = 1000) int length) {
        String secret = "s3cret-".repeat(length / 7 + 1).substring(0, length);
        Secrets known = new Secrets();
        known.add(secret);

        String shown = known.redact("it says " + OneLine.of(".".repeat(before) + secret + "end"));

        assertThat(shown).doesNotContain("s3");
    }

    @Property
    void leavesNoControlCharacterInAnyMessage(@ForAll String outside) {
        Secrets known = new Secrets();
        FdoException failure = new FixableException("The image has the platform '" + outside + "'. Build it.");

        for (String shown : new String[] {
            known.redact(failure.getMessage()),
            known.redact(OneLine.of(outside)),
            OneLine.printable(known.redact(outside))
        }) {
            assertThat(shown).doesNotContainPattern("[\\p{Cc}\\p{Zl}\\p{Zp}\\u202A-\\u202E\\u2066-\\u2069&&[^\\t]]");
        }
        assertThat(failure.getMessage().lines()).hasSize(1);
    }

    @Property
    void endsWithAnyMarksInAText(@ForAll String text) {
        String marked = text.replace('a', '\uFDD0')
                .replace('b', '\uFDD1')
                .replace('c', '\uFDD2')
                .replace('d', '\uFDD3');

        assertThat(secrets.redact(marked)).doesNotContainPattern("[\uFDD0-\uFDD2]");
    }

    @Test
    void keepsColorsAndTabsOfAProgram() {
        assertThat(OneLine.printable("\u001b[1;32mok\u001b[0m\tdone\u001b[2J\u0007"))
                .isEqualTo("\u001b[1;32mok\u001b[0m\tdone [2J ");
        assertThat(OneLine.printable("a\r\nb\u202e")).isEqualTo("a  b ");
    }

    @Test
    void endsAColorWithTheText() {
        assertThat(OneLine.printable("\u001b[0m\u001b[8mhidden")).isEqualTo("\u001b[0m\u001b[8mhidden\u001b[m");
        assertThat(OneLine.printable("\u001b[31mred\u001b[m plain")).isEqualTo("\u001b[31mred\u001b[m plain");
    }
}
