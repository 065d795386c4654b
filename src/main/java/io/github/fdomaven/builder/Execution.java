package io.github.fdomaven.builder;

import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.store.ImageStore;
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

    private final ImageTask.Surroundings surroundings;
    private final Map<Reference, ImageTask> tasks = new HashMap<>();

    /**
     * Prepares it.
     *
     * @param failFast whether nothing more is begun once something has failed
     */
    Execution(ImageBuilder builder, ImageStore store, BuildLog log, boolean failFast) {
        this.surroundings = new ImageTask.Surroundings(builder, store, log, failFast, new AtomicBoolean());
    }

    ImageResults run(List<PlannedImage> plan, int parallelism) {
        int threadCount = Math.max(1, Math.min(parallelism, plan.size()));
        ExecutorService threads = Executors.newFixedThreadPool(threadCount, Execution::thread);
        try {
            List<ImageTask> ordered = new ArrayList<>();
            for (PlannedImage planned : plan) {
                ImageTask task = new ImageTask(planned, base(planned), surroundings);
                tasks.put(planned.request().reference(), task);
                ordered.add(task);
            }
            ordered.forEach(task -> task.begin(threads));
            await(ordered);
            return new ImageResults(
                    ordered.stream().map(task -> task.result().join()).toList(),
                    ordered.stream().flatMap(task -> task.failure().stream()).toList());
        } finally {
            threads.shutdownNow();
        }
    }

    /** What is there already, or comes from elsewhere, needs no base. */
    private Optional<ImageTask> base(PlannedImage planned) {
        return planned.decision() instanceof Action.Build || planned.decision() instanceof Action.Blocked
                ? planned.request().parent().map(ImageDefinition::reference).map(tasks::get)
                : Optional.empty();
    }

    /** A defect is thrown as what it is, and only when nobody works any more. */
    private static void await(List<ImageTask> tasks) {
        try {
            CompletableFuture.allOf(tasks.stream().map(ImageTask::result).toArray(CompletableFuture[]::new))
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
}
