package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckActionTest extends SettingsTestCase {

    @Override
    CheckAction read() {
        return CheckAction.read(sources(), Setting.ON_STALE_BASE);
    }

    @Test
    void isReportByDefault() {
        assertThat(read()).isEqualTo(CheckAction.REPORT);
    }

    @ParameterizedTest
    @CsvSource({"report, REPORT", "fail, FAIL", "rebuild, REBUILD", "Rebuild, REBUILD", "FAIL, FAIL"})
    void isReadInAnyCase(String text, CheckAction action) {
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
    void isReadForUpdatesToo() {
        properties.put("fdo.on.updates", "rebuild");

        assertThat(CheckAction.read(sources(), Setting.ON_UPDATES)).isEqualTo(CheckAction.REBUILD);
        assertThat(read()).isEqualTo(CheckAction.REPORT);
    }

    @Test
    void isWrittenInLowerCase() {
        assertThat(CheckAction.REBUILD).hasToString("rebuild");
    }
}
