package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StaleBaseActionTest extends SettingsTestCase {

    @Override
    StaleBaseAction read() {
        return StaleBaseAction.read(sources());
    }

    @Test
    void isReportByDefault() {
        assertThat(read()).isEqualTo(StaleBaseAction.REPORT);
    }

    @ParameterizedTest
    @CsvSource({"report, REPORT", "fail, FAIL", "rebuild, REBUILD", "Rebuild, REBUILD", "FAIL, FAIL"})
    void isReadInAnyCase(String text, StaleBaseAction action) {
        properties.put("fdo.on.stale.base", text);

        assertThat(read()).isEqualTo(action);
    }

    @ParameterizedTest
    @ValueSource(strings = {"warn", "ignore", "true", "fail,rebuild"})
    void listsTheValidActions(String text) {
        properties.put("fdo.on.stale.base", text);

        assertRefused("<onStaleBase> (-Dfdo.on.stale.base, FDO_ON_STALE_BASE): '" + text
                + "' is not one of report, fail, rebuild.");
    }

    @Test
    void isWrittenInLowerCase() {
        assertThat(StaleBaseAction.REBUILD).hasToString("rebuild");
    }
}
