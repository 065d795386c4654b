package io.github.fdomaven.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.fdomaven.oci.Repository;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseReferenceTest {

    private static final Repository PROJECT = Repository.parse("registry.example.org/group/app");
    private static final Repository UPSTREAM = Repository.parse("registry.example.org/upstream/app");
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
    @CsvSource({
        "registry.example.org/group/app/fedora/32:base.0, fedora/32:base.0",
        "Registry.Example.org/group/app/fedora/32:base.0, fedora/32:base.0",
        "registry.example.org/upstream/app/fedora/32:base.0, fedora/32:base.0",
        "fedora/32:base.0, fedora/32:base.0",
        "registry.example.org/group/app/base, base",
        "registry.example.org/group/application/base:1, registry.example.org/group/application/base:1",
        "registry.example.org/group/app:1, registry.example.org/group/app:1",
        "other.example.org/group/app/base:1, other.example.org/group/app/base:1"
    })
    void countsByThePathBelowTheProjectOrAnUpstreamProject(String text, String portable) {
        assertThat(new BaseReference(text, List.of(PROJECT, UPSTREAM)).portable())
                .isEqualTo(portable);
    }

    @Test
    void hasASpellingForEachProject() {
        assertThat(new BaseReference("fedora/32:base.0", List.of(PROJECT, UPSTREAM)).spellings())
                .containsExactly("fedora/32:base.0", PROJECT + "/fedora/32:base.0", UPSTREAM + "/fedora/32:base.0");
        assertThat(new BaseReference("docker.io/library/debian:1", List.of(PROJECT, UPSTREAM)).spellings())
                .containsExactly("docker.io/library/debian:1");
    }

    @Property
    void countsTheSameHoweverItIsWritten(@ForAll("spellings") String text, @ForAll("spellings") String other) {
        assertThat(new BaseReference(text, List.of(PROJECT, UPSTREAM)).spellings())
                .contains(new BaseReference(other, List.of(UPSTREAM, PROJECT)).portable());
    }

    @Provide
    Arbitrary<String> spellings() {
        return Arbitraries.of("", PROJECT + "/", UPSTREAM + "/").map(prefix -> prefix + "debian/bookworm:base");
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
