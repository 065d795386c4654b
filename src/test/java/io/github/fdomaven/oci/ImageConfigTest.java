package io.github.fdomaven.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageConfigTest {

    @Test
    void parsesAConfig() {
        ImageConfig config = parse("""
                {"created": "2026-11-24T01:02:03.5+01:00", "os": "linux", "architecture": "arm64", "variant": "v8",
                 "config": {"Labels": {"b": "ä $ \\"x\\"", "a": ""}}}""");

        assertThat(config.created()).contains(Instant.parse("2026-11-24T00:02:03.5Z"));
        assertThat(config.platform())
                .hasValueSatisfying(value -> assertThat(value).hasToString("linux/arm64/v8"));
        assertThat(config.labels()).hasToString("{a=, b=ä $ \"x\"}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"config\": null}",
                "{\"config\": {\"Labels\": null}, \"os\": \"\"}",
                "{\"created\": \"yesterday\", \"os\": \"linux\"}"
            })
    void acceptsMissingMembers(String content) {
        ImageConfig config = parse(content);

        assertThat(config.created()).isEmpty();
        assertThat(config.platform()).isEmpty();
        assertThat(config.labels()).isEmpty();
    }

    @Test
    void refusesInvalidJson() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> parse("<html>"))
                .withMessage("The config is not valid JSON.");
    }

    @Test
    void takesTheValuesOfAnEngine() {
        Optional<Platform> platform = Optional.of(Platform.parse("linux/arm64"));

        ImageConfig config = ImageConfig.of("2026-11-24T01:02:03.5+01:00", platform, Map.of("b", "2", "a", "1"));

        assertThat(config.created()).contains(Instant.parse("2026-11-24T00:02:03.5Z"));
        assertThat(config.platform()).isEqualTo(platform);
        assertThat(config.labels()).hasToString("{a=1, b=2}");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "yesterday", "2026-11-24"})
    void acceptsAMissingTimeOfAnEngine(String created) {
        assertThat(ImageConfig.of(created, Optional.empty(), Map.of()).created())
                .isEmpty();
    }

    private static ImageConfig parse(String content) {
        return ImageConfig.parse(content.getBytes(StandardCharsets.UTF_8));
    }
}
