package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Spares images that would take others along. Registries delete by digest: all tags of an image go with it, and an index
 * cannot do without its images.
 */
final class SharedDigests {

    private static final String ONLY = ": the registry deletes by digest only";

    /** Which kept tag leads to a digest of a repository, to an index that has it, or to what nobody knows. */
    private record Kept(
            Map<Place, Reference> tags, Map<Place, Reference> indexes, Map<Repository, Reference> unknown) {}

    private record Place(Repository repository, Digest digest) {}

    private final Map<Reference, ImageInfo> pinned;

    /**
     * Prepares to spare them.
     *
     * @param pinned what is kept by its digest, with or without a tag, and what is known of it
     */
    SharedDigests(Map<Reference, ImageInfo> pinned) {
        this.pinned = pinned;
    }

    /** What is spared may be an index itself, and its images are spared then too. */
    List<DeletionDecision> spare(List<DeletionDecision> verdicts) {
        List<DeletionDecision> before = verdicts;
        while (true) {
            Kept kept = kept(before);
            List<DeletionDecision> after =
                    before.stream().map(verdict -> spare(verdict, kept)).toList();
            if (after.equals(before)) {
                return after;
            }
            before = after;
        }
    }

    private Kept kept(List<DeletionDecision> verdicts) {
        Kept kept = new Kept(new HashMap<>(), new HashMap<>(), new HashMap<>());
        pinned.forEach((reference, sight) -> add(kept, reference, reference.digest(), sight));
        for (DeletionDecision verdict : verdicts) {
            if (!(verdict instanceof DeletionDecision.Delete)) {
                ImageInfo sight = verdict.image().sight();
                add(kept, verdict.image().reference(), sight.digest(), sight);
            }
        }
        return kept;
    }

    private static void add(Kept kept, Reference reference, Optional<Digest> digest, ImageInfo sight) {
        Repository repository = reference.repository();
        digest.ifPresent(own -> kept.tags().putIfAbsent(new Place(repository, own), reference));
        sight.members().forEach(member -> kept.indexes().putIfAbsent(new Place(repository, member), reference));
        if (sight.mayHaveOthers()) {
            kept.unknown().putIfAbsent(repository, reference);
        }
    }

    private static DeletionDecision spare(DeletionDecision verdict, Kept kept) {
        return verdict instanceof DeletionDecision.Delete delete ? spare(delete, kept) : verdict;
    }

    private static DeletionDecision spare(DeletionDecision.Delete delete, Kept kept) {
        Repository repository = delete.image().reference().repository();
        Optional<Digest> digest = delete.image().sight().digest();
        if (digest.isEmpty()) {
            return new DeletionDecision.Fail(delete.image(), problem(delete.image()));
        }
        Place place = new Place(repository, digest.get());
        return Optional.ofNullable(kept.tags().get(place))
                .map(other -> "it shares its digest " + digest.get() + " with " + other + ", which is kept" + ONLY)
                .or(() -> Optional.ofNullable(kept.indexes().get(place))
                        .map(other -> "it is one of the images of the index " + other + ", which is kept" + ONLY))
                .or(() -> Optional.ofNullable(kept.unknown().get(repository))
                        .map(other -> "it may belong to " + other + ", which cannot be looked at" + ONLY))
                .<DeletionDecision>map(reason -> new DeletionDecision.Keep(delete.image(), reason, Notice.WARNING))
                .orElse(delete);
    }

    private static FdoException problem(TaggedImage image) {
        return image.sight() instanceof ImageInfo.Hidden hidden
                ? hidden.problem()
                : new EnvironmentException(image.reference() + " has no digest.");
    }
}
