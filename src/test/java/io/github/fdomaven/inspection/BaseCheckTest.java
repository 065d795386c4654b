package io.github.fdomaven.inspection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseCheckTest {

    private static final String BASE = Inspected.BASE.toString();
    private static final String THEN = Inspected.THEN.toString();

    private final Map<Reference, Digest> now = new HashMap<>();
    private final List<Reference> asked = new ArrayList<>();
    private final BaseCheck check = new BaseCheck(reference -> {
        asked.add(reference);
        return Optional.ofNullable(now.get(reference));
    });

    private BaseState check(Map<String, String> labels) {
        return check.check(labels);
    }

    private BaseState check(String base, String digest) {
        return check(Inspected.baseLabels(base, digest));
    }

    private void assertUnknown(BaseState state, String base, Digest built, String sentence) {
        assertThat(state)
                .isEqualTo(new BaseState.Unknown(Optional.ofNullable(base), Optional.ofNullable(built), sentence));
    }

    @Test
    void aBaseThatHasTheSameDigestIsFresh() {
        now.put(Inspected.BASE, Inspected.THEN);

        assertThat(check(BASE, THEN)).isEqualTo(new BaseState.Fresh(Inspected.BASE, Inspected.THEN));
        assertThat(asked).containsExactly(Inspected.BASE);
    }

    @Test
    void aBaseThatHasAnotherDigestIsStale() {
        now.put(Inspected.BASE, Inspected.NOW);

        assertThat(check(BASE, THEN)).isEqualTo(new BaseState.Stale(Inspected.BASE, Inspected.THEN, Inspected.NOW));
    }

    @Test
    void aBaseByDigestIsLookedForByThatDigest() {
        Reference base = Inspected.BASE.repository().at(Inspected.THEN);
        now.put(base, Inspected.THEN);

        assertThat(check(base.toString(), THEN)).isEqualTo(new BaseState.Fresh(base, Inspected.THEN));
        assertThat(asked).containsExactly(base);
    }

    @Test
    void aBaseWithTagAndDigestIsLookedForByBoth() {
        Reference base = Reference.parse(BASE + "@" + THEN);

        assertUnknown(
                check(base.toString(), THEN),
                base.toString(),
                Inspected.THEN,
                "its base " + base + " is gone; it was " + THEN + " when the image was built");
        assertThat(asked).containsExactly(base);
    }

    @Test
    void aBaseThatIsGoneIsNotStale() {
        assertUnknown(
                check(BASE, THEN),
                BASE,
                Inspected.THEN,
                "its base " + BASE + " is gone; it was " + THEN + " when the image was built");
    }

    @Test
    void anImageOfTheTemplatesHasNoLabelsOfOurs() {
        assertUnknown(
                check(Map.of("fdo.pipeline_id", "1")),
                null,
                null,
                "the image has no label fdo.base_image, which says what it was built from");
        assertThat(asked).isEmpty();
    }

    @Test
    void aBaseWithoutItsDigestIsNotEnough() {
        assertUnknown(
                check(Map.of("fdo.base_image", BASE)),
                BASE,
                null,
                "the image has no label fdo.base_digest, which says what it was built from");
        assertThat(asked).isEmpty();
    }

    @Test
    void aDigestWithoutItsBaseIsNotEnough() {
        assertUnknown(
                check(Map.of("fdo.base_digest", THEN)),
                null,
                Inspected.THEN,
                "the image has no label fdo.base_image, which says what it was built from");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void aLabelThatWasBlankedIsNone(String blank) {
        assertUnknown(
                check(blank, blank),
                null,
                null,
                "the image has no label fdo.base_image, which says what it was built from");
        assertUnknown(
                check(BASE, blank),
                BASE,
                null,
                "the image has no label fdo.base_digest, which says what it was built from");
    }

    @Test
    void whiteSpaceAroundALabelIsNothing() {
        now.put(Inspected.BASE, Inspected.THEN);

        assertThat(check(" " + BASE + "\n", "\t" + THEN + " ").word()).isEqualTo("FRESH");
    }

    @ParameterizedTest
    @ValueSource(strings = {"debian:bookworm", "library/debian", "docker.io/Debian:1", "docker.io/debian:a:b"})
    void aBaseThatIsNoFullReferenceIsNamed(String odd) {
        assertUnknown(
                check(odd, THEN),
                odd,
                Inspected.THEN,
                "the image's label fdo.base_image says '" + odd + "', which is no full reference");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "sha256:1", "md5:d41d8cd98f00b204e9800998ecf8427e"})
    void aDigestThatIsNoneIsNamed(String odd) {
        assertUnknown(
                check(BASE, odd),
                BASE,
                null,
                "the image's label fdo.base_digest says '" + odd + "', which is no digest");
        assertThat(asked).isEmpty();
    }

    @Test
    void ofTwoOddLabelsTheBaseIsNamed() {
        assertUnknown(
                check("debian", "latest"),
                "debian",
                null,
                "the image's label fdo.base_image says 'debian', which is no full reference");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void whatKeepsTheRegistryFromAnsweringIsThrown(boolean fixable) {
        FdoException failure = fixable ? new FixableException("401") : new EnvironmentException("down");
        BaseCheck failing = new BaseCheck(reference -> {
            throw failure;
        });

        assertThatThrownBy(() -> failing.check(Inspected.baseLabels())).isSameAs(failure);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(80),
                Arbitraries.strings().withChars("ab0A.:/@_-[] \n\u001b").ofMaxLength(40),
                Arbitraries.of(BASE, THEN, "localhost/a", "a.b/c@" + THEN));
    }

    @Property
    void whateverTheLabelsHoldNothingButAFullReferenceIsAskedFor(
            @ForAll("texts") String base, @ForAll("texts") String digest) {
        List<Reference> references = new ArrayList<>();

        BaseState state = new BaseCheck(reference -> {
                    references.add(reference);
                    return Optional.empty();
                })
                .check(Inspected.baseLabels(base, digest));

        assertThat(state.word()).isEqualTo("UNKNOWN");
        assertThat(references).allSatisfy(reference -> {
            assertThat(reference).isEqualTo(Reference.parse(base.strip()));
            assertThat(state.built()).contains(Digest.parse(digest.strip()));
        });
    }
}
