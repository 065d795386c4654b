package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TemporaryVolumeTest {

    private static Optional<String> name(EngineQuirks quirks) {
        return Optional.ofNullable(TemporaryVolume.create(null, new EngineErrors("engine", quirks))
                .mount("/cache")
                .getSource());
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
        assertThat(TemporaryVolume.isAbandoned(first)).isFalse();
    }

    @Test
    void isAbandonedAfterTenMinutes() {
        long now = Instant.now().getEpochSecond();

        assertThat(TemporaryVolume.isAbandoned("fdo-cache-" + (now - 700) + "-x"))
                .isTrue();
        assertThat(TemporaryVolume.isAbandoned("fdo-cache-" + (now - 300) + "-x"))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fdo-cache-", "fdo-cache-mine", "my-fdo-cache-1-x", "fdo-cache-99999999999999999999-x"})
    void ignoresOtherVolumes(String volume) {
        assertThat(TemporaryVolume.isAbandoned(volume)).isFalse();
    }
}
