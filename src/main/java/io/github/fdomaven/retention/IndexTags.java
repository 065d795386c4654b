package io.github.fdomaven.retention;

import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Tag;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Decides for an index and its images together. The image of an index for one platform has the tag of the index and the
 * platform, such as {@code 1.0-arm64} of {@code 1.0}. It is deleted and kept with the index, unless another index has it, or the
 * POM names the image and not the index.
 */
final class IndexTags {

    private final List<Deletion> decisions;
    private final Set<Reference> listed;
    private final Predicate<ImageInfo> isNamed;
    private final Map<Reference, Deletion> indexes = new HashMap<>();

    /**
     * Creates the decision.
     *
     * @param decisions the decision for each tag by itself
     * @param listed the tags that the user lists to delete
     * @param isNamed whether the POM names an image
     */
    IndexTags(List<Deletion> decisions, Set<Reference> listed, Predicate<ImageInfo> isNamed) {
        this.decisions = decisions;
        this.listed = listed;
        this.isNamed = isNamed;
        for (Deletion decision : decisions) {
            if (!decision.image().members().orElse(Set.of()).isEmpty()) {
                indexes.put(decision.reference(), decision);
            }
        }
    }

    List<Deletion> decide() {
        return indexes.isEmpty()
                ? decisions
                : decisions.stream().map(this::decide).toList();
    }

    private Deletion decide(Deletion decision) {
        Optional<Digest> digest = decision.digest();
        Optional<Deletion> index = digest.isEmpty() ? Optional.empty() : index(decision.reference(), digest.get());
        if (index.isEmpty() || listed.contains(decision.reference()) || decision.outcome() == Deletion.Outcome.FAILED) {
            return decision;
        }
        if (index.get().isKept()) {
            return Deletion.keep(
                    decision.image(),
                    "it is an image of the index " + index.get().reference() + ", which is kept",
                    Deletion.Level.DEBUG);
        }
        if (isNamed.test(decision.image()) && !isNamed.test(index.get().image())) {
            return decision;
        }
        Optional<Deletion> other = indexes.values().stream()
                .filter(kept -> kept.isKept() && isIn(kept, decision, digest.get()))
                .findFirst();
        return other.isPresent()
                ? Deletion.keep(
                        decision.image(),
                        "the index " + other.get().reference() + ", which is kept, has this image too",
                        Deletion.Level.INFO)
                : Deletion.delete(
                        decision.image(),
                        "it is an image of the index " + index.get().reference() + ", which is deleted");
    }

    private static boolean isIn(Deletion index, Deletion decision, Digest digest) {
        return index.reference().repository().equals(decision.reference().repository())
                && index.image().hasMember(digest);
    }

    /** The index whose tag is the beginning of a tag, and which has the image. */
    private Optional<Deletion> index(Reference tag, Digest digest) {
        String name = tag.tag().map(Tag::value).orElse("");
        for (int end = name.lastIndexOf('-'); end > 0; end = name.lastIndexOf('-', end - 1)) {
            Deletion found = indexes.get(tag.repository().tagged(new Tag(name.substring(0, end))));
            if (found != null && found.image().hasMember(digest)) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }
}
