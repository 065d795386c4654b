package io.github.fdomaven.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NamedImageTest {

    private static final Reference REFERENCE = Reference.parse("registry.example.org/app/base:1");

    @Test
    void showsItsNameAndReference() {
        assertThat(new NamedImage("base", REFERENCE, Optional.empty()))
                .hasToString("[base] registry.example.org/app/base:1");
    }

    @Test
    void showsItsReferenceIfItHasNoName() {
        Optional<Platform> platform = Optional.of(Platform.parse("linux/arm64"));

        NamedImage image = NamedImage.unnamed(REFERENCE, platform);

        assertThat(image).hasToString("registry.example.org/app/base:1");
        assertThat(image).isEqualTo(new NamedImage("registry.example.org/app/base:1", REFERENCE, platform));
    }
}
