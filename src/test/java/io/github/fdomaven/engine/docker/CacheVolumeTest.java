package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CacheVolumeTest {

    private static Optional<String> volume(EngineQuirks dialect) {
        return Optional.ofNullable(CacheVolume.of(null, new EngineErrors("engine", dialect))
                .mount()
                .getSource());
    }

    @Test
    void needsNoNameOnDocker() {
        assertThat(volume(EngineQuirks.DOCKER)).isEmpty();
    }

    @Test
    void hasANameOfItsOwnOnPodman() {
        String one = volume(EngineQuirks.PODMAN).orElseThrow();
        String other = volume(EngineQuirks.PODMAN).orElseThrow();

        assertThat(one).startsWith("fdo-cache-").isNotEqualTo(other);
        assertThat(CacheVolume.isForgotten(one)).isFalse();
    }

    @Test
    void isForgottenAfterAWhile() {
        long now = Instant.now().getEpochSecond();

        assertThat(CacheVolume.isForgotten("fdo-cache-" + (now - 700) + "-x")).isTrue();
        assertThat(CacheVolume.isForgotten("fdo-cache-" + (now - 500) + "-x")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "fdo-cache-", "fdo-cache-mine", "my-fdo-cache-1-x", "fdo-cache-99999999999999999999-x"})
    void isNotOneOfOurs(String volume) {
        assertThat(CacheVolume.isForgotten(volume)).isFalse();
    }
}
