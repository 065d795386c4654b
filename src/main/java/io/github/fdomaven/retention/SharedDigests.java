package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Keeps images whose deletion would affect kept images. A registry deletes by digest: all tags of the image are deleted, and
 * an index loses its member. The pinned images are kept, with or without a tag.
 */
record SharedDigests(List<ImageInfo> pinned) {

    private static final String BY_DIGEST = ": the registry deletes by digest only";

    private record Place(Repository repository, Digest digest) {}

    /** The kept images: by digest, by the digests of their members, and the unreadable images of each repository. */
    private record KeptImages(
            Map<Place, Reference> byDigest, Map<Place, Reference> byMember, Map<Repository, Reference> unreadable) {

        KeptImages() {
            this(new HashMap<>(), new HashMap<>(), new HashMap<>());
        }

        void add(ImageInfo image) {
            Reference reference = image.reference();
            Repository repository = reference.repository();
            reference
                    .digest()
                    .or(image::digest)
                    .ifPresent(own -> byDigest.putIfAbsent(new Place(repository, own), reference));
            image.members()
                    .ifPresent(members ->
                            members.forEach(member -> byMember.putIfAbsent(new Place(repository, member), reference)));
            if (image.mayHaveUnknownMembers()) {
                unreadable.putIfAbsent(repository, reference);
            }
        }

        /** Returns why an image with this digest is kept, if it is. */
        Optional<String> reasonToKeep(Place place) {
            return Optional.ofNullable(byDigest.get(place))
                    .map(other -> "it shares its digest " + place.digest() + " with " + other + ", which is kept")
                    .or(() -> Optional.ofNullable(byMember.get(place))
                            .map(other -> "it is one of the images of the index " + other + ", which is kept"))
                    .or(() -> Optional.ofNullable(unreadable.get(place.repository()))
                            .map(other -> "it may belong to " + other + ", which cannot be read"));
        }
    }

    /** Repeats until nothing changes, because an image that is kept may be an index, whose members are kept too. */
    List<Deletion> keepShared(List<Deletion> decisions) {
        List<Deletion> before = decisions;
        while (true) {
            KeptImages kept = keptImages(before);
            List<Deletion> after =
                    before.stream().map(decision -> keepShared(decision, kept)).toList();
            if (after.equals(before)) {
                return after;
            }
            before = after;
        }
    }

    private KeptImages keptImages(List<Deletion> decisions) {
        KeptImages kept = new KeptImages();
        pinned.forEach(kept::add);
        decisions.stream().filter(Deletion::isKept).forEach(decision -> kept.add(decision.image()));
        return kept;
    }

    private static Deletion keepShared(Deletion decision, KeptImages kept) {
        ImageInfo image = decision.image();
        if (decision.isKept()) {
            return decision;
        }
        if (image.digest().isEmpty()) {
            return Deletion.fail(image, image.problem().orElseThrow());
        }
        return kept.reasonToKeep(
                        new Place(image.reference().repository(), image.digest().get()))
                .map(reason -> Deletion.keep(image, reason + BY_DIGEST, Deletion.Level.WARNING))
                .orElse(decision);
    }
}
