package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.support.FixableException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaleBaseActionTest {

    private static StaleBaseAction read(Map<String, String> properties) {
        return StaleBaseAction.read(new SettingSources(Map.of(), properties, new Environment(Map.of())));
    }

    @Test
    void isReportByDefault() {
        assertThat(read(Map.of())).isEqualTo(StaleBaseAction.REPORT);
    }

    @ParameterizedTest
    @CsvSource({"report, REPORT", "fail, FAIL", "rebuild, REBUILD", "Rebuild, REBUILD", "FAIL, FAIL"})
    void isReadInAnyCase(String text, StaleBaseAction action) {
        assertThat(read(Map.of("fdo.on.stale.base", text))).isEqualTo(action);
    }

    @ParameterizedTest
    @ValueSource(strings = {"warn", "ignore", "true", "fail,rebuild"})
    void listsTheValidActions(String text) {
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> read(Map.of("fdo.on.stale.base", text)))
                .withMessage("<onStaleBase> (-Dfdo.on.stale.base, FDO_ON_STALE_BASE): '" + text
                        + "' is not one of report, fail, rebuild.");
    }

    @Test
    void isWrittenInLowerCase() {
        assertThat(StaleBaseAction.REBUILD).hasToString("rebuild");
    }
}
