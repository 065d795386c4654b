package io.github.fdomaven.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {

    @Provide
    Arbitrary<Platform> platforms() {
        return Combinators.combine(
                        Arbitraries.of("linux", "windows", "unknown"),
                        Arbitraries.of("amd64", "arm64", "arm", "ppc64le", "unknown"),
                        Arbitraries.of("v6", "v7", "v8").optional())
                .as(Platform::new);
    }

    @Provide
    Arbitrary<String> junk() {
        return Names.junk();
    }

    @Property
    void parsesWhatItPrints(@ForAll("platforms") Platform platform) {
        assertThat(Platform.parse(platform.toString())).isEqualTo(platform);
    }

    @Property
    void parsesOrRefusesAnyText(@ForAll("junk") String text) {
        try {
            assertThat(Platform.parse(text)).hasToString(text);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("is not a platform");
        }
    }

    @Test
    void parsesTheVariant() {
        assertThat(Platform.parse("linux/arm64/v8")).isEqualTo(new Platform("linux", "arm64", Optional.of("v8")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "linux", "linux/", "/amd64", "linux/arm/v7/x", "linux/amd64/", "linux /amd64"})
    void refusesInvalidPlatforms(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Platform.parse(text))
                .withMessage("'" + text
                        + "' is not a platform: valid are operating system, architecture and optionally"
                        + " variant, as in linux/amd64 or linux/arm64/v8.");
    }

    @ParameterizedTest
    @CsvSource({"x86_64, linux/amd64", "amd64, linux/amd64", "aarch64, linux/arm64", "riscv64, linux/riscv64"})
    void usesTheArchitectureNamesOfGo(String architecture, String platform) {
        String before = System.getProperty("os.arch");
        try {
            System.setProperty("os.arch", architecture);

            assertThat(Platform.ofThisMachine()).hasToString(platform);
        } finally {
            System.setProperty("os.arch", before);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "linux/386, linux/amd64, true",
        "linux/arm/v7, linux/arm64/v8, true",
        "linux/arm/v6, linux/arm/v7, true",
        "linux/amd64, linux/386, false",
        "linux/arm64, linux/amd64, false",
        "linux/386, linux/arm64, false",
        "windows/386, linux/amd64, false"
    })
    void runsProgramsFor32BitsOnMachinesWith64(String programs, String machine, boolean mayRun) {
        assertThat(Platform.parse(programs).mayRunOn(Platform.parse(machine))).isEqualTo(mayRun);
    }
}
