package io.github.fdomaven.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StaleActionTest {

    @ParameterizedTest
    @CsvSource({"warn, WARN", "rebuild, REBUILD", "fail, FAIL", "ignore, IGNORE", "Rebuild, REBUILD", "FAIL, FAIL"})
    void eachIsKnownByItsName(String name, StaleAction action) {
        assertThat(StaleAction.named(name)).isEqualTo(action);
    }

    @Test
    void anythingElseIsRefusedWithWhatThereIs() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StaleAction.named("report"))
                .withMessage("'report' is none of warn, rebuild, fail, ignore.");
    }
}
