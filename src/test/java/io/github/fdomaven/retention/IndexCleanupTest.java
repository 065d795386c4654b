package io.github.fdomaven.retention;

import static io.github.fdomaven.retention.Tags.REPOSITORY;
import static io.github.fdomaven.retention.Tags.reference;
import static io.github.fdomaven.retention.Tags.selection;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Manifest;
import io.github.fdomaven.oci.MediaTypes;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IndexCleanupTest extends CleanupTestCase {

    @Test
    void takesTheAgeOfAnIndexFromItsImage() {
        ImageManifest member = putOld("member", 1);
        registry.putIndex(reference("index"), member);
        named = Set.of(reference("member"));

        assertThat(texts(run(false, EXPIRED)))
                .contains("would delete " + reference("index")
                        + ": expired: created 2026-11-01T00:00:00Z, expires after 1d");
    }

    @Test
    void keepsTagsWhenAMemberOfAnIndexIsUnreadable() {
        Manifest inner = registry.putIndex(reference("inner"), putOld("member", 1));
        registry.putIndex(reference("outer"), inner);
        named = Set.of(reference("outer"));
        fail("manifest " + REPOSITORY.at(inner.digest()));

        assertThat(outcomes(run(true, UNNAMED))).containsExactly("member KEPT", "inner KEPT", "outer KEPT");
        assertThat(deletions()).isEmpty();
    }

    @Test
    void keepsTagsWhenAnEntryOfAnIndexIsUnreadable() {
        ImageManifest member = putOld("member", 1);
        String entry =
                "{\"mediaType\":\"" + member.mediaType() + "\",\"digest\":\"" + member.digest() + "\",\"size\":-1}";
        registry.put(
                reference("index"),
                Manifest.parse(MediaTypes.OCI_INDEX, ("{\"manifests\":[" + entry + "]}").getBytes(UTF_8)));
        named = Set.of(reference("index"));

        assertThat(outcomes(run(true, UNNAMED))).containsExactly("member KEPT", "index KEPT");
        assertThat(deletions()).isEmpty();
    }

    @Test
    void keepsTheMembersOfAnUntaggedIndexThatThePomNamesByDigest() {
        ImageManifest member = putOld("member", 1);
        putOld("other", 2);
        Reference index =
                REPOSITORY.at(registry.putIndex(reference("index"), member).digest());
        registry.remove(reference("index"));
        // The host may be written in upper case.
        named = Set.of(Reference.parse(index.toString().replace("registry.", "REGISTRY.")));

        for (Selection selection : List.of(ALL, selection(null, null, reference("member"), reference("other")))) {
            assertThat(texts(run(false, selection)))
                    .satisfiesExactly(
                            member1 -> assertThat(member1)
                                    .isEqualTo("kept " + reference("member") + ": it is one of the images of the index "
                                            + index + ", which is kept: the registry deletes by digest only"),
                            other -> assertThat(other).startsWith("would delete " + reference("other")));
        }
    }

    @Test
    void keepsTheImagesOfAnIndexInAKeptIndex() {
        Manifest inner = registry.putIndex(reference("inner"), putOld("member", 1));
        registry.putIndex(reference("outer"), inner);
        registry.remove(reference("inner"));
        named = Set.of(reference("outer"));

        assertThat(texts(run(true, UNNAMED)).get(0))
                .isEqualTo("kept " + reference("member") + ": it is one of the images of the index "
                        + reference("outer") + ", which is kept: the registry deletes by digest only");
        assertThat(deletions()).isEmpty();
    }

    /** Without a media type, the entry can be an index, too. */
    @Test
    void keepsTheImagesOfAnIndexWhoseEntryHasNoMediaType() {
        Manifest inner = registry.putIndex(reference("inner"), putOld("member", 1));
        String entry = "{\"digest\":\"" + inner.digest() + "\",\"size\":" + inner.content().length
                + ",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}}";
        registry.put(
                reference("outer"),
                Manifest.parse(MediaTypes.OCI_INDEX, ("{\"manifests\":[" + entry + "]}").getBytes(UTF_8)));
        registry.remove(reference("inner"));
        named = Set.of(reference("outer"));

        assertThat(outcomes(run(true, UNNAMED))).containsExactly("member KEPT", "outer KEPT");
        assertThat(deletions()).isEmpty();
    }

    @Test
    void keepsTheMembersOfAnIndexThatCannotBeDeleted() {
        ImageManifest member = putOld("member", 1);
        refuseDeletion(registry.putIndex(reference("index"), member).digest());
        putOld("other", 2);

        Deletions deletions = run(true, UNNAMED);

        assertThat(outcomes(deletions)).containsExactly("member KEPT", "index FAILED", "other DELETED");
        assertThat(registry.has(reference("member"))).isTrue();
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> FdoException.throwIfAny(deletions.failures()));
    }

    @Test
    void keepsTheMembersOfAnIndexThatIsMovedDuringTheRun() {
        registry.putIndex(reference("index"), putOld("member", 1));
        registry.before("digest " + reference("index"), () -> putOld("index", 2));

        assertThat(outcomes(run(true, UNNAMED))).containsExactly("member KEPT", "index KEPT");
        assertThat(deletions()).isEmpty();
    }

    @Test
    void deletesAnIndexWithItsMembers() {
        registry.putIndex(reference("index"), putOld("member", 1));

        assertThat(run(false, ALL).count(Deletion.Outcome.WOULD_DELETE)).isEqualTo(2);
        assertThat(run(true, ALL).count(Deletion.Outcome.DELETED)).isEqualTo(2);
        assertThat(deletions()).hasSize(2);
    }
}
