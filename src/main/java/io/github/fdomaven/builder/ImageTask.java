package io.github.fdomaven.builder;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.engine.BuildContainer;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.store.ImageStore;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/** The way of one image in the execution of a plan, and what it means for those that are FROM it. */
final class ImageTask implements ImageBuilder.Relatives {

    private final PlannedImage planned;
    private final Optional<ImageTask> parent;
    private final Surroundings around;
    private final InstantSource clock = InstantSource.system();

    /** Completed when children can begin: with the image in the engine if it was built, and without where it is stored. */
    private final CompletableFuture<Optional<BaseImageResolver.Ready>> ready = new CompletableFuture<>();

    private final CompletableFuture<Optional<Digest>> digest = new CompletableFuture<>();
    private final CompletableFuture<ImageResult> result = new CompletableFuture<>();
    private Optional<FdoException> failure = Optional.empty();

    private final List<ImageTask> children = new ArrayList<>();

    /** Those whose containers are made of this image. */
    private final List<ImageTask> users = new ArrayList<>();

    private boolean isAbandoned;

    /** In which the image is made. */
    private Optional<BuildContainer> container = Optional.empty();

    /** When the work began. */
    private Instant began = clock.instant();

    /** What became of the image, once the user was told. */
    private Optional<ImageResult> told = Optional.empty();

    /**
     * Creates it.
     *
     * @param parent the base, if that is an image of the same plan and needed
     */
    ImageTask(PlannedImage planned, Optional<ImageTask> parent, Surroundings around) {
        this.planned = planned;
        this.parent = parent;
        this.around = around;
        parent.ifPresent(task -> task.children.add(this));
    }

    /**
     * What all images of an execution have in common.
     *
     * @param failFast whether nothing more is begun once something has failed
     * @param isFailed whether something has
     */
    record Surroundings(
            ImageBuilder builder, ImageStore store, BuildLog log, boolean failFast, AtomicBoolean isFailed) {}

    /** Completed when the work on the image has ended, and exceptionally for a defect only. */
    CompletableFuture<ImageResult> result() {
        return result;
    }

    /** Why it failed, if it did, and if not for its base. To be asked when the work has ended. */
    Optional<FdoException> failure() {
        return failure;
    }

    /** Begins with the image, or has it wait for its base. Those that wait for one base begin in the order of the plan. */
    void begin(ExecutorService threads) {
        ready.whenComplete((image, failed) ->
                children.forEach(child -> threads.execute(() -> child.work(base(image), failed != null))));
        if (parent.isEmpty()) {
            threads.execute(() -> work(Optional.empty(), false));
        }
    }

    private static Optional<BaseImageResolver.Ready> base(Optional<BaseImageResolver.Ready> image) {
        return image == null ? Optional.empty() : image;
    }

    private void work(Optional<BaseImageResolver.Ready> base, boolean failedBefore) {
        boolean baseFailed =
                failedBefore || base.isPresent() && !parent.orElseThrow().isTakenBy(this);
        began = clock.instant();
        ImageDefinition request = planned.request();
        try {
            if (baseFailed) {
                finish(ImageResult.failed(request, baseFailed(), began, Duration.ZERO));
            } else if (around.failFast() && around.isFailed().get()) {
                finish(ImageResult.failed(request, "not begun, because another image failed", began, Duration.ZERO));
            } else if (planned.decision() instanceof Action.Unknown unknown) {
                fail(unknown.problem());
            } else {
                around.log().decided(request, planned.decision());
                ImageRecord image = bringAbout(base);
                digest.complete(image.identity());
                finish(ImageResult.of(
                        request, outcome(), image, planned.decision().reason(), began, since()));
            }
        } catch (FdoException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            giveUp(e);
        }
    }

    /** Whoever waits for what nobody will ever tell would wait for ever. */
    private void giveUp(Throwable defect) {
        around.isFailed().set(true);
        result.completeExceptionally(defect);
        ready.completeExceptionally(defect);
        digest.completeExceptionally(defect);
    }

