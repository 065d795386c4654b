package io.github.fdomaven.retention;

import static io.github.fdomaven.retention.Tags.REPOSITORY;
import static io.github.fdomaven.retention.Tags.reference;
import static io.github.fdomaven.retention.Tags.selection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CleanupTest extends CleanupTestCase {

    @Test
    void deletesNothingInADryRun() {
        ImageManifest image = putOld("1", 1);

        Deletions deletions = run(false, EXPIRED);

        assertThat(texts(deletions))
                .containsExactly(
                        "would delete " + reference("1") + ": expired: created 2026-11-01T00:00:00Z, expires after 1d");
        assertThat(deletions.deletions().get(0).digest()).contains(image.digest());
        assertThat(deletions()).isEmpty();
        assertThat(deletions.failures()).isEmpty();
    }

    @Test
    void deletesADigestOnceForAllItsTags() {
        ImageManifest image = putOld("1", 1);
        putOld("2", 1);

        Deletions deletions = run(true, EXPIRED);

        assertThat(deletions.count(Deletion.Outcome.DELETED)).isEqualTo(2);
        assertThat(deletions()).containsExactly("delete " + REPOSITORY + "@" + image.digest());
    }

    @Test
    void deletesTheRestIfSomethingFails() {
        fail("tags " + Tags.OTHER);
        refuseDeletion(putOld("refused", 1).digest());
        putOld("refused-too", 1);
        fail(putOld("broken", 2).config().digest().toString());
        putOld("fine", 3);

        Deletions deletions = run(true, EXPIRED);

        assertThat(outcomes(deletions))
                .containsExactly("refused FAILED", "refused-too FAILED", "broken FAILED", "fine DELETED");
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(() -> FdoException.throwIfAny(deletions.failures()))
                .withMessageMatching("tags " + Tags.OTHER + ": 500\\.\nDELETE .*: 405\\.\nsha256:[0-9a-f]*: 500\\.");
    }

    @Test
    void keepsTagsWhenAManifestIsUnreadable() {
        putOld("unread", 1);
        putOld("same", 1);
        putOld("other", 2);
        fail("manifest " + reference("unread"));

        assertThat(outcomes(run(true, EXPIRED))).containsExactly("unread FAILED", "same KEPT", "other KEPT");

        fail("content " + reference("unread"));
        Deletions deletions = run(true, EXPIRED);
        assertThat(outcomes(deletions)).containsExactly("unread FAILED", "same KEPT", "other KEPT");
        assertThatExceptionOfType(EnvironmentException.class)
                .isThrownBy(() -> FdoException.throwIfAny(deletions.failures()));
        assertThat(deletions()).isEmpty();
    }

    @Test
    void failsForAListedTagWhoseDigestIsUnknown() {
        putOld("unread", 1);
        fail("manifest " + reference("unread"));
        fail("content " + reference("unread"));

        assertThat(outcomes(run(true, selection(null, null, reference("unread")))))
                .containsExactly("unread FAILED");
        assertThat(deletions()).isEmpty();
    }

    /** The digest in a header can be that of another image. */
    @Test
    void deletesAnUnreadableImageByTheDigestOfItsContent() {
        ImageManifest unread = putOld("unread", 1);
        ImageManifest other = putOld("other", 2);
        fail("manifest " + reference("unread"));
        registry.nameDigest(reference("unread"), other.digest());

        assertThat(outcomes(run(true, selection(null, null, reference("unread")))))
                .containsExactly("unread DELETED", "other KEPT");
        assertThat(deletions()).containsExactly("delete " + REPOSITORY + "@" + unread.digest());
    }

    @Test
    void reportsListedTagsThatDoNotExist() {
        putOld("1", 1);

        Deletions deletions = run(true, selection(null, null, reference("1"), reference("gone")));

        assertThat(deletions.missing()).containsExactly(reference("gone"));
        assertThat(outcomes(deletions)).containsExactly("1 DELETED");
        assertThat(deletions.failures()).isEmpty();
    }

    @Test
    void ignoresATagThatIsDeletedWhileTagsAreRead() {
        putOld("1", 1);
        registry.before("manifest " + reference("1"), () -> registry.remove(reference("1")));

        assertThat(run(true, ALL).deletions()).isEmpty();
    }

    /** GitLab deletes single tags, so a tag may be deleted although another tag of the same digest is kept. */
    @Test
    void deletesASharedDigestsTagThroughGitLab() {
        putOld("1", 1);
        putOld("named", 1);
        named = Set.of(reference("named"));
        TagDeleter gitlab = new TagDeleter() {
            @Override
            public boolean isByDigest() {
                return false;
            }

            @Override
            public List<Tag> tags(Repository repository) {
                return repository.equals(REPOSITORY)
                        ? List.of(new Tag("1"), new Tag("named"), new Tag("listed-but-gone"))
                        : List.of();
            }

            @Override
            public void delete(ImageInfo image) {
                registry.remove(image.reference());
            }
        };

        assertThat(texts(run(true, UNNAMED, gitlab)))
                .containsExactly(
                        "deleted " + reference("1") + ": the POM does not name it",
                        "kept " + reference("named") + ": the POM names it");
        assertThat(registry.has(reference("named"))).isTrue();
        assertThat(registry.has(reference("1"))).isFalse();
        assertThat(deletions()).isEmpty();
    }

    @Test
    void keepsATagThatIsMovedDuringTheRun() {
        ImageManifest before = putOld("1", 1);
        registry.before("digest " + reference("1"), () -> putOld("1", 2));
        putOld("2", 3);
        registry.before("digest " + reference("2"), () -> registry.remove(reference("2")));

        Deletions deletions = run(true, EXPIRED);

        assertThat(outcomes(deletions)).containsExactly("1 KEPT", "2 DELETED");
        assertThat(texts(deletions).get(0))
                .matches("kept " + reference("1")
                        + ": the tag was moved to another image, sha256:[0-9a-f]{64}, during this run");
        assertThat(deletions())
                .hasSize(1)
                .noneMatch(deletion -> deletion.endsWith(before.digest().toString()));
    }

    @Test
    void deletesATagIfOnlyTheHeaderOfTheRegistryNamesAnotherDigest() {
        putOld("1", 1);
        registry.nameDigest(reference("1"), Digest.sha256(new byte[0]));

        assertThat(outcomes(run(true, EXPIRED))).containsExactly("1 DELETED");
    }

    @Test
    void warnsIfADeletedTagStillExists() {
        putOld("1", 1);
        registry.ignoreDeletions();

        Deletion deletion = run(true, EXPIRED).deletions().get(0);

        assertThat(deletion.outcome()).isEqualTo(Deletion.Outcome.DELETED);
        assertThat(deletion.level()).isEqualTo(Deletion.Level.WARNING);
        assertThat(deletion.reason())
                .endsWith("; the registry still has the tag, although it reported the deletion: check again later");
    }

    @Test
    void reportsADeletionThatCannotBeChecked() {
        ImageManifest image = putOld("1", 1);
        registry.before("delete " + REPOSITORY + "@" + image.digest(), () -> fail("digest " + reference("1")));

        Deletion deletion = run(true, EXPIRED).deletions().get(0);

        assertThat(deletion.outcome()).isEqualTo(Deletion.Outcome.DELETED);
        assertThat(deletion.level()).isEqualTo(Deletion.Level.INFO);
    }

    @Test
    void keepsAListedTagThatThePomNamesByDigest() {
        Reference image = REPOSITORY.at(putOld("1", 1).digest());
        named = Set.of(image);

        assertThat(texts(run(true, selection(null, null, reference("1")))))
                .containsExactly("kept " + reference("1") + ": it shares its digest " + image.target() + " with "
                        + image + ", which is kept: the registry deletes by digest only");
        assertThat(deletions()).isEmpty();
    }

    @Test
    void refusesASelectionThatIsNotValid() {
        assertThatIllegalArgumentException().isThrownBy(() -> selection(null, "a-*"));
        assertThatIllegalArgumentException().isThrownBy(() -> selection(null, null, REPOSITORY.at(Tags.digest("1"))));
    }
}
