package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Reference;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Says what is to become of tags, without doing it: no more than a function of what is asked and what there is. */
final class DeletionDecisions {

    private static final String NOT_TOLD = "it is not told by name";

    private final CleanupRequest request;
    private final Map<Reference, ImageInfo> pinned;

    /**
     * Prepares to decide.
     *
     * @param request what is asked
     * @param pinned the images that the POM names by their digests, and what is known of them
     */
    DeletionDecisions(CleanupRequest request, Map<Reference, ImageInfo> pinned) {
        this.request = request;
        this.pinned = pinned;
    }

    /**
     * Decides.
     *
     * @param images all tags of the repositories
     * @param isByDigest whether a tag can only be deleted with all others that lead to the same image
     * @return what is to become of each, in their order
     */
    List<DeletionDecision> of(List<TaggedImage> images, boolean isByDigest) {
        List<DeletionDecision> verdicts = images.stream().map(this::of).toList();
        return isByDigest ? new SharedDigests(pinned).spare(verdicts) : verdicts;
    }

    private DeletionDecision of(TaggedImage image) {
        if (request.selection().told().contains(image.reference())) {
            return new DeletionDecision.Delete(image, "told by name");
        }
        if (!request.repositories().contains(image.reference().repository())) {
            return keep(image, NOT_TOLD);
        }
        if (!isNamed(image)) {
            DeletionDecision picked = picked(image);
            return picked instanceof DeletionDecision.Delete && mayBeNamed(image) ? unknown(image) : picked;
        }
        return picked(image) instanceof DeletionDecision.Delete picked
                ? new DeletionDecision.Keep(image, named(picked), Notice.INFO)
                : keep(image, "the POM names it");
    }

    private String named(DeletionDecision.Delete picked) {
        return switch (request.selection().mode().orElseThrow()) {
            case EXPIRED -> "the POM names it, though it is " + picked.reason();
            case UNNAMED -> "the POM names it";
            case ALL -> "the POM names it: to delete it too, tell it by name in <deleteTags> (-Dfdo.delete.tags)";
        };
    }

    /** Whoever names it may spell the registry's host in another way: in capitals, or with its usual port. */
    private Stream<Reference> namesakes(TaggedImage image) {
        String path = image.reference().repository().path();
        return request.named().stream()
                .filter(named -> named.repository().path().equals(path));
    }

    private boolean isNamed(TaggedImage image) {
        return namesakes(image)
                .anyMatch(named -> named.tag().equals(image.reference().tag()) || isThere(named, image.sight()));
    }

    /** Of what cannot be looked at nobody knows whether it is what the POM names by a digest. */
    private boolean mayBeNamed(TaggedImage image) {
        return image.sight().mayHaveOthers()
                && namesakes(image).anyMatch(named -> named.digest().isPresent());
    }

    private static DeletionDecision unknown(TaggedImage image) {
        return new DeletionDecision.Fail(image, ((ImageInfo.Hidden) image.sight()).problem());
    }

    private static boolean isThere(Reference named, ImageInfo sight) {
        return named.digest()
                .filter(digest -> sight.digest().equals(Optional.of(digest))
                        || sight.members().contains(digest))
                .isPresent();
    }

    private DeletionDecision picked(TaggedImage image) {
        Selection selection = request.selection();
        if (selection.mode().isEmpty()) {
            return keep(image, NOT_TOLD);
        }
        if (selection.pattern().filter(pattern -> !pattern.matches(image.tag())).isPresent()) {
            return keep(image, "it does not match '" + selection.pattern().get() + "'");
        }
        return switch (selection.mode().get()) {
            case EXPIRED -> expired(image);
            case UNNAMED -> new DeletionDecision.Delete(image, "the POM does not name it");
            case ALL ->
                new DeletionDecision.Delete(
                        image,
                        selection
                                .pattern()
                                .map(pattern -> "it matches '" + pattern + "'")
                                .orElse("all are to be deleted"));
        };
    }

    private DeletionDecision expired(TaggedImage image) {
        if (image.sight() instanceof ImageInfo.Hidden) {
            return unknown(image);
        }
        if (!(image.sight() instanceof ImageInfo.Whole whole)) {
            throw new IllegalArgumentException(image.reference() + " was not looked at closely enough.");
        }
        Expiry expiry = Expiry.of(whole.config(), request.now());
        if (expiry instanceof Expiry.Expired) {
            return new DeletionDecision.Delete(image, expiry.reason());
        }
        return new DeletionDecision.Keep(
                image, expiry.reason(), expiry instanceof Expiry.Odd ? Notice.WARNING : Notice.NONE);
    }

    private static DeletionDecision keep(TaggedImage image, String reason) {
        return new DeletionDecision.Keep(image, reason, Notice.NONE);
    }
}
