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
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BaseStateTest {

    private static final String BASE = Inspected.BASE.toString();
    private static final String THEN = Inspected.THEN.toString();

    private final Map<Reference, Digest> now = new HashMap<>();
    private final Map<Reference, Digest> computed = new HashMap<>();
    private final List<Reference> asked = new ArrayList<>();

    private BaseState check(Map<String, String> labels) {
        return of(labels, reference -> {
            asked.add(reference);
            return Optional.ofNullable(now.get(reference));
        });
    }

    private BaseState of(Map<String, String> labels, Function<Reference, Optional<Digest>> named) {
        return BaseState.of(
                labels,
                List::of,
                new Identities(named, reference -> Optional.of(computed.getOrDefault(reference, now.get(reference)))));
    }

    private BaseState check(String base, String digest) {
        return check(Inspected.baseLabels(base, digest));
    }

    private void assertUnknown(BaseState state, String base, Digest built, String sentence) {
        assertThat(state)
                .isEqualTo(new BaseState(
                        BaseState.Status.UNKNOWN,
                        Optional.ofNullable(base),
                        Optional.ofNullable(built),
                        Optional.empty(),
                        sentence));
    }

    @Test
    void isFreshIfOnlyTheHeaderOfTheRegistryNamesAnotherDigest() {
        now.put(Inspected.BASE, Inspected.NOW);
        computed.put(Inspected.BASE, Inspected.THEN);

        assertThat(check(BASE, THEN)).isEqualTo(Inspected.FRESH);
    }

    @Test
    void isFreshIfTheDigestIsTheSame() {
        now.put(Inspected.BASE, Inspected.THEN);

        assertThat(check(BASE, THEN)).isEqualTo(Inspected.FRESH);
        assertThat(asked).containsExactly(Inspected.BASE);
    }

    @Test
    void isStaleIfTheDigestDiffers() {
        now.put(Inspected.BASE, Inspected.NOW);

        assertThat(check(BASE, THEN)).isEqualTo(Inspected.STALE);
    }

    @Test
    void saysBothDigestsInOneSentence() {
        assertThat(Inspected.STALE.sentence()).contains(BASE, THEN, Inspected.NOW.toString());
        assertThat(Inspected.FRESH.sentence()).contains(BASE, THEN);
    }

    @Test
    void looksUpABaseImageByItsDigest() {
        Reference base = Inspected.BASE.repository().at(Inspected.THEN);
        now.put(base, Inspected.THEN);

        assertThat(check(base.toString(), THEN)).isEqualTo(BaseState.compare(base, Inspected.THEN, Inspected.THEN));
        assertThat(asked).containsExactly(base);
    }

    @Test
    void looksUpABaseImageByTagAndDigest() {
        Reference base = Reference.parse(BASE + "@" + THEN);

        assertUnknown(
                check(base.toString(), THEN),
                base.toString(),
                Inspected.THEN,
                "its base image " + base + " no longer exists; it had the digest " + THEN
                        + " when the image was built");
        assertThat(asked).containsExactly(base);
    }

    @Test
    void isUnknownIfTheBaseImageNoLongerExists() {
        assertUnknown(
                check(BASE, THEN),
                BASE,
                Inspected.THEN,
                "its base image " + BASE + " no longer exists; it had the digest " + THEN
                        + " when the image was built");
    }

    @Test
    void isUnknownWithoutLabels() {
        assertUnknown(
                check(Map.of("fdo.pipeline_id", "1")),
                null,
                null,
                "the image has no label fdo.base_image; build it again to record its base image");
        assertThat(asked).isEmpty();
    }

    @Test
    void isUnknownWithoutTheDigestLabel() {
        assertUnknown(
                check(Map.of("fdo.base_image", BASE)),
                BASE,
                null,
                "the image has no label fdo.base_digest; build it again to record its base image");
        assertThat(asked).isEmpty();
    }

    @Test
    void isUnknownWithoutTheImageLabel() {
        assertUnknown(
                check(Map.of("fdo.base_digest", THEN)),
                null,
                Inspected.THEN,
                "the image has no label fdo.base_image; build it again to record its base image");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n"})
    void ignoresEmptyLabels(String blank) {
        assertUnknown(
                check(blank, blank),
                null,
                null,
                "the image has no label fdo.base_image; build it again to record its base image");
        assertUnknown(
                check(BASE, blank),
                BASE,
                null,
                "the image has no label fdo.base_digest; build it again to record its base image");
    }

    @Test
    void ignoresWhiteSpaceAroundLabels() {
        now.put(Inspected.BASE, Inspected.THEN);

        assertThat(check(" " + BASE + "\n", "\t" + THEN + " ").status()).isEqualTo(BaseState.Status.FRESH);
    }

    @ParameterizedTest
    @ValueSource(strings = {"debian:bookworm", "library/debian", "docker.io/Debian:1", "docker.io/debian:a:b"})
    void isUnknownIfTheImageLabelIsNotAFullReference(String odd) {
        assertUnknown(
                check(odd, THEN),
                odd,
                Inspected.THEN,
                "the label fdo.base_image of the image is '" + odd + "', which is not a full reference");
        assertThat(asked).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"latest", "sha256:1", "md5:d41d8cd98f00b204e9800998ecf8427e"})
    void isUnknownIfTheDigestLabelIsNotADigest(String odd) {
        assertUnknown(
                check(BASE, odd),
                BASE,
                null,
                "the label fdo.base_digest of the image is '" + odd + "', which is not a digest");
        assertThat(asked).isEmpty();
    }

    @Test
    void namesTheImageLabelIfBothAreInvalid() {
        assertUnknown(
                check("debian", "latest"),
                "debian",
                null,
                "the label fdo.base_image of the image is 'debian', which is not a full reference");
    }

    @ParameterizedTest
    @CsvSource({"true", "false"})
    void throwsIfTheBaseImageCannotBeLookedUp(boolean fixable) {
        FdoException failure = fixable ? new FixableException("401") : new EnvironmentException("down");

        assertThatThrownBy(() -> of(Inspected.baseLabels(), reference -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(80),
                Arbitraries.strings().withChars("ab0A.:/@_-[] \n\u001b").ofMaxLength(40),
                Arbitraries.of(BASE, THEN, "localhost/a", "a.b/c@" + THEN));
    }

    @Property
    void looksUpOnlyFullReferences(@ForAll("texts") String base, @ForAll("texts") String digest) {
        List<Reference> references = new ArrayList<>();

        BaseState state = of(Inspected.baseLabels(base, digest), reference -> {
            references.add(reference);
            return Optional.empty();
        });

        assertThat(state.status()).isEqualTo(BaseState.Status.UNKNOWN);
        assertThat(references).allSatisfy(reference -> {
            assertThat(reference).isEqualTo(Reference.parse(base.strip()));
            assertThat(state.built()).contains(Digest.parse(digest.strip()));
        });
    }
}