    private void fail(FdoException problem) {
        digest.completeExceptionally(problem);
        try {
            finish(told.orElseGet(() -> failed(problem)));
        } catch (RuntimeException e) {
            giveUp(e);
        }
    }

    /** Where the base is what failed, whatever became of its child is no more than what comes of that. */
    private ImageResult failed(FdoException problem) {
        around.isFailed().set(true);
        boolean isOwn = parent.filter(ImageTask::isAbandoned).isEmpty();
        failure = Optional.of(problem).filter(own -> isOwn);
        return ImageResult.failed(planned.request(), isOwn ? problem.getMessage() : baseFailed(), began, since());
    }

    private String baseFailed() {
        return "its base '" + planned.request().parent().orElseThrow().name() + "' failed";
    }

    /** Tells the children last, for they look at what is told here. */
    private void finish(ImageResult what) {
        if (told.isEmpty()) {
            tell(what);
        }
        result.complete(what);
        if (what.outcome() == Outcome.FAILED) {
            IllegalStateException failed = new IllegalStateException(what.reason());
            ready.completeExceptionally(failed);
            digest.completeExceptionally(failed);
        } else {
            ready.complete(Optional.empty());
        }
    }

    private void tell(ImageResult what) {
        told = Optional.of(what);
        around.log().finished(what);
    }

    private ImageRecord bringAbout(Optional<BaseImageResolver.Ready> base) {
        ImageDefinition request = planned.request();
        Action decision = planned.decision();
        if (decision instanceof Action.Skip skip) {
            return skip.found();
        }
        if (decision instanceof Action.Copy copy) {
            return around.store().copy(copy.source(), request.reference(), request.name());
        }
        if (decision instanceof Action.Fail stale) {
            throw new FixableException(
                    stale.found().reference() + " is stale: " + stale.reason() + ". " + stale.advice());
        }
        return around.builder().build(request, base, this);
    }

    @Override
    public void begin(EngineImage image) {
        ready.complete(Optional.of(new BaseImageResolver.Ready(planned.request().reference(), image, this::digest)));
    }

    @Override
    public void abandon(RuntimeException problem) {
        // The user is to read why before what comes of it.
        if (problem instanceof FdoException own) {
            tell(failed(own));
        }
        List<ImageTask> begun;
        synchronized (users) {
            isAbandoned = true;
            begun = List.copyOf(users);
        }
        digest.completeExceptionally(problem);
        begun.forEach(ImageTask::stop);
        begun.forEach(user -> user.result.handle((done, failed) -> done).join());
    }

    private boolean isAbandoned() {
        synchronized (users) {
            return isAbandoned;
        }
    }

    @Override
    public synchronized void workIn(BuildContainer made) {
        if (parent.filter(ImageTask::isAbandoned).isPresent()) {
            throw new EnvironmentException(baseFailed());
        }
        container = Optional.of(made);
    }

    /** What runs in a container ends with it, and so does the work on the image. */
    private synchronized void stop() {
        try {
            container.ifPresent(BuildContainer::remove);
        } catch (FdoException e) {
            around.log().warning(planned.request().name(), e.getMessage());
        }
    }

    /** Tells whether a child may still begin to use this image, and if so takes note of it. */
    private boolean isTakenBy(ImageTask child) {
        synchronized (users) {
            users.add(child);
            return !isAbandoned;
        }
    }

    /** Waits until the image is where images are kept. */
    private Optional<Digest> digest() {
        try {
            return digest.join();
        } catch (CompletionException e) {
            throw new EnvironmentException(
                    "The base '" + planned.request().name() + "' was built, but did not get to its registry.", e);
        }
    }

    private Outcome outcome() {
        if (planned.decision() instanceof Action.Skip) {
            return Outcome.SKIPPED;
        }
        return planned.decision() instanceof Action.Copy ? Outcome.COPIED : Outcome.BUILT;
    }

    private Duration since() {
        return Duration.between(began, clock.instant());
    }
}
