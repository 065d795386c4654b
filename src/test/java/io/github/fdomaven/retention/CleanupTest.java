package io.github.fdomaven.retention;

import static io.github.fdomaven.retention.Tags.REPOSITORY;
import static io.github.fdomaven.retention.Tags.reference;
import static io.github.fdomaven.retention.Tags.selection;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.fdomaven.gitlab.GitLab;
import io.github.fdomaven.gitlab.GitLabAddress;
import io.github.fdomaven.gitlab.GitLabRegistry;
import io.github.fdomaven.gitlab.GitLabToken;
import io.github.fdomaven.gitlab.ProjectId;
import io.github.fdomaven.gitlab.stub.GitLabStub;
import io.github.fdomaven.gitlab.stub.StubProject;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.ImageManifest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Secrets;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CleanupTest {

    private static final Map<String, String> A_DAY = Map.of("fdo.expires-after", "1d");

    private final FakeImages images = new FakeImages();
    private Set<Reference> named = Set.of();

    private Deletions run(boolean confirmed, Selection selection) {
        return run(confirmed, selection, new RegistryTagDeleter(images));
    }

    private Deletions run(boolean confirmed, Selection selection, TagDeleter disposal) {
        return new Cleanup(images, disposal)
                .run(new CleanupRequest(
                        new LinkedHashSet<>(List.of(REPOSITORY, Tags.OTHER)), named, selection, confirmed, Tags.NOW));
    }

    private static ImageConfig old(String which) {
        return Tags.config("2026-11-0" + which + "T00:00:00Z", A_DAY);
    }

    private static List<String> said(Deletions deletions) {
        return deletions.deletions().stream().map(Deletion::toString).toList();
    }

    @Test
    void aDryRunDeletesNothing() {
        ImageManifest image = images.put(reference("1"), old("1"));

        Deletions deletions = run(false, selection(DeletionMode.EXPIRED, null));

        assertThat(said(deletions))
                .containsExactly(
                        "would delete " + reference("1") + ": expired: created 2026-11-01T00:00:00Z, wanted for 1d");
        assertThat(deletions.deletions().get(0).digest()).contains(image.digest());
        assertThat(images.deletions()).isEmpty();
        deletions.check();
    }

    @Test
    void allTagsOfADigestTakeOneDeletion() {
        ImageManifest image = images.put(reference("1"), old("1"));
        images.put(reference("2"), old("1"));

        Deletions deletions = run(true, selection(DeletionMode.EXPIRED, null));

        assertThat(deletions.count(DeletionOutcome.DELETED)).isEqualTo(2);
        assertThat(images.deletions()).containsExactly(REPOSITORY + "@" + image.digest());
    }

    @Test
    void anIndexIsAsOldAsItsImage() {
        ImageManifest member = images.put(reference("member"), old("1"));
        images.putIndex(reference("index"), member);
        named = Set.of(reference("member"));

        assertThat(said(run(false, selection(DeletionMode.EXPIRED, null))))
                .contains("would delete " + reference("index")
                        + ": expired: created 2026-11-01T00:00:00Z, wanted for 1d");
    }

    @Test
    void whatFailsKeepsNothingElseFromBeingDeleted() {
        images.fail(Tags.OTHER);
        ImageManifest refused = images.put(reference("refused"), old("1"));
        images.put(reference("refused-too"), old("1"));
        images.fail(refused.digest());
        images.fail(images.put(reference("broken"), old("2")).config().digest());
        images.put(reference("fine"), old("3"));

        Deletions deletions = run(true, selection(DeletionMode.EXPIRED, null));

        assertThat(deletions.deletions())
                .extracting(one -> one.reference().tag().orElseThrow() + " " + one.outcome())
                .containsExactly("refused FAILED", "refused-too FAILED", "broken FAILED", "fine DELETED");
        assertThatExceptionOfType(FixableException.class)
                .isThrownBy(deletions::check)
                .withMessageMatching("GET " + Tags.OTHER + ": 500\\.\nDELETE .*: 405\\.\nGET sha256:[0-9a-f]*: 500\\.");
    }

    @Test
    void besideAManifestThatCannotBeReadNothingGoesForItMayBeAnIndex() {
        images.put(reference("unread"), old("1"));
        images.fail(reference("unread"));
        images.put(reference("same"), old("1"));
        images.put(reference("other"), old("2"));

        assertThat(run(true, selection(DeletionMode.EXPIRED, null)).deletions())
                .extracting(one -> one.reference().tag().orElseThrow() + " " + one.outcome())
                .containsExactly("unread FAILED", "same KEPT", "other KEPT");
        images.fail("HEAD " + reference("unread"));
        Deletions deletions = run(true, selection(DeletionMode.EXPIRED, null));
        assertThat(deletions.count(DeletionOutcome.DELETED)).isZero();
        assertThatExceptionOfType(EnvironmentException.class).isThrownBy(deletions::check);
    }

    @Test
    void whatIsToldAndNotThereIsSaid() {
        images.put(reference("1"), old("1"));

        Deletions deletions = run(true, selection(null, null, reference("1"), reference("gone")));

        assertThat(deletions.missing()).containsExactly(reference("gone"));
        assertThat(deletions.count(DeletionOutcome.DELETED)).isEqualTo(1);
        deletions.check();
    }

    @Test
    void throughGitLabATagGoesWithoutThoseThatShareItsDigest() throws IOException {
        images.put(reference("1"), old("1"));
        images.put(reference("named"), old("1"));
        named = Set.of(reference("named"));
        Deletions deletions;
        try (GitLabStub stub = new GitLabStub()) {
            stub.accessToken("token");
            StubProject.ImageRepository repository =
                    stub.project("app/base").repository(REPOSITORY.path(), "1", "named", "listed-but-gone");
            stub.observe((request, answer) -> {
                if (request.method().equals("DELETE")) {
                    images.untag(reference("1"));
                }
            });
            GitLab gitlab = new GitLab(GitLabAddress.parse(stub.url()), false, new Secrets(), (problem, pause) -> {});
            GitLabRegistry registry =
                    new GitLabRegistry(gitlab, new ProjectId("app/base"), GitLabToken.access("token"));

            deletions = run(true, selection(DeletionMode.UNNAMED, null), new GitLabTagDeleter(registry));

            assertThat(repository.tags()).containsExactly("named", "listed-but-gone");
        }
        assertThat(said(deletions))
                .containsExactly(
                        "deleted " + reference("1") + ": the POM does not name it",
                        "kept " + reference("named") + ": the POM names it");
        assertThat(images.deletions()).isEmpty();
    }

    @Test
    void aTagThatWasMovedMeanwhileIsKept() {
        ImageManifest before = images.put(reference("1"), old("1"));
        images.meanwhile(reference("1"), () -> images.put(reference("1"), old("2")));
        images.put(reference("2"), old("3"));
        images.meanwhile(reference("2"), () -> images.untag(reference("2")));

        Deletions deletions = run(true, selection(DeletionMode.EXPIRED, null));

        assertThat(deletions.count(DeletionOutcome.DELETED)).isOne();
        assertThat(said(deletions).get(0))
                .matches("kept " + reference("1")
                        + ": it was moved to another image, sha256:[0-9a-f]{64}, while this goal" + " was at work");
        assertThat(images.deletions())
                .hasSize(1)
                .noneMatch(one -> one.endsWith(before.digest().toString()));
    }

    @Test
    void whatIsStillThereAfterItWasDeletedIsWarnedOf() {
        images.put(reference("1"), old("1"));
        images.keepAll();

        Deletion deletion =
                run(true, selection(DeletionMode.EXPIRED, null)).deletions().get(0);

        assertThat(deletion.outcome()).isEqualTo(DeletionOutcome.DELETED);
        assertThat(deletion.notice()).isEqualTo(Notice.WARNING);
        assertThat(deletion.reason())
                .endsWith("; but the registry still has it, though it said that it deleted it: look" + " again later");
    }

    @Test
    void theImagesOfAnIndexThatIsNamedByItsDigestStayThoughItHasNoTag() {
        ImageManifest member = images.put(reference("member"), old("1"));
        images.put(reference("other"), old("2"));
        Reference index =
                REPOSITORY.at(images.putIndex(reference("index"), member).digest());
        images.putIndex(index, member);
        images.untag(reference("index"));
        // However the registry is spelled.
        named = Set.of(Reference.parse(index.toString().replace("registry.", "REGISTRY.")));

        for (Selection selection : List.of(
                selection(DeletionMode.ALL, null), selection(null, null, reference("member"), reference("other")))) {
            assertThat(said(run(false, selection)))
                    .satisfiesExactly(
                            one -> assertThat(one)
                                    .isEqualTo("kept " + reference("member") + ": it is one of the images of the index "
                                            + index + ", which is kept: the registry deletes by digest only"),
                            one -> assertThat(one).startsWith("would delete " + reference("other")));
        }
    }

    @Test
    void whatIsToldByNameStaysWhereThePomNamesItByItsDigestToo() {
        Reference image = REPOSITORY.at(images.put(reference("1"), old("1")).digest());
        named = Set.of(image);

        assertThat(said(run(true, selection(null, null, reference("1")))))
                .containsExactly("kept " + reference("1") + ": it shares its digest " + image.target() + " with "
                        + image + ", which is kept: the registry deletes by digest only");
        assertThat(images.deletions()).isEmpty();
    }

    @Test
    void theImagesOfAnIndexInAKeptIndexStay() {
        ImageManifest member = images.put(reference("member"), old("1"));
        Reference inner =
                REPOSITORY.at(images.putIndex(reference("inner"), member).digest());
        images.putIndex(inner, member);
        images.putIndex(reference("outer"), images.manifest(inner).orElseThrow());
        images.untag(reference("inner"));
        named = Set.of(reference("outer"));

        assertThat(said(run(true, selection(DeletionMode.UNNAMED, null))).get(0))
                .isEqualTo("kept " + reference("member") + ": it is one of the images of the index "
                        + reference("outer") + ", which is kept: the registry deletes by digest only");
        assertThat(images.deletions()).isEmpty();
    }

    @Test
    void theImagesOfAnIndexThatCannotBeDeletedAreSpared() {
        ImageManifest member = images.put(reference("member"), old("1"));
        images.fail(images.putIndex(reference("index"), member).digest());
        images.put(reference("other"), old("2"));

        Deletions deletions = run(true, selection(DeletionMode.UNNAMED, null));

        assertThat(deletions.deletions())
                .extracting(one -> one.reference().tag().orElseThrow() + " " + one.outcome())
                .containsExactly("member KEPT", "index FAILED", "other DELETED");
        assertThat(images.manifest(reference("member"))).isPresent();
        assertThatExceptionOfType(FixableException.class).isThrownBy(deletions::check);
    }

    @Test
    void anIndexGoesWithItsImages() {
        images.putIndex(reference("index"), images.put(reference("member"), old("1")));

        assertThat(run(false, selection(DeletionMode.ALL, null)).count(DeletionOutcome.WOULD_DELETE))
                .isEqualTo(2);
        assertThat(run(true, selection(DeletionMode.ALL, null)).count(DeletionOutcome.DELETED))
                .isEqualTo(2);
        assertThat(images.deletions()).hasSize(2);
    }
}
