package io.github.fdomaven.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommitSpecTest {

    private static CommitSpec spec(String label) {
        return new CommitSpec(List.of(), List.of(), "/", Optional.empty(), Map.of("label", label));
    }

    @Test
    void hasLabelsThatAllEnginesTakeLiterally() {
        assertThat(spec("sha256:0,https://[::1]/x?a=b&c=d~%2C+/==").labels()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b", "a\tb", "a\nb", "'a'", "a\"", "$HOME", "a\\b"})
    void refusesLabelsThatPodman5Reads(String label) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec(label))
                .withMessageStartingWith("not every engine can commit the label label=");
    }
}
