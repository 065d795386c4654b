package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.support.FixableException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingSourcesTest {

    private final Map<Setting, String> pom = new HashMap<>();
    private final Map<String, String> properties = new HashMap<>();
    private final Map<String, String> variables = new HashMap<>();

    private SettingSources sources() {
        return new SettingSources(pom, properties, new Environment(variables));
    }

    @ParameterizedTest
    @EnumSource
    void prefersThePomThenPropertyVariableAndGitlab(Setting setting) {
        assertThat(sources().value(setting)).isEqualTo(setting.spec().defaultValue());

        setting.spec().ciVariables().forEach(name -> {
            variables.put(name, "gitlab");
            assertThat(sources().value(setting)).contains("gitlab");
        });
        setting.variable().ifPresent(name -> {
            variables.put(name, "variable");
            assertThat(sources().value(setting)).contains("variable");
        });
        setting.property().ifPresent(name -> {
            properties.put(name, "property");
            assertThat(sources().value(setting)).contains("property");
        });
        pom.put(setting, "pom");
        assertThat(sources().value(setting)).contains("pom");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t "})
    void treatsABlankValueAsNotSet(String blank) {
        pom.put(Setting.TAG, blank);
        properties.put("fdo.distribution.tag", blank);
        variables.put("FDO_DISTRIBUTION_TAG", "variable");

        assertThat(sources().value(Setting.TAG)).contains("variable");

        variables.put("FDO_DISTRIBUTION_TAG", blank);

        assertThat(sources().value(Setting.TAG)).isEmpty();
    }

    @Test
    void removesWhiteSpaceAroundAValue() {
        pom.put(Setting.EXEC, "\n      make  install\n    ");

        assertThat(sources().value(Setting.EXEC)).contains("make  install");
    }

    @Test
    void keepsTheVariablesOfGitlabApart() {
        variables.put("CI_REGISTRY", "registry.example.org");

        assertThat(sources().value(Setting.REGISTRY_IMAGE)).isEmpty();
    }

    @Test
    void showsHowToSetARequiredSetting() {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> sources().required(Setting.TAG))
                .withMessage("No tag is set: set <tag> (-Dfdo.distribution.tag, FDO_DISTRIBUTION_TAG), for example to"
                        + " 2026-11-24.0.");
    }

    @Test
    void namesTheSettingAndTheInvalidValue() {
        pom.put(Setting.EXPIRES_AFTER, "3 weeks");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> sources().duration(Setting.EXPIRES_AFTER))
                .withMessage(
                        "<expiresAfter> (-Dfdo.expires.after, FDO_EXPIRES_AFTER): '3 weeks' is not a duration: write"
                                + " a whole number and one of the units m, h, d, w without a space, as in 90m, 1h, 2d or 3w.")
                .withCauseInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "1, true",
        "true, true",
        "YES, true",
        "Always, true",
        "True, true",
        "0, false",
        "false, false",
        "No, false"
    })
    void readsFlags(String text, boolean value) {
        pom.put(Setting.PUSH, text);

        assertThat(sources().flag(Setting.PUSH)).contains(value);
        assertThat(sources().isAnyTrue(Setting.PUSH)).isEqualTo(value);
    }

    @Test
    void hasNoFlagThatIsNotSet() {
        assertThat(sources().flag(Setting.PUSH)).isEmpty();
        assertThat(sources().isAnyTrue(Setting.PUSH)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"on", "2", "y", "-1", "wahr"})
    void refusesAnInvalidFlag(String text) {
        properties.put("fdo.push", text);

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> sources().flag(Setting.PUSH))
                .withMessage("<push> (-Dfdo.push, FDO_PUSH): '" + text
                        + "' is neither true (true, 1, yes, always) nor false (false, 0, no).");
    }

    @ParameterizedTest
    @CsvSource({"true, 0, 0", "0, yes, false", "no, 0, 1", "true, 1, yes"})
    void isAnyTrueIfOneSourceIsTrue(String inPom, String property, String variable) {
        pom.put(Setting.FORCE_REBUILD, inPom);
        properties.put("fdo.force.rebuild", property);
        variables.put("FDO_FORCE_REBUILD", variable);

        assertThat(sources().isAnyTrue(Setting.FORCE_REBUILD)).isTrue();
    }

    @Test
    void isNotAnyTrueIfAllSourcesAreFalse() {
        pom.put(Setting.FORCE_REBUILD, "false");
        variables.put("FDO_FORCE_REBUILD", "0");

        assertThat(sources().isAnyTrue(Setting.FORCE_REBUILD)).isFalse();
    }

    @Test
    void refusesAnInvalidFlagEvenIfAnotherSourceIsTrue() {
        pom.put(Setting.FORCE_REBUILD, "true");
        variables.put("FDO_FORCE_REBUILD", "maybe");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> sources().isAnyTrue(Setting.FORCE_REBUILD))
                .withMessageContaining("'maybe'");
    }

    @Test
    void refusesCharactersThatJavaCouldNotRead() {
        variables.put("FDO_DISTRIBUTION_EXEC", "echo gr\uFFFD\uFFFDe");

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> sources().value(Setting.EXEC))
                .withMessage("<exec> (-Dfdo.distribution.exec, FDO_DISTRIBUTION_EXEC): 'echo gr\uFFFD\uFFFDe' has"
                        + " characters that Java could not read in this locale. Set LC_ALL=C.UTF-8, or another UTF-8"
                        + " locale, where Maven runs.");
    }
}
