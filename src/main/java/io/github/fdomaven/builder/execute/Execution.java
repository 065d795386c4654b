package io.github.fdomaven.builder.execute;

import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.builder.push.PluginPush;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.engine.ImageTransfers;
import io.github.fdomaven.http.Time;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.Registry;
import io.github.fdomaven.store.ProjectStore;
import io.github.fdomaven.support.Daemon;
import io.github.fdomaven.support.FixableException;
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
 * Executes a plan. Independent images are built in parallel. An image that is built from another one starts as soon as its base
 * image is in the engine, while the base image is still being pushed.
 */
public final class Execution {

    private final BuildSettings settings;
    private final BuildLog log;
    private final ImageTask.ExecutionContext context;
    private final ObsoleteImages obsolete;
    private final PackageCaches packageCaches;

    /** Creates an execution. Nothing is contacted yet. */
    public Execution(
            ProjectStore store, Registry registry, EngineProvider engines, BuildSettings settings, BuildLog log) {
        this(store, registry, engines, settings, log, Time.real());
    }

    Execution(
            ProjectStore store,
            Registry registry,
            EngineProvider engines,
            BuildSettings settings,
            BuildLog log,
            Time time) {
        this.settings = settings;
        this.log = log;
        this.obsolete = new ObsoleteImages(log);
        this.packageCaches = new PackageCaches(settings, log);
        ImageTransfers transfers = new ImageTransfers(log, time);
        ImagePublisher publisher =
                new ImagePublisher(store, registry, settings, transfers, new PluginPush(registry, log), log);
        BaseImageResolver bases = new BaseImageResolver(store, settings, transfers, new BasePulls(), log);
        ImageBuilder builder = new ImageBuilder(engines, bases, publisher, settings, log, obsolete, packageCaches);
        this.context =
                new ImageTask.ExecutionContext(builder, publisher, log, settings.failFast(), new AtomicBoolean());
    }

    /**
     * {@return the result for each image, in the same order}. A failure fails only that image and the images built from it; it is
     * part of the results, not thrown.
     *
     * @param plan the plan, with each image after its base image
     * @throws FixableException if a variable of an exec is not set; nothing is built then
     */
    public ImageResults run(List<PlannedImage> plan) {
        checkVariables(plan);
        log.planned(plan);
        packageCaches.expect(plan);
        int threadCount = Math.max(1, Math.min(settings.parallelism(), plan.size()));
        ExecutorService threads = Executors.newFixedThreadPool(threadCount, work -> Daemon.thread("fdo-image", work));
        try {
            List<ImageTask> tasks = tasks(plan);
            tasks.forEach(task -> task.schedule(threads));
            await(tasks);
            obsolete.remove();
            packageCaches.remove();
            ImageResults results = new ImageResults(
                    tasks.stream().map(task -> task.result().join()).toList(),
                    tasks.stream().flatMap(task -> task.failure().stream()).toList());
            log.ended(results);
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    /** A missing variable is found before the base image of the image is built, which may take long. */
    @SuppressWarnings("ReturnValueIgnored") // Only a failure counts.
    private void checkVariables(List<PlannedImage> plan) {
        for (PlannedImage planned : plan) {
            ImageDefinition image = planned.image();
            if (planned.action() instanceof Action.Build
                    && image.recipe().exec().isPresent()) {
                try {
                    settings.execVariables().apply(image);
                } catch (FixableException e) {
                    throw e.prefixed("[" + image.name() + "] ");
                }
            }
        }
    }

    private List<ImageTask> tasks(List<PlannedImage> plan) {
        Map<Reference, ImageTask> tasks = new HashMap<>();
        List<ImageTask> ordered = new ArrayList<>();
        for (PlannedImage planned : plan) {
            boolean needsBase = planned.action() instanceof Action.Build || planned.action() instanceof Action.Blocked;
            Optional<ImageTask> base =
                    planned.image().parent().filter(parent -> needsBase).map(parent -> tasks.get(parent.reference()));
            ImageTask task = new ImageTask(planned, base, context);
            tasks.put(planned.image().reference(), task);
            ordered.add(task);
        }
        return ordered;
    }

    /** A bug is thrown as it is, after all work has ended. */
    private static void await(List<ImageTask> tasks) {
        try {
            CompletableFuture.allOf(tasks.stream().map(ImageTask::result).toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException bug ? bug : e;
        }
    }
}
