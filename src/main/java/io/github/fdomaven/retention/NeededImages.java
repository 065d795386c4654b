package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Repository;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps images whose deletion would affect kept images. A registry deletes by digest: all tags of the image are deleted, and
 * an index loses its member. An image loses its signatures if their tags are deleted.
 *
 * @param pinned images that are kept, with or without a tag
 * @param listed the tags that the user lists to delete, also if they are signatures
 * @param isByDigest whether an image is deleted by its digest, with all its tags
 */
record NeededImages(List<ImageInfo> pinned, Set<Reference> listed, boolean isByDigest) {

    private static final String BY_DIGEST = ": the registry deletes by digest only";

    /** The tag of what belongs to the image with this digest: signatures of cosign, or an index of all such artifacts. */
    private static final Pattern ATTACHED = Pattern.compile("sha256-([0-9a-f]{64})(?:\\..+)?");

    private record Place(Repository repository, Digest digest) {}

    /** Whether the tag belongs to another image, as a signature does. */
    static boolean isAttached(ImageInfo image) {
        return ATTACHED.matcher(image.tag().value()).matches();
    }

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

        /** Returns why the signatures of an image with this digest are kept, if they are. */
        Optional<String> reasonToKeepAttached(Place place) {
            return Optional.ofNullable(byDigest.get(place))
                    .or(() -> Optional.ofNullable(byMember.get(place)))
                    .map(owner -> "it belongs to the image " + owner + ", which is kept")
                    .or(() -> reasonOfUnreadable(place));
        }

        /** Returns why an image with this digest is kept, if it is. */
        Optional<String> reasonToKeep(Place place) {
            return Optional.ofNullable(byDigest.get(place))
                    .map(other -> "it shares its digest " + place.digest() + " with " + other + ", which is kept")
                    .or(() -> Optional.ofNullable(byMember.get(place))
                            .map(other -> "it is one of the images of the index " + other + ", which is kept"))
                    .or(() -> reasonOfUnreadable(place));
        }

        private Optional<String> reasonOfUnreadable(Place place) {
            return Optional.ofNullable(unreadable.get(place.repository()))
                    .map(other -> "it may belong to " + other + ", which cannot be read");
        }
    }

    /** Repeats until nothing changes, because an image that is kept may be an index, whose members are kept too. */
    List<Deletion> keep(List<Deletion> decisions) {
        List<Deletion> before = decisions;
        while (true) {
            KeptImages kept = keptImages(before);
            List<Deletion> after =
                    before.stream().map(decision -> keep(decision, kept)).toList();
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

    private Deletion keep(Deletion decision, KeptImages kept) {
        if (decision.isKept()) {
            return decision;
        }
        return keepAttached(decision, kept).orElseGet(() -> isByDigest ? keepShared(decision, kept) : decision);
    }

    private Optional<Deletion> keepAttached(Deletion decision, KeptImages kept) {
        if (listed.contains(decision.reference())) {
            return Optional.empty();
        }
        Matcher attached = ATTACHED.matcher(decision.image().tag().value());
        return attached.matches()
                ? kept.reasonToKeepAttached(new Place(
                                decision.reference().repository(), Digest.parse("sha256:" + attached.group(1))))
                        .map(reason -> Deletion.keep(decision.image(), reason, Deletion.Level.DEBUG))
                : Optional.empty();
    }

    private static Deletion keepShared(Deletion decision, KeptImages kept) {
        ImageInfo image = decision.image();
        if (image.digest().isEmpty()) {
            return Deletion.fail(image, image.problem().orElseThrow());
        }
        return kept.reasonToKeep(
                        new Place(image.reference().repository(), image.digest().get()))
                .map(reason -> Deletion.keep(image, reason + BY_DIGEST, Deletion.Level.WARNING))
                .orElse(decision);
    }
}
