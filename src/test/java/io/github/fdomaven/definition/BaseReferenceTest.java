package io.github.fdomaven.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseReferenceTest {

    private static final String DIGEST = "@sha256:" + "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry.example.org/base/project/fedora/32:base.0",
                "localhost:5000/debian:bookworm",
                "localhost/x/debian:1"
            })
    void parsesAReferenceWithAHost(String text) {
        assertThat(BaseReference.parse(text)).isEqualTo(new BaseReference.Absolute(text, Reference.parse(text)));
    }

    @Test
    void parsesADigest() {
        String text = "registry.example.org/debian" + DIGEST;

        assertThat(BaseReference.parse(text)).isEqualTo(new BaseReference.Absolute(text, Reference.parse(text)));
        assertThat(BaseReference.parse("debian" + DIGEST)).isEqualTo(new BaseReference.Relative("debian" + DIGEST));
    }

    @Test
    void resolvesAReferenceWithoutAHostBelowProjectOrRegistry() {
        BaseReference.Relative base = (BaseReference.Relative) BaseReference.parse("fedora/32:base.0");

        assertThat(base.text()).isEqualTo("fedora/32:base.0");
        assertThat(base.within(Repository.parse("registry.example.org/group/app")))
                .hasToString("registry.example.org/group/app/fedora/32:base.0");
        assertThat(base.at("registry.example.org:5000")).hasToString("registry.example.org:5000/fedora/32:base.0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Fedora/32:x",
                "fedora:tag:tag",
                "fedora 32",
                "fedora:",
                "registry.example.org/",
                "a@sha256:1"
            })
    void refusesInvalidReferences(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> BaseReference.parse(text));
    }
}
