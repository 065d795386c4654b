package io.github.fdomaven.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LifetimeTest {

    @ParameterizedTest
    @CsvSource({"90m, PT90M", "1h, PT1H", "2d, PT48H", "3w, PT504H", "999999w, PT167999832H"})
    void parsesANumberAndAUnit(String text, Duration duration) {
        assertThat(Lifetime.parse(text)).isEqualTo(new Lifetime(text, duration));
        assertThat(Lifetime.parse(text)).hasToString(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3 weeks",
                "3 w",
                "",
                " ",
                "0h",
                "00h",
                "01h",
                "1H",
                "-1d",
                "+1d",
                "1",
                "h",
                "1s",
                "1y",
                "1.5h",
                "1h2m",
                "1h ",
                "1h\n",
                "1000000h",
                "١h"
            })
    void refusesOtherForms(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lifetime.parse(text))
                .withMessage("'" + text + "' is not a duration: write a whole number and one of the units m, h, d, w"
                        + " without a space, as in 90m, 1h, 2d or 3w.");
    }

    @Property
    void parsesEveryNumberWithEachUnit(@ForAll @IntRange(min = 1, max = 999_999) int number) {
        assertThat(Lifetime.parse(number + "m").duration()).isEqualTo(Duration.ofMinutes(number));
        assertThat(Lifetime.parse(number + "h").duration()).isEqualTo(Duration.ofHours(number));
        assertThat(Lifetime.parse(number + "d").duration()).isEqualTo(Duration.ofDays(number));
        assertThat(Lifetime.parse(number + "w").duration()).isEqualTo(Duration.ofDays(7L * number));
    }

    @Property
    void refusesEveryOtherText(@ForAll @StringLength(max = 12) String text) {
        Assume.that(!text.matches("[1-9][0-9]*[mhdw]"));

        assertThatIllegalArgumentException()
                .isThrownBy(() -> Lifetime.parse(text))
                .withMessageStartingWith("'" + text + "' is not a duration");
    }
}
