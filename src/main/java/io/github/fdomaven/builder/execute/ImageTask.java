package io.github.fdomaven.builder.execute;

import io.github.fdomaven.builder.execute.BaseImageResolver.ResolvedBase;
import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.inspection.ImageDifference;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FdoException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;

/** The execution of the action for one image. A child is an image that is built from this image. */
final class ImageTask implements ImageBuilder.BuildProgress {

    private final PlannedImage planned;
    private final Optional<ImageTask> base;
    private final ExecutionContext context;
    private final List<ImageTask> children = new ArrayList<>();

    /** The tasks of the images of an index, and of the index of its base image. */
    private final List<ImageTask> prerequisites;

    /** Completed when children can start. It has the image in the engine, if the image was built in this run. */
    private final CompletableFuture<Optional<ResolvedBase>> available = new CompletableFuture<>();

    /** Completed when the image is pushed or copied. */
    private final CompletableFuture<Optional<Digest>> identity = new CompletableFuture<>();

    /** Completed when the work has ended; exceptionally only for a bug. */
    private final CompletableFuture<ImageResult> result = new CompletableFuture<>();

    /** The children that use this image of the engine; the lock for {@link #isPushFailed}. */
    private final List<ImageTask> users = new ArrayList<>();

    private boolean isPushFailed;
    private Optional<Container> container = Optional.empty();
    private final PhaseTimes phases = new PhaseTimes();
    private Instant began = Instant.now();
    private long beganNanos = System.nanoTime();
    private Optional<ImageResult> reported = Optional.empty();
    private Optional<FdoException> failure = Optional.empty();

    /** What all images of an execution share. */
    record ExecutionContext(ActionExecution actions, BuildLog log, boolean failFast, AtomicBoolean hasFailed) {

        boolean isStopped() {
            return failFast && hasFailed.get();
        }
    }

    /**
     * Creates a task.
     *
     * @param base the task of the base image, if it is part of the plan and the action needs it
     * @param prerequisites the tasks of the images of an index that is joined, and of the index of its base image
     */
    ImageTask(PlannedImage planned, Optional<ImageTask> base, List<ImageTask> prerequisites, ExecutionContext context) {
        this.planned = planned;
        this.base = base;
        this.prerequisites = List.copyOf(prerequisites);
        this.context = context;
        base.ifPresent(task -> task.children.add(this));
    }

    CompletableFuture<ImageResult> result() {
        return result;
    }

    /** Why the image failed, unless its base image failed. Valid when the work has ended. */
    Optional<FdoException> failure() {
        return failure;
    }

    /** Schedules the work: now, or when the base image is available. Children start in the order of the plan. */
    @SuppressWarnings("FutureReturnValueIgnored") // A child reports its own failure.
    void schedule(ExecutorService threads) {
        available.whenComplete((image, problem) -> {
            Optional<ResolvedBase> resolved = problem == null ? image : Optional.empty();
            children.forEach(child -> threads.execute(() -> child.work(resolved, problem != null)));
        });
        if (!prerequisites.isEmpty()) {
            CompletableFuture.allOf(
                            prerequisites.stream().map(ImageTask::result).toArray(CompletableFuture[]::new))
                    .whenComplete((done, bug) -> threads.execute(() -> workAfter(bug)));
        } else if (base.isEmpty()) {
            threads.execute(() -> work(Optional.empty(), false));
        }
    }

    /** Works on an index after its images. If one of them failed, the index has the same failure. */
    private void workAfter(Throwable bug) {
        Optional<ImageResult> failed = bug == null
                ? prerequisites.stream()
                        .map(task -> task.result.join())
                        .filter(ImageResult::isFailed)
                        .findFirst()
                : Optional.empty();
        if (bug != null) {
            abort(bug);
        } else if (failed.isPresent()) {
            finish(done(Outcome.FAILED, failed.get().reason()));
        } else {
            work(Optional.empty(), false);
        }
    }

    private void work(Optional<ResolvedBase> resolved, boolean isBaseFailed) {
        began = Instant.now();
        beganNanos = System.nanoTime();
        ImageDefinition image = planned.image();
        try {
            if (planned.needsBase()
                    && (isBaseFailed
                            || resolved.isPresent() && !base.orElseThrow().addUser(this))) {
                finish(ImageResult.failed(image, baseFailed(), began, Duration.ZERO));
            } else if (context.isStopped()) {
                finish(ImageResult.failed(image, "not started, because another image failed", began, Duration.ZERO));
            } else {
                work(resolved, planned.afterBase(isBaseFailed || isBaseKept()));
            }
        } catch (FdoException e) {
            fail(e);
        } catch (RuntimeException | Error e) {
            abort(e);
        }
    }

