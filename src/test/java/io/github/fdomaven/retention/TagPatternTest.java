package io.github.fdomaven.retention;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.fdomaven.oci.Tag;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagPatternTest {

    @ParameterizedTest
    @CsvSource({
        "2026-*, 2026-11-24.0, true",
        "2026-*, x2026-11-24.0, false",
        "*.0, 2026.0.0, true",
        "*.0, 2026-0, false",
        "a?c, abc, true",
        "a?c, ac, false",
        "a*, a, true",
        "A, a, false"
    })
    void matchesTheWholeTag(String glob, String tag, boolean matches) {
        assertThat(new TagPattern(glob).matches(new Tag(tag))).isEqualTo(matches);
    }

    @Property
    void matchesLikeARegularExpression(
            @ForAll @Chars({'a', 'b', '*', '?'}) @StringLength(min = 1, max = 12) String glob,
            @ForAll @CharRange(from = 'a', to = 'b') @StringLength(min = 1, max = 12) String tag) {
        Pattern expected =
                Pattern.compile(glob.replaceAll("\\*+", "*").replace("*", ".*").replace('?', '.'));

        assertThat(new TagPattern(glob).matches(new Tag(tag)))
                .isEqualTo(expected.matcher(tag).matches());
    }

    @Test
    void isFastForManyStars() {
        assertThat(new TagPattern("*a".repeat(60) + "b").matches(new Tag("a".repeat(128))))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a b", "debian/*", "a,b", "[ab]"})
    void refusesAPatternThatMatchesNoTag(String glob) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TagPattern(glob))
                .withMessageStartingWith("'" + glob + "' is not a pattern of tags: ");
    }
}
