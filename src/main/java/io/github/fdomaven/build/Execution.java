package io.github.fdomaven.build;

import io.github.fdomaven.engine.BuildContainer;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.failure.EnvironmentException;
import io.github.fdomaven.failure.FdoException;
import io.github.fdomaven.failure.FixableException;
import io.github.fdomaven.image.Digest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Carries out a plan. Independent images are brought about at once, and each child begins as soon as its base is in the
 * engine, while that is still being pushed.
 */
final class Execution {

    private final ImageBuilder builder;
    private final ImageStore store;
    private final BuildLog log;
    private final InstantSource clock = InstantSource.system();
    private final boolean failFast;
    private final AtomicBoolean isFailed = new AtomicBoolean();
    private final Map<String, Task> tasks = new HashMap<>();

    /**
     * Prepares it.
     *
     * @param failFast whether nothing more is begun once something has failed
     */
    Execution(ImageBuilder builder, ImageStore store, BuildLog log, boolean failFast) {
        this.builder = builder;
        this.store = store;
        this.log = log;
        this.failFast = failFast;
    }

    ImageResults run(List<Planned> plan, int parallelism) {
        int threadCount = Math.max(1, Math.min(parallelism, plan.size()));
        ExecutorService threads = Executors.newFixedThreadPool(threadCount, Execution::thread);
        try {
            List<Task> ordered = new ArrayList<>();
            for (Planned planned : plan) {
                Task task = new Task(planned, base(planned));
                tasks.put(planned.request().name(), task);
                ordered.add(task);
            }
            ordered.forEach(task -> task.begin(threads));
            await(ordered);
            return new ImageResults(
                    ordered.stream().map(task -> task.result.join()).toList(),
                    ordered.stream().flatMap(task -> task.failure.stream()).toList());
        } finally {
            threads.shutdownNow();
        }
    }

    /** What is there already, or comes from elsewhere, needs no base. */
    private Optional<Task> base(Planned planned) {
        return planned.decision() instanceof Decision.Build || planned.decision() instanceof Decision.Blocked
                ? planned.request().parent().map(tasks::get)
                : Optional.empty();
    }

