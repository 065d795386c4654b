package io.github.fdomaven.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.fdomaven.oci.Repository;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BaseReferenceTest {

    private static final Repository PROJECT = Repository.parse("registry.example.org/group/app");
    private static final String DIGEST = "@sha256:" + "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "registry.example.org/base/project/fedora/32:base.0",
                "localhost:5000/debian:bookworm",
                "localhost/x/debian:1"
            })
    void takesAReferenceWithAHostAsItIs(String text) {
        assertThat(new BaseReference(text).within(PROJECT)).hasToString(text);
    }

    @Test
    void takesADigest() {
        String text = "registry.example.org/debian" + DIGEST;

        assertThat(new BaseReference(text).within(PROJECT)).hasToString(text);
        assertThat(new BaseReference("debian" + DIGEST).within(PROJECT)).hasToString(PROJECT + "/debian" + DIGEST);
    }

    @Test
    void resolvesAReferenceWithoutAHostBelowProjectOrRegistry() {
        BaseReference base = new BaseReference("fedora/32:base.0");

        assertThat(base.within(PROJECT)).hasToString(PROJECT + "/fedora/32:base.0");
        assertThat(base.below("registry.example.org:5000")).hasToString("registry.example.org:5000/fedora/32:base.0");
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
        assertThatIllegalArgumentException().isThrownBy(() -> new BaseReference(text));
    }
}
