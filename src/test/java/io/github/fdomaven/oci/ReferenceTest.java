package io.github.fdomaven.oci;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReferenceTest {

    private static final String HEX = "a".repeat(64);

    @Provide
    Arbitrary<Reference> references() {
        return Combinators.combine(
                        Names.repositories(),
                        Names.tags().optional(),
                        Names.digests().optional())
                .filter((repository, tag, digest) -> tag.isPresent() || digest.isPresent())
                .as(Reference::new);
    }

    @Provide
    Arbitrary<String> junk() {
        return Names.junk();
    }

    @Property
    void parsesWhatItPrints(@ForAll("references") Reference reference) {
        assertThat(Reference.parse(reference.toString())).isEqualTo(reference).hasToString(reference.toString());
    }

    @Property
    void consistsOfItsParts(@ForAll("references") Reference reference) {
        String text =
                reference.repository().host() + "/" + reference.repository().path()
                        + reference.tag().map(tag -> ":" + tag).orElse("")
                        + reference.digest().map(digest -> "@" + digest).orElse("");

        assertThat(reference).hasToString(text);
        assertThat(Reference.hasHost(text)).isTrue();
        assertThat(Reference.parse(text)).isEqualTo(reference);
    }

    @Property
    void parsesOrRefusesAnyText(@ForAll("junk") String text) {
        try {
            Reference read = Reference.parse(text);
            assertThat(Reference.parse(read.toString())).isEqualTo(read);
        } catch (IllegalArgumentException e) {
            assertThat(e).hasMessageContaining("'").hasMessageEndingWith(".");
        }
    }

    @Test
    void hasTheTagLatestByDefault() {
        assertThat(Reference.parse("localhost/a")).hasToString("localhost/a:latest");
        assertThat(Reference.parse("localhost/a@sha256:" + HEX).tag()).isEmpty();
    }

    @Test
    void prefersTheDigestToTheTag() {
        assertThat(Reference.parse("localhost:5000/a:1").target()).isEqualTo("1");
        assertThat(Reference.parse("localhost:5000/a:1@sha256:" + HEX).target()).isEqualTo("sha256:" + HEX);
    }

    @ParameterizedTest
    @CsvSource({
        "docker.io/debian:12, docker.io/library/debian:12",
        "index.docker.io/library/debian:12, docker.io/library/debian:12",
        "quay.io/centos/centos:stream9, quay.io/centos/centos:stream9",
        "localhost/a:1, localhost/a:1",
    })
    void completesTheNamesOfDockerHub(String text, String full) {
        assertThat(Reference.parse(text)).hasToString(full);
    }

    @Test
    void doesNotChangeTheChildOfARepositoryOfDockerHub() {
        Repository project = Repository.parse("docker.io/me").child("debian/12");

        assertThat(project.tagged(new Tag("1"))).hasToString("docker.io/me/debian/12:1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"fedora/32:base.0", "fedora:34", "a", "", "/a", "host/a"})
    void demandsAHost(String text) {
        assertThat(Reference.hasHost(text)).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Reference.parse(text))
                .withMessage("'" + text + "' does not begin with the host of a registry: write the full name, as in"
                        + " registry.example.com/group/project:tag.");
    }

    @Test
    void demandsATagOrADigest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Reference(Repository.parse("localhost/a"), Optional.empty(), Optional.empty()))
                .withMessage("'localhost/a' has neither a tag nor a digest.");
    }
}
