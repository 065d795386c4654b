package io.github.fdomaven.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.definition.UnchangedAction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RebuildSettingsTest extends ImageSettingsTestCase {

    @Test
    void pushesAnUnchangedImageByDefault() {
        assertThat(read().onUnchanged()).isEqualTo(UnchangedAction.PUSH);
        assertThat(read().comparedWith()).isEmpty();
    }

    @Test
    void keepsAnUnchangedImage() {
        properties.put("fdo.on.unchanged", "keep");
        assertThat(read().isKeptIfUnchanged()).isTrue();

        pom.put(Setting.EXEC, "true");
        assertThat(read().isKeptIfUnchanged()).isFalse();

        properties.put("fdo.on.unchanged", "skip");
        assertRefused("<onUnchanged> (-Dfdo.on.unchanged, FDO_ON_UNCHANGED): 'skip' is not one of push, keep.");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24.0, registry.example.org/group/app/debian/bookworm:2026-11-24.0",
        "tools:1, registry.example.org/group/app/tools:1",
        "docker.io/library/debian:bookworm, docker.io/library/debian:bookworm"
    })
    void readsTheImageToCompareWith(String text, String reference) {
        variables.put("FDO_DIFF_AGAINST", text);

        assertThat(read().comparedWith().orElseThrow()).hasToString(reference);
    }

    @Test
    void refusesAnInvalidTag() {
        properties.put("fdo.diff.against", "no tag");

        assertRefusedStartingWith("<diffAgainst> (-Dfdo.diff.against, FDO_DIFF_AGAINST): 'no tag' is not ");
    }
}
