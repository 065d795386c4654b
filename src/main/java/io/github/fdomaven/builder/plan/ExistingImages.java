package io.github.fdomaven.builder.plan;

import io.github.fdomaven.builder.plan.StalenessCheck.Staleness;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.StaleAction;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.oci.Tag;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.store.ImageStore;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.Memoizer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Looks up the images of one plan, in the project and upstream, and whether they are stale. */
final class ExistingImages {

    private final Predicate<ImageDefinition> isPushed;
    private final Memoizer<Query, Optional<ImageRecord>> found;
    private final StalenessCheck staleness;

    private record Query(Reference reference, Optional<Platform> platform) {}

    /**
     * Creates the lookup of one plan.
     *
     * @param images all images of the plan; if one of them is a base image, it is not looked up twice
     */
    ExistingImages(ImageStore store, Predicate<ImageDefinition> isPushed, List<ImageDefinition> images) {
        this.isPushed = isPushed;
        this.found = new Memoizer<>(query -> store.find(query.reference(), query.platform()));
        Map<Reference, Query> planned = new HashMap<>();
        images.stream()
                .filter(image -> image.forced().isEmpty())
                .forEach(image -> planned.put(image.reference(), new Query(image.reference(), image.platform())));
        Memoizer<Reference, Optional<Digest>> identities = new Memoizer<>(base -> planned.containsKey(base)
                ? found.apply(planned.get(base)).flatMap(ImageRecord::identity)
                : store.identity(base));
        this.staleness = new StalenessCheck(identities);
    }

    /** The result for one image, before the actions for other images are known. */
    sealed interface Result {}

    /** The image does not exist, or is built without a lookup. */
    record Missing() implements Result {}

    /** A lookup failed. */
    record Failed(FdoException problem) implements Result {}

    /** The image exists in the project or upstream. */
    record Found(ImageRecord image, boolean isUpstream, Map<String, String> labels, Staleness staleness)
            implements Result {

        Found withStaleness(Staleness other) {
            return new Found(image, isUpstream, labels, other);
        }

        /** The image is used: skipped, or copied from upstream. */
        Action use(Optional<String> warning) {
            return isUpstream
                    ? new Action.Copy(image, image.reference() + " exists", warning)
                    : new Action.Skip(image, "the tag exists", warning);
        }
    }

    Result look(ImageDefinition image) {
        if (image.forced().isPresent()) {
            return new Missing();
        }
        try {
            Optional<ImageRecord> own = find(image.reference(), image);
            Optional<ImageRecord> any = own.isPresent() ? own : upstream(image);
            return any.<Result>map(existing -> found(image, existing, own.isEmpty()))
                    .orElseGet(Missing::new);
        } catch (FdoException e) {
            return new Failed(e);
        }
    }

    private Optional<ImageRecord> find(Reference reference, ImageDefinition image) {
        return found.apply(new Query(reference, image.platform()));
    }

    private Optional<ImageRecord> upstream(ImageDefinition image) {
        if (!isPushed.test(image)) {
            return Optional.empty();
        }
        Tag tag = image.reference().tag().orElseThrow();
        return image.upstreams().stream()
                .map(upstream -> find(upstream.repository().tagged(tag), image))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private Found found(ImageDefinition image, ImageRecord existing, boolean isUpstream) {
        if (image.onStale() == StaleAction.IGNORE) {
            return new Found(existing, isUpstream, Map.of(), new StalenessCheck.Fresh());
        }
        try {
            return new Found(existing, isUpstream, existing.labels(), staleness.of(image, existing));
        } catch (FdoException e) {
            return new Found(existing, isUpstream, Map.of(), new StalenessCheck.Unknown(e));
        }
    }
}
