package io.github.fdomaven.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MountTest {

    @ParameterizedTest
    @CsvSource({"app, /app", "/a:b, /app", "/app, app", "/app, /a:b"})
    void rejectsPathsThatEnginesDoNotAccept(Path source, String target) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Mount.HostDirectory(source, target));
    }

    @Test
    void rejectsARelativeTargetOfAVolume() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Mount.EmptyVolume("cache"));
    }

    @Test
    void mountsAbsolutePathsWithoutAColon() {
        assertThat(Mount.isMountable(Path.of("/home/me/my app"))).isTrue();
        assertThat(Mount.isMountable(Path.of("app"))).isFalse();
        assertThat(Mount.isMountable(Path.of("/home/me/a:b"))).isFalse();
    }
}
