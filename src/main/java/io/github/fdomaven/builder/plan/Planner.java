package io.github.fdomaven.builder.plan;

import io.github.fdomaven.builder.plan.ExistingImages.Result;
import io.github.fdomaven.definition.FdoLabels;
import io.github.fdomaven.definition.ImageDefinition;
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
import java.util.function.Predicate;

/** Decides what is done for each image. Each image and each base image is looked up once, all of them in parallel. */
public final class Planner {

    /** How many lookups run in parallel. A registry may take more for an attack. */
    private static final int PARALLELISM = 16;

    private final ImageStore store;
    private final Predicate<ImageDefinition> isPushed;

    /**
     * Creates a planner.
     *
     * @param isPushed whether an image is pushed to a registry; only then it can be copied from upstream
     */
    public Planner(ImageStore store, Predicate<ImageDefinition> isPushed) {
        this.store = store;
        this.isPushed = isPushed;
    }

    /**
     * {@return the action for each image, in the same order}. A lookup error fails only that image and the images built from it.
     *
     * @param images the images, each after its base image
     */
    public List<PlannedImage> plan(List<ImageDefinition> images) {
        ExistingImages existing = new ExistingImages(store, isPushed, images);
        List<Result> results = new Parallel(PARALLELISM).map(images, existing::lookUp);
        Map<Reference, Action> actions = new HashMap<>();
        List<PlannedImage> plan = new ArrayList<>();
        for (int i = 0; i < images.size(); i++) {
            ImageDefinition image = images.get(i);
            Optional<Action> base = image.parent().map(parent -> actions.get(parent.reference()));
            Action action = decide(image, results.get(i), base);
            actions.put(image.reference(), action);
            plan.add(new PlannedImage(image, action));
        }
        return plan;
    }

    private Action decide(ImageDefinition image, Result result, Optional<Action> base) {
        Action action = decide(image, afterBase(image, result, base));
        return action instanceof Action.Build && base.filter(Planner::isFailure).isPresent()
                ? new Action.Blocked(image.parent().orElseThrow().name())
                : action;
    }

    private static boolean isFailure(Action action) {
        return action instanceof Action.Fail || action instanceof Action.Unknown || action instanceof Action.Blocked;
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
        boolean isBuilt = base.get() instanceof Action.Build
                && FdoLabels.value(result.labels(), FdoLabels.BASE_IMAGE).isPresent();
        if (!isBuilt && !isReplaced) {
            return result;
        }
        return result.stale(Staleness.ofBase("its base image '"
                + image.parent().orElseThrow().name() + "' is " + (isBuilt ? "built" : "copied") + " in this run"));
    }

    private Action decide(ImageDefinition image, Result result) {
        if (image.forced().isPresent()) {
            return new Action.Build(image.forced().get(), false);
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
            case FAIL -> new Action.Fail(existing, stale.reason(), stale.advice());
            default -> result.use(Optional.of("it is stale: " + stale.reason() + ". " + stale.advice()));
        };
    }
}
