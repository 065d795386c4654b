package io.github.fdomaven.builder.plan;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.StaleAction;
import io.github.fdomaven.inspection.Identities;
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

    /** By the reference and the platform. */
    private final Memoizer<Map.Entry<Reference, Optional<Platform>>, Optional<ImageRecord>> found;

    private final Identities identities;

    /** Creates the lookup of one plan. If one of its images is a base image, it is not looked up twice. */
    ExistingImages(ImageStore store, Predicate<ImageDefinition> isPushed, List<ImageDefinition> images) {
        this.isPushed = isPushed;
        this.found = new Memoizer<>(query -> store.find(query.getKey(), query.getValue()));
        Map<Reference, ImageDefinition> planned = new HashMap<>();
        for (ImageDefinition image : images) {
            if (image.forced().isEmpty()) {
                planned.put(image.reference(), image);
            }
        }
        this.identities = new Identities(
                base -> planned.containsKey(base) ? identity(planned.get(base)) : store.identity(base),
                base -> planned.containsKey(base) ? identity(planned.get(base)) : store.computedIdentity(base));
    }

    private Optional<Digest> identity(ImageDefinition image) {
        return find(image.reference(), image).flatMap(ImageRecord::identity);
    }

    /**
     * The result for one image, before the actions for other images are known.
     *
     * @param found the image; empty if it does not exist, is built without a lookup, or cannot be looked up
     * @param labels the labels; none if they do not matter or cannot be read
     * @param staleness why the image is stale; empty if it is not
     * @param missing the platforms of an index that do not exist, although the index has the same recipe
     * @param problem why the image cannot be looked up, or why it is not known whether it is stale
     */
    record Result(
            Optional<ImageRecord> found,
            boolean isUpstream,
            Map<String, String> labels,
            Optional<Staleness> staleness,
            List<Platform> missing,
            Optional<FdoException> problem) {

        private static Result missing(Optional<FdoException> problem) {
            return new Result(Optional.empty(), false, Map.of(), Optional.empty(), List.of(), problem);
        }

        /** The image, if it exists and is not upstream. */
        Optional<ImageRecord> own() {
            return found.filter(image -> !isUpstream);
        }

        Result stale(Staleness reason) {
            return new Result(found, isUpstream, labels, Optional.of(reason), missing, Optional.empty());
        }

        /** The image is used: skipped, or copied from upstream. */
        Action use(Optional<String> warning) {
            ImageRecord image = found.orElseThrow();
            return isUpstream
                    ? new Action.Copy(image, image.reference() + " exists", warning)
                    : new Action.Skip(image, "the tag exists", warning);
        }
    }

    Result lookUp(ImageDefinition image) {
        if (image.forced().isPresent()) {
            return Result.missing(Optional.empty());
        }
        try {
            Optional<ImageRecord> own = find(image.reference(), image);
            Optional<ImageRecord> any = own.isPresent() ? own : upstream(image);
            return any.isPresent() ? result(image, any.get(), own.isEmpty()) : Result.missing(Optional.empty());
        } catch (FdoException e) {
            return Result.missing(Optional.of(e));
        }
    }

    /** What identifies an image now, if it exists. */
    Optional<Digest> identity(Reference image) {
        return identities.now(image);
    }

    private Optional<ImageRecord> find(Reference reference, ImageDefinition image) {
        return found.apply(Map.entry(reference, image.enginePlatform()));
    }

    private Optional<ImageRecord> upstream(ImageDefinition image) {
        if (!isPushed.test(image)) {
            return Optional.empty();
        }
        Tag tag = image.reference().tag().orElseThrow();
        return image.upstreams().stream()
                .map(upstream -> find(upstream.repository().tagged(tag), image))
                .flatMap(Optional::stream)
                .filter(found -> !image.isIndex() || missing(image, found).isEmpty())
                .findFirst();
    }

    /** The platforms that an index should have, but has not. */
    private static List<Platform> missing(ImageDefinition image, ImageRecord existing) {
        List<Platform> existingPlatforms = image.isIndex() && existing.isIndex() ? existing.platforms() : List.of();
        return image.platforms().stream()
                .filter(wanted -> existingPlatforms.stream().noneMatch(wanted::isSameAs))
                .toList();
    }

    private Result result(ImageDefinition image, ImageRecord existing, boolean isUpstream) {
        Map<String, String> labels = Map.of();
        Optional<Staleness> staleness = Optional.empty();
        Optional<FdoException> problem = Optional.empty();
        List<Platform> missing = List.of();
        try {
            missing = missing(image, existing);
        } catch (FdoException e) {
            problem = Optional.of(e);
        }
        if (image.onStale() != StaleAction.IGNORE) {
            try {
                labels = existing.labels();
                staleness = Staleness.find(image, existing, missing, identities);
            } catch (FdoException e) {
                problem = Optional.of(e);
            }
        }
        return new Result(Optional.of(existing), isUpstream, labels, staleness, missing, problem);
    }
}
