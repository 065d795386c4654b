package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.support.Secrets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunSettingsTest extends SettingsTestCase {

    @Override
    RunSettings read() {
        return RunSettings.read(sources(), secrets);
    }

    @Test
    void areReadFromThePomAndTheEnvironment() {
        pom.put(Setting.COMMAND, "make test");
        variables.put("FDO_ENVIRONMENT", "TOKEN, LANG");
        variables.put("TOKEN", "a secret");
        variables.put("LANG", "C.UTF-8");
        variables.put("FDO_NETWORK", "host");
        variables.put("FDO_TIMEOUT", "90m");

        RunSettings settings = read();

        assertThat(settings.command()).isEqualTo("make test");
        assertThat(settings.environment()).isEqualTo(Map.of("TOKEN", "a secret", "LANG", "C.UTF-8"));
        assertThat(settings.network()).contains("host");
        assertThat(settings.limit()).contains(Duration.ofMinutes(90));
        assertThat(secrets.redact("it is a secret")).isEqualTo("it is ***");
        assertThat(settings).asString().contains("make test", "TOKEN").doesNotContain("a secret");
    }

    @Test
    void nameTheVariablesThatAreNotMasked() {
        List<String> unmasked = new ArrayList<>();
        pom.put(Setting.COMMAND, "make");
        pom.put(Setting.ENVIRONMENT, "TOKEN, LANG, PIN, CI_PROJECT_NAME");
        variables.putAll(Map.of("TOKEN", "a long secret", "LANG", "C.UTF-8", "PIN", "1234", "CI_PROJECT_NAME", "app"));

        RunSettings.read(sources(), new Secrets(unmasked::add));

        assertThat(unmasked).containsExactly("the variable LANG", "the variable PIN");
    }

    @Test
    void turnLineEndsOfWindowsIntoThoseOfLinux() {
        pom.put(Setting.COMMAND, "make\r\nmake test\r\n");

        assertThat(read().command()).isEqualTo("make\nmake test");
    }

    @Test
    void requireACommand() {
        assertRefused("No command is set: set <command> (-Dfdo.command, FDO_COMMAND), for example to ./run-tests.");
    }

    @Test
    void refuseAVariableThatIsNotSet() {
        pom.put(Setting.COMMAND, "make");
        pom.put(Setting.ENVIRONMENT, "ABSENT");

        assertRefused("<environment> (-Dfdo.environment, FDO_ENVIRONMENT): the variable ABSENT is not set. Set it where"
                + " Maven runs, or remove it from the setting.");
    }

    @Test
    void doNotShowTheValueOfAVariableGivenWithItsValue() {
        pom.put(Setting.COMMAND, "make");
        pom.put(Setting.ENVIRONMENT, "TOKEN=s3cret");

        assertRefused(
                "<environment> (-Dfdo.environment, FDO_ENVIRONMENT): 'TOKEN…' is more than the name of a variable."
                        + " Write the name alone; Maven's environment has the value.");
    }

    @ParameterizedTest
    @CsvSource({
        "true, true",
        "main, main",
        "8080, 8080",
        "release, release",
        "hunter2, hunter2",
        "p-ss, p-ss",
        "password, password",
        "Pass-word, ***",
        "12345678, ***",
        "a b, a b"
    })
    void maskNoShortWordsAndNumbers(String value, String shown) {
        pom.put(Setting.COMMAND, "make");
        pom.put(Setting.ENVIRONMENT, "VARIABLE");
        variables.put("VARIABLE", value);

        read();

        assertThat(secrets.redact("it is " + value + ".")).isEqualTo("it is " + shown + ".");
    }
}
