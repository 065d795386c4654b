package io.github.fdomaven.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.oci.Reference;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunResultTest {

    private static final NamedImage IMAGE =
            NamedImage.unnamed(Reference.parse("registry.example.org/app:1"), Optional.empty());

    private static RunResult result(OptionalInt status) {
        return new RunResult(IMAGE, "make test", status, Duration.ofSeconds(90));
    }

    @Test
    void isNoFailureIfTheStatusIsZero() {
        assertThat(result(OptionalInt.of(0)).failure()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "1, Its output is above.",
        "126, 'A file is not executable: make it executable, or run it by a shell, as in ''sh FILE''.'",
        "127, 'A program was not found: install it in the image, or correct its name or path.'",
        "137, 'It was killed, perhaps because memory ran out.'"
    })
    void isAFailureForAnyOtherStatus(int status, String hint) {
        assertThat(result(OptionalInt.of(status)).failure().orElseThrow())
                .hasMessage("The command 'make test' ended with status " + status + " in registry.example.org/app:1. "
                        + hint);
    }

    @Test
    void isAFailureIfTheCommandWasStopped() {
        assertThat(result(OptionalInt.empty()).failure().orElseThrow())
                .hasMessage(
                        "The command 'make test' was still running in registry.example.org/app:1 after 90 s, and was"
                                + " stopped. If it needs more time, raise <timeout> (-Dfdo.timeout, FDO_TIMEOUT).");
    }
}