    /** A defect is thrown as what it is, and only when nobody works any more. */
    private static void await(List<Task> tasks) {
        try {
            CompletableFuture.allOf(tasks.stream().map(task -> task.result).toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException defect ? defect : e;
        }
    }

    /** One that does not keep Maven from ending. */
    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "fdo-image");
        thread.setDaemon(true);
        return thread;
    }

    /** The way of one image. */
    private final class Task implements ImageBuilder.Relatives {

        private final Planned planned;
        private final Optional<Task> parent;

        /** Completed when children can begin: with the image in the engine if it was built, and without where it is stored. */
        private final CompletableFuture<Optional<Bases.Ready>> ready = new CompletableFuture<>();

        private final CompletableFuture<Optional<Digest>> digest = new CompletableFuture<>();
        private final CompletableFuture<ImageResult> result = new CompletableFuture<>();
        private Optional<FdoException> failure = Optional.empty();

        private final List<Task> children = new ArrayList<>();

        /** Those whose containers are made of this image. */
        private final List<Task> users = new ArrayList<>();

        private boolean isAbandoned;

        /** In which the image is made. */
        private Optional<BuildContainer> container = Optional.empty();

        Task(Planned planned, Optional<Task> parent) {
            this.planned = planned;
            this.parent = parent;
            parent.ifPresent(task -> task.children.add(this));
        }

        /** Begins with the image, or has it wait for its base. Those that wait for one base begin in the order of the plan. */
        void begin(ExecutorService threads) {
            ready.whenComplete((image, failed) ->
                    children.forEach(child -> threads.execute(() -> child.work(base(image), failed != null))));
            if (parent.isEmpty()) {
                threads.execute(() -> work(Optional.empty(), false));
            }
        }

        private static Optional<Bases.Ready> base(Optional<Bases.Ready> image) {
            return image == null ? Optional.empty() : image;
        }

        private void work(Optional<Bases.Ready> base, boolean failedBefore) {
            boolean baseFailed =
                    failedBefore || base.isPresent() && !parent.orElseThrow().isTakenBy(this);
            Instant began = clock.instant();
            ImageRequest request = planned.request();
            try {
                if (baseFailed) {
                    finish(ImageResult.failed(request, baseFailed(), began, Duration.ZERO));
                } else if (failFast && isFailed.get()) {
                    finish(ImageResult.failed(
                            request, "not begun, because another image failed", began, Duration.ZERO));
                } else if (planned.decision() instanceof Decision.Unknown unknown) {
                    fail(unknown.problem(), began);
                } else {
                    log.decided(request, planned.decision());
                    StoredImage image = bringAbout(base);
                    digest.complete(image.identity());
                    finish(ImageResult.of(
                            request, outcome(), image, planned.decision().reason(), began, since(began)));
                }
            } catch (FdoException e) {
                fail(e, began);
            } catch (RuntimeException | Error e) {
                giveUp(e);
            }
        }

        /** Whoever waits for what nobody will ever tell would wait for ever. */
        private void giveUp(Throwable defect) {
            isFailed.set(true);
            result.completeExceptionally(defect);
            ready.completeExceptionally(defect);
            digest.completeExceptionally(defect);
        }

        /** Where the base is what failed, whatever became of its child is no more than what comes of that. */
        private void fail(FdoException problem, Instant began) {
            isFailed.set(true);
            boolean isOwn = parent.filter(Task::isAbandoned).isEmpty();
            failure = Optional.of(problem).filter(own -> isOwn);
            digest.completeExceptionally(problem);
            String reason = isOwn ? problem.getMessage() : baseFailed();
            try {
                finish(ImageResult.failed(planned.request(), reason, began, since(began)));
            } catch (RuntimeException e) {
                giveUp(e);
            }
        }

        private String baseFailed() {
            return "its base '" + planned.request().parent().orElseThrow() + "' failed";
        }

        /** Tells the children last, for they look at what is told here. */
        private void finish(ImageResult what) {
            log.finished(what);
            result.complete(what);
            if (what.outcome() == Outcome.FAILED) {
                IllegalStateException failed = new IllegalStateException(what.reason());
                ready.completeExceptionally(failed);
                digest.completeExceptionally(failed);
            } else {
                ready.complete(Optional.empty());
            }
        }

        private StoredImage bringAbout(Optional<Bases.Ready> base) {
            ImageRequest request = planned.request();
            Decision decision = planned.decision();
            if (decision instanceof Decision.Skip skip) {
                return skip.found();
            }
            if (decision instanceof Decision.Copy copy) {
                return store.copy(copy.source(), request.reference(), request.name());
            }
            if (decision instanceof Decision.Fail stale) {
                throw new FixableException(
                        stale.found().reference() + " is stale: " + stale.reason() + ". " + stale.advice());
            }
            return builder.build(request, base, this);
        }

        @Override
        public void begin(EngineImage image) {
            ready.complete(Optional.of(new Bases.Ready(planned.request().reference(), image, this::digest)));
        }

        @Override
        public void abandon(RuntimeException problem) {
            List<Task> begun;
            synchronized (users) {
                isAbandoned = true;
                begun = List.copyOf(users);
            }
            digest.completeExceptionally(problem);
            begun.forEach(Task::stop);
            begun.forEach(user -> user.result.handle((done, failed) -> done).join());
        }

        private boolean isAbandoned() {
            synchronized (users) {
                return isAbandoned;
            }
        }

        @Override
        public synchronized void workIn(BuildContainer made) {
            if (parent.filter(Task::isAbandoned).isPresent()) {
                throw new EnvironmentException(baseFailed());
            }
            container = Optional.of(made);
        }

        /** What runs in a container ends with it, and so does the work on the image. */
        private synchronized void stop() {
            try {
                container.ifPresent(BuildContainer::remove);
            } catch (FdoException e) {
                log.warning(planned.request().name(), e.getMessage());
            }
        }

        /** Tells whether a child may still begin to use this image, and if so takes note of it. */
        private boolean isTakenBy(Task child) {
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
            if (planned.decision() instanceof Decision.Skip) {
                return Outcome.SKIPPED;
            }
            return planned.decision() instanceof Decision.Copy ? Outcome.COPIED : Outcome.BUILT;
        }

        private Duration since(Instant began) {
            return Duration.between(began, clock.instant());
        }
    }
}
