package io.github.fdomaven.builder.plan;

import io.github.fdomaven.builder.plan.ExistingImages.Result;
import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ImageDefinition.Rebuild;
import io.github.fdomaven.definition.StaleAction;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.store.ImageStore;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.Parallel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Decides what is done for each image. Each image and each base image is looked up once, all of them in parallel. */
public final class Planner {

    /** How many lookups run in parallel. A registry may take more for an attack. */
    private static final int PARALLELISM = 16;

    private final ImageStore store;
    private final Predicate<ImageDefinition> isPushed;
    private final boolean checksAllBases;
    private final Runnable whenBuilding;

    /**
     * Creates a planner.
     *
     * @param isPushed whether an image is pushed to a registry; only then it can be copied from upstream
     * @param checksAllBases whether to look for base images of other registries too, and to plan no build if a lookup fails; the
     *     engine may have another way to a base image
     * @param whenBuilding is run as soon as it is clear that an image is built, unless its base image does not exist
     */
    public Planner(
            ImageStore store, Predicate<ImageDefinition> isPushed, boolean checksAllBases, Runnable whenBuilding) {
        this.store = store;
        this.isPushed = isPushed;
        this.checksAllBases = checksAllBases;
        this.whenBuilding = whenBuilding;
    }

    /**
     * {@return the action for each image, in the same order}. A lookup error fails only that image and the images built from it.
     *
     * @param images the images, each after its base image
     */
    public List<PlannedImage> plan(List<ImageDefinition> images) {
        ExistingImages existing = new ExistingImages(store, isPushed, images);
        Parallel parallel = new Parallel(PARALLELISM);
        List<Result> results = parallel.map(images, existing::lookUp);
        Lookups lookups = new Lookups(results, new HashMap<>());
        List<PlannedImage> plan = decideAll(images, lookups, Map.of());
        List<ImageDefinition> members = plan.stream()
                .flatMap(planned -> planned.parts().stream())
                .filter(image ->
                        image.action() instanceof Action.Build && image.image().isIndex())
                .flatMap(index -> index.image().members().stream())
                .toList();
        if (!members.isEmpty()) {
            List<Result> found = parallel.map(members, existing::lookUp);
            for (int i = 0; i < members.size(); i++) {
                lookups.members().put(members.get(i).reference(), found.get(i));
            }
            plan = decideAll(images, lookups, Map.of());
        }
        if (plan.stream().flatMap(planned -> planned.parts().stream()).anyMatch(PlannedImage::isBuilt)) {
            whenBuilding.run();
        }
        MissingBases bases = new MissingBases(existing::identity, isPushed, checksAllBases);
        List<ImageDefinition> built = builtOnOthers(plan);
        Map<Reference, Action> missing = new HashMap<>();
        List<Optional<Action>> found = parallel.map(built, bases::find);
        for (int i = 0; i < built.size(); i++) {
            Reference image = built.get(i).reference();
            found.get(i).ifPresent(action -> missing.put(image, action));
        }
        return missing.isEmpty() ? plan : decideAll(images, lookups, missing);
    }

    /**
     * {@return the action for each image, in the same order}: each index is joined again, also if it exists, after other builds
     * have built its images
     *
     * @param images the images, each after its base image
     */
    public List<PlannedImage> planJoins(List<ImageDefinition> images) {
        List<ImageDefinition> parts = images.stream()
                .flatMap(image -> image.isIndex() ? image.unforced().members().stream() : Stream.of(image))
                .toList();
        Map<Reference, PlannedImage> planned = new HashMap<>();
        plan(parts).forEach(part -> planned.put(part.image().reference(), part));
        List<PlannedImage> plan = new ArrayList<>();
        for (ImageDefinition image : images) {
            List<PlannedImage> members = image.members().stream()
                    .map(member -> planned.get(member.reference()))
                    .toList();
            plan.add(
                    image.isIndex()
                            ? new PlannedImage(
                                    image, new Action.Join("its images are joined", false, Optional.empty(), members))
                            : planned.get(image.reference()));
        }
        return plan;
    }