    private boolean isBaseKept() {
        return planned.unlessRebuilt().isPresent()
                && base.filter(task ->
                                task.result.isDone() && task.result.join().outcome() == Outcome.SKIPPED)
                        .isPresent();
    }

    private void work(Optional<ResolvedBase> resolved, PlannedImage work) {
        if (work.action() instanceof Action.Unknown unknown) {
            fail(unknown.problem());
            return;
        }
        context.log().started(work.image(), work.action());
        ActionExecution.Done done = context.actions().apply(work, resolved, members(), phases, this);
        identity.complete(done.image().identity());
        finish(done(done.outcome(), done.reason(), Optional.of(done.image()), done.difference()));
    }

    private void fail(FdoException problem) {
        identity.completeExceptionally(problem);
        try {
            finish(reported.orElseGet(() -> failed(problem)));
        } catch (RuntimeException e) {
            abort(e);
        }
    }

    /** If the base image failed, report that instead of the child's own error. */
    private ImageResult failed(FdoException problem) {
        context.hasFailed().set(true);
        if (base.filter(ImageTask::isPushFailed).isPresent()) {
            return done(Outcome.FAILED, baseFailed());
        }
        failure = Optional.of(problem);
        return done(Outcome.FAILED, problem.getMessage());
    }

    private ImageResult done(Outcome outcome, String reason) {
        return done(outcome, reason, Optional.empty(), Optional.empty());
    }

    private ImageResult done(
            Outcome outcome, String reason, Optional<ImageRecord> found, Optional<ImageDifference> difference) {
        return new ImageResult(
                        planned.image(),
                        outcome,
                        reason,
                        found,
                        began,
                        elapsed(),
                        phases.soFar(),
                        difference,
                        List.of())
                .withMembers(members());
    }

    private List<ImageResult> members() {
        return planned.parts().stream()
                .flatMap(part -> prerequisites.stream().filter(task -> task.planned.equals(part)))
                .map(task -> task.result.join())
                .toList();
    }

    private String baseFailed() {
        return "its base image '" + planned.image().parent().orElseThrow().name() + "' failed";
    }

    /** Completes the futures. Children are notified last, because they read the result. */
    private void finish(ImageResult done) {
        if (reported.isEmpty()) {
            report(done);
        }
        result.complete(done);
        if (done.isFailed()) {
            IllegalStateException failed = new IllegalStateException(done.reason());
            available.completeExceptionally(failed);
            identity.completeExceptionally(failed);
        } else {
            available.complete(Optional.empty());
        }
    }

    private void report(ImageResult done) {
        reported = Optional.of(done);
        context.log().finished(done);
    }

    /** Completes everything that another task may wait for. */
    private void abort(Throwable bug) {
        context.hasFailed().set(true);
        result.completeExceptionally(bug);
        available.completeExceptionally(bug);
        identity.completeExceptionally(bug);
    }

    @Override
    public synchronized void containerStarted(Container started) {
        if (base.filter(ImageTask::isPushFailed).isPresent()) {
            throw new EnvironmentException(baseFailed());
        }
        container = Optional.of(started);
    }

    @Override
    public void imageAvailable(EngineImage image) {
        available.complete(Optional.of(new ResolvedBase(planned.image().reference(), image, this::awaitIdentity)));
    }

    @Override
    public void pushFailed(RuntimeException problem) {
        // The failure of the base image is reported before the failures of its children.
        if (problem instanceof FdoException known) {
            report(failed(known));
        }
        List<ImageTask> started;
        synchronized (users) {
            isPushFailed = true;
            started = List.copyOf(users);
        }
        identity.completeExceptionally(problem);
        started.forEach(ImageTask::removeContainer);
        started.forEach(user -> user.result.handle((done, failed) -> done).join());
    }

    private boolean isPushFailed() {
        synchronized (users) {
            return isPushFailed;
        }
    }

    /** Registers a child that uses this image of the engine; returns whether it may. */
    private boolean addUser(ImageTask child) {
        synchronized (users) {
            users.add(child);
            return !isPushFailed;
        }
    }

    /** Removing the container ends the program in it, and with it the work on the image. */
    private synchronized void removeContainer() {
        try {
            container.ifPresent(Container::remove);
        } catch (FdoException e) {
            context.log().warning(planned.image().name(), e.getMessage());
        }
    }

    private Optional<Digest> awaitIdentity() {
        try {
            return identity.join();
        } catch (CompletionException e) {
            throw new EnvironmentException(
                    "The base image '" + planned.image().name() + "' was built, but not pushed.", e);
        }
    }

    private Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - beganNanos);
    }
}
