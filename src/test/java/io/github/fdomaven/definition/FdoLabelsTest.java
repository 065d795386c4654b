package io.github.fdomaven.definition;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FdoLabelsTest {

    @Test
    void stripsTheValue() {
        assertThat(FdoLabels.value(Map.of("fdo.a", " 1 2\n"), "fdo.a")).contains("1 2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\t"})
    void anEmptyLabelHasNoValue(String value) {
        assertThat(FdoLabels.value(Map.of("fdo.a", value), "fdo.a")).isEmpty();
    }

    @Test
    void aMissingLabelHasNoValue() {
        assertThat(FdoLabels.value(Map.of("fdo.b", "1"), "fdo.a")).isEmpty();
    }
}