    /**
     * The results of the lookups.
     *
     * @param images the results for the images, in their order
     * @param members the results for the images of indexes that are joined
     */
    private record Lookups(List<Result> images, Map<Reference, Result> members) {}

    /** The images that are built from an image that is not part of the plan. */
    private static List<ImageDefinition> builtOnOthers(List<PlannedImage> plan) {
        Set<Reference> planned = plan.stream()
                .flatMap(image -> Stream.concat(Stream.of(image), image.parts().stream()))
                .map(image -> image.image().reference())
                .collect(Collectors.toUnmodifiableSet());
        return plan.stream()
                .flatMap(image -> image.parts().stream())
                .filter(PlannedImage::isBuilt)
                .map(PlannedImage::image)
                .filter(image -> image.parent()
                        .filter(parent -> planned.contains(parent.reference()))
                        .isEmpty())
                .toList();
    }

    /** Decides for all images. The actions for images whose base image does not exist are given. */
    private List<PlannedImage> decideAll(
            List<ImageDefinition> images, Lookups lookups, Map<Reference, Action> missing) {
        Map<Reference, PlannedImage> decided = new HashMap<>();
        List<PlannedImage> plan = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            ImageDefinition image = images.get(i);
            PlannedImage planned = decide(image, lookups.images().get(i), missing, decided);
            if (image.isIndex() && planned.action() instanceof Action.Build build) {
                Optional<Digest> replaced = lookups.images().get(i).own().flatMap(ImageRecord::digest);
                planned = new PlannedImage(image, join(image, build, replaced, lookups.members(), missing, decided));
                decided.put(image.reference(), planned);
            }
            // What is done for an index as a whole is done for its images.
            for (ImageDefinition member : image.members()) {
                decided.putIfAbsent(member.reference(), planned);
            }
            plan.add(planned);
        }
        return plan;
    }

    /** An index is put together from its images. Only those that are missing or stale are built. */
    private Action join(
            ImageDefinition index,
            Action.Build build,
            Optional<Digest> replaced,
            Map<Reference, Result> members,
            Map<Reference, Action> missing,
            Map<Reference, PlannedImage> decided) {
        if (!members.containsKey(index.members().get(0).reference())) {
            // The images are looked up only after it is known that the index is built.
            return build;
        }
        List<PlannedImage> planned = new ArrayList<>();
        for (ImageDefinition member : index.members()) {
            planned.add(decide(member, members.get(member.reference()), missing, decided));
        }
        return new Action.Join(build.reason(), build.isNewTag(), replaced, planned);
    }

    /** Decides for one image, and adds it to the decided images. */
    private PlannedImage decide(
            ImageDefinition image,
            Result result,
            Map<Reference, Action> missing,
            Map<Reference, PlannedImage> decided) {
        Optional<PlannedImage> base = image.parent().map(parent -> decided.get(parent.reference()));
        Optional<Action> baseAction = base.map(PlannedImage::action);
        Result after = afterBase(image, result, baseAction);
        Action action = decideAction(image, after);
        if (action instanceof Action.Build
                && baseAction.filter(Action::isFailure).isPresent()) {
            action = new Action.Blocked(image.parent().orElseThrow().name(), !isUnknown(baseAction.get()));
        }
        boolean isStaleByBase =
                result.staleness().isEmpty() && after.staleness().isPresent();
        boolean dependsOnBuild = isStaleByBase && base.get().mayBeKept();
        PlannedImage planned = new PlannedImage(
                image,
                missing.getOrDefault(image.reference(), action),
                dependsOnBuild ? Optional.of(decideAction(image, result)) : Optional.empty());
        decided.put(image.reference(), planned);
        return planned;
    }

    private static boolean isUnknown(Action action) {
        if (action instanceof Action.Join join) {
            return join.failure().filter(Planner::isUnknown).isPresent();
        }
        return action instanceof Action.Unknown || action instanceof Action.Blocked blocked && !blocked.isKnown();
    }

    /**
     * Makes the image stale if its base image is built or replaced in this run, because the registry still has the old base
     * image.
     */
    private static Result afterBase(ImageDefinition image, Result result, Optional<Action> base) {
        if (base.isEmpty() || result.found().isEmpty() || result.staleness().isPresent()) {
            return result;
        }
        Optional<String> digest = FdoLabels.value(result.labels(), FdoLabels.BASE_DIGEST);
        boolean isReplaced = base.get() instanceof Action.Copy copy
                && digest.isPresent()
                && !copy.source().digest().map(Digest::toString).equals(digest);
        // An image whose base image was not pushed has no digest of it in its labels.
        boolean isBuilt = (base.get() instanceof Action.Build || base.get() instanceof Action.Join)
                && FdoLabels.value(result.labels(), FdoLabels.BASE_IMAGE).isPresent();
        if (!isBuilt && !isReplaced) {
            return result;
        }
        return result.stale(Staleness.ofBase("its base image '"
                + image.parent().orElseThrow().name() + "' is " + (isBuilt ? "built" : "copied") + " in this run"));
    }

    private Action decideAction(ImageDefinition image, Result result) {
        if (image.forced().isPresent()) {
            return rebuild(image, image.forced().get());
        }
        if (!result.missing().isEmpty() && isOfRecipe(image, result)) {
            return new Action.Build("it has no image for " + Staleness.list(result.missing()), false);
        }
        if (result.staleness().isPresent()) {
            return handleStale(image.onStale(), result, result.staleness().get());
        }
        boolean exists = result.found().isPresent();
        if (result.problem().isPresent()) {
            FdoException problem = result.problem().get();
            return exists && image.onStale() == StaleAction.WARN
                    ? result.use(Optional.of("it is not known whether the image is stale. " + problem.getMessage()))
                    : new Action.Unknown(problem);
        }
        return exists ? result.use(Optional.empty()) : new Action.Build(missing(image), true);
    }

    /** Whether the labels do not matter, or are those of the recipe. */
    private static boolean isOfRecipe(ImageDefinition image, Result result) {
        return image.onStale() == StaleAction.IGNORE || image.recipe().isRecordedIn(result.labels());
    }

    /** Refuses to rebuild an image from another base image than the one that has changed. */
    private static Action rebuild(ImageDefinition image, Rebuild rebuild) {
        Optional<Reference> other =
                rebuild.changedBase().filter(base -> !image.baseCandidates().contains(base));
        return other.<Action>map(base -> new Action.Fail(
                        image.reference(),
                        "its base image " + base + " has changed, but the settings name the base image "
                                + image.baseReference(),
                        "Set <baseImage> (-Dfdo.base.image, FDO_BASE_IMAGE) to " + base
                                + " in this run too, or rebuild the image from " + image.baseReference()
                                + " with -Dfdo.force.rebuild=true."))
                .orElseGet(() -> new Action.Build(rebuild.reason(), false));
    }

    private String missing(ImageDefinition image) {
        if (image.upstreams().isEmpty()) {
            return "the tag does not exist";
        }
        return isPushed.test(image)
                ? "the tag exists neither in the project nor upstream"
                : "the tag does not exist, and an image that is not pushed is not copied from upstream";
    }

    private static Action handleStale(StaleAction onStale, Result result, Staleness stale) {
        ImageRecord existing = result.found().orElseThrow();
        return switch (onStale) {
            case REBUILD ->
                new Action.Build(
                        result.isUpstream()
                                ? existing.reference() + " exists, but is stale: " + stale.reason()
                                : stale.reason(),
                        result.isUpstream());
            case FAIL -> new Action.Fail(existing.reference(), stale.reason(), stale.advice());
            default -> result.use(Optional.of("it is stale: " + stale.reason() + ". " + stale.advice()));
        };
    }
}
