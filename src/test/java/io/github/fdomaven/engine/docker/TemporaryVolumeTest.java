package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class TemporaryVolumeTest {

    private static Optional<String> name(EngineQuirks quirks) {
        return TemporaryVolume.create(null, new EngineErrors("engine", quirks)).name();
    }

    @Test
    void isAnonymousOnDocker() {
        assertThat(name(EngineQuirks.DOCKER)).isEmpty();
    }

    @Test
    void hasAUniqueNameOnPodman() {
        String first = name(EngineQuirks.PODMAN).orElseThrow();
        String second = name(EngineQuirks.PODMAN).orElseThrow();

        assertThat(first).startsWith("fdo-cache-").isNotEqualTo(second);
    }
}
