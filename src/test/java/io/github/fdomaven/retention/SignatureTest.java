package io.github.fdomaven.retention;

import static io.github.fdomaven.retention.Tags.digest;
import static io.github.fdomaven.retention.Tags.image;
import static io.github.fdomaven.retention.Tags.reference;
import static io.github.fdomaven.retention.Tags.request;
import static io.github.fdomaven.retention.Tags.selection;
import static io.github.fdomaven.retention.Tags.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Signatures of cosign, and the index that lists what belongs to an image in a registry without an API for that. */
class SignatureTest extends CleanupTestCase {

    private static List<String> decide(Selection selection, List<ImageInfo> tags, Reference... named) {
        List<String> byDigest = Tags.texts(Tags.decide(request(selection, named), tags, true));
        assertThat(Tags.texts(Tags.decide(request(selection, named), tags, false)))
                .isEqualTo(byDigest);
        return byDigest;
    }

    private static String tagFor(Digest digest) {
        return digest.toString().replace(':', '-');
    }

    private static String tagFor(String content) {
        return tagFor(digest(content));
    }

    @Test
    void areKeptWithTheirImage() {
        List<ImageInfo> tags = List.of(
                image("1", "image"),
                image(tagFor("image") + ".sig", "signature"),
                image(tagFor("image"), "list", "bill"),
                image("old", "old"),
                image(tagFor("old") + ".att", "attestation"));

        assertThat(decide(UNNAMED, tags, reference("1")))
                .containsExactly(
                        "1 Keep INFO: the POM names it",
                        tagFor("image") + ".sig Keep: it belongs to the image " + reference("1") + ", which is kept",
                        tagFor("image") + " Keep: it belongs to the image " + reference("1") + ", which is kept",
                        "old Delete: the POM does not name it",
                        tagFor("old") + ".att Delete: the POM does not name it");
    }

    @Test
    void areKeptWithTheIndexThatHasTheirImage() {
        List<ImageInfo> tags = List.of(image("1", "index", "amd64", "arm"), image(tagFor("arm") + ".sig", "signature"));

        assertThat(decide(UNNAMED, tags, reference("1")))
                .endsWith(tagFor("arm") + ".sig Keep: it belongs to the image " + reference("1") + ", which is kept");
    }

    @Test
    void areKeptWithTheSignatureThatTheyBelongTo() {
        List<ImageInfo> tags = List.of(
                image(tagFor("signature") + ".sig", "signature of the signature"),
                image(tagFor("image") + ".sig", "signature"),
                image("1", "image"));

        assertThat(decide(UNNAMED, tags, reference("1"))).allMatch(text -> text.contains(" Keep"));
    }

    @Test
    void areKeptIfTheirImageMayBeKept() {
        List<ImageInfo> tags = List.of(unreadable("1", Optional.empty()), image(tagFor("arm") + ".sig", "signature"));

        assertThat(Tags.texts(Tags.decide(request(UNNAMED, reference("1")), tags, false)))
                .endsWith(tagFor("arm") + ".sig Keep: it may belong to " + reference("1") + ", which cannot be read");
    }

    @Test
    void areDeletedIfTheUserListsThem() {
        String signature = tagFor("image") + ".sig";
        List<ImageInfo> tags = List.of(image("1", "image"), image(signature, "signature"));

        assertThat(decide(selection(null, null, reference(signature)), tags, reference("1")))
                .endsWith(signature + " Delete: listed in <deleteTags>");
    }

    @Test
    void areKeptIfTheirImageCannotBeDeleted() {
        Digest image = putOld("1", 1).digest();
        String signature = tagFor(image) + ".sig";
        putOld(signature, 2);
        refuseDeletion(image);

        assertThat(outcomes(run(true, UNNAMED))).containsExactlyInAnyOrder("1 FAILED", signature + " KEPT");
    }
}
