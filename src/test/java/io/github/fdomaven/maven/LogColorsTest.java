package io.github.fdomaven.maven;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LogColorsTest {

    private final Properties user = new Properties();
    private final Properties system = new Properties();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void areOnIfThereIsATerminal(boolean hasTerminal) {
        user.setProperty("style.color", "auto");

        assertThat(LogColors.isOn(user, system, hasTerminal)).isEqualTo(hasTerminal);
    }

    @ParameterizedTest
    @CsvSource({"style.color, always, true", "style.color, never, false", "maven.style.color, always, true"})
    void followTheOptionOfTheUser(String option, String value, boolean isOn) {
        system.setProperty("jansi.mode", isOn ? "strip" : "force");
        user.setProperty(option, value);

        assertThat(LogColors.isOn(user, system, !isOn)).isEqualTo(isOn);
    }

    @ParameterizedTest
    @CsvSource({
        "jansi.mode, force, true",
        "jansi.mode, strip, false",
        "org.fusesource.jansi.Ansi.disable, false, true",
        "org.fusesource.jansi.Ansi.disable, true, false"
    })
    void followTheDecisionOfMaven(String property, String value, boolean isOn) {
        system.setProperty(property, value);

        assertThat(LogColors.isOn(user, system, !isOn)).isEqualTo(isOn);
    }

    @Test
    void paintWordsByTheirMeaning() {
        LogColors on = new LogColors(true);

        assertThat(on.paint("BUILT")).isEqualTo("\u001B[1;32mBUILT\u001B[m");
        assertThat(on.paint("skip")).isEqualTo("\u001B[1;33mskip\u001B[m");
        assertThat(on.paint("FAILED")).isEqualTo("\u001B[1;31mFAILED\u001B[m");
        assertThat(on.paint("IMAGE")).isEqualTo("IMAGE");
        assertThat(new LogColors(false).paint("BUILT")).isEqualTo("BUILT");
    }
}
