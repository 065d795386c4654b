package io.github.fdomaven.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.fixture.InMemoryEngine;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.support.FixableException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlatformEnginesTest {

    private static final Platform ARM64 = Platform.parse("linux/arm64");

    private final InMemoryEngine others = new InMemoryEngine();
    private final InMemoryEngine own = new InMemoryEngine();
    private final PlatformEngines engines = new PlatformEngines(others.provider(), Map.of(ARM64, own.provider()));

    @Test
    void provideTheEngineOfAPlatform() {
        own.platform = Optional.of(Platform.parse("linux/arm64/v8"));

        assertThat(engines.engine(Optional.of(Platform.parse("linux/arm64/v8"))))
                .isSameAs(own);
        assertThat(engines.engine(Optional.of(Platform.parse("linux/amd64")))).isSameAs(others);
        assertThat(engines.engine(Optional.empty())).isSameAs(others);
        assertThat(engines.engine()).isSameAs(others);
    }

    @Test
    void useAnEngineThatDoesNotSayItsPlatform() {
        assertThat(engines.engine(Optional.of(ARM64))).isSameAs(own);
    }

    @Test
    void refuseAnEngineOnAnotherPlatform() {
        own.platform = Optional.of(Platform.parse("linux/amd64"));

        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> engines.engine(Optional.of(ARM64)))
                .withMessage(
                        "<engines> names " + own.name() + " for linux/arm64, but that engine is on linux/amd64. Set its"
                                + " <dockerHost> to an engine on linux/arm64, or remove the <engine>, so that the default engine"
                                + " builds the image.");
    }

    @Test
    void useAMachineWith64BitsForAPlatformWith32() {
        Platform armv7 = Platform.parse("linux/arm/v7");
        own.platform = Optional.of(ARM64);

        assertThat(new PlatformEngines(others.provider(), Map.of(armv7, own.provider())).engine(Optional.of(armv7)))
                .isSameAs(own);
    }
}
