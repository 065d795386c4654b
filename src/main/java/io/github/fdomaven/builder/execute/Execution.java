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
import java.util.Collection;
import java.util.LinkedHashMap;
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
        IndexJoiner joiner = new IndexJoiner(store, registry, settings, log);
        this.context = new ImageTask.ExecutionContext(
                new ActionExecution(builder, publisher, joiner), log, settings.failFast(), new AtomicBoolean());
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
        int parts = 0;
        for (PlannedImage planned : plan) {
            parts += planned.parts().size();
        }
        int threadCount = Math.max(1, Math.min(settings.parallelism(), parts));
        ExecutorService threads = Executors.newFixedThreadPool(threadCount, work -> Daemon.thread("fdo-image", work));
        try {
            Map<Reference, ImageTask> all = tasks(plan);
            Collection<ImageTask> tasks = all.values();
            tasks.forEach(task -> task.schedule(threads));
            await(tasks);
            obsolete.remove();
            packageCaches.remove();
            ImageResults results = new ImageResults(
                    plan.stream()
                            .map(planned -> all.get(planned.image().reference()))
                            .map(task -> task.result().join())
                            .toList(),
                    tasks.stream().flatMap(task -> task.failure().stream()).toList());
            log.ended(results);
            return results;
        } finally {
            threads.shutdownNow();
        }
    }

    /** A missing variable is found before the base image of the image is built, which may take long. */
    private void checkVariables(List<PlannedImage> plan) {
        for (PlannedImage planned : plan) {
            for (PlannedImage part : planned.parts()) {
                checkVariables(part);
            }
        }
    }

    @SuppressWarnings("ReturnValueIgnored") // Only a failure counts.
    private void checkVariables(PlannedImage planned) {
        ImageDefinition image = planned.image();
        if (planned.isBuilt() && image.recipe().exec().isPresent()) {
            try {
                settings.execVariables().apply(image);
            } catch (FixableException e) {
                throw e.prefixed("[" + image.name() + "] ");
            }
        }
    }

    /** Returns the tasks by the reference of their image, each after the tasks that it waits for. */
    private Map<Reference, ImageTask> tasks(List<PlannedImage> plan) {
        Map<Reference, ImageTask> tasks = new LinkedHashMap<>();
        for (PlannedImage planned : plan) {
            if (planned.action() instanceof Action.Join join) {
                join.members().forEach(member -> tasks.put(member.image().reference(), task(member, tasks)));
            }
            tasks.put(planned.image().reference(), task(planned, tasks));
        }
        return tasks;
    }

    private ImageTask task(PlannedImage planned, Map<Reference, ImageTask> tasks) {
        Optional<ImageTask> parent = parentTask(planned.image(), tasks);
        if (planned.action() instanceof Action.Join join) {
            List<ImageTask> prerequisites = new ArrayList<>();
            join.members()
                    .forEach(
                            member -> prerequisites.add(tasks.get(member.image().reference())));
            parent.ifPresent(prerequisites::add);
            return new ImageTask(planned, Optional.empty(), prerequisites, context);
        }
        boolean waits = planned.needsBase() || planned.unlessRebuilt().isPresent();
        return new ImageTask(planned, parent.filter(task -> waits), List.of(), context);
    }

    /** The task of the base image, or of the index that it is part of. */
    private static Optional<ImageTask> parentTask(ImageDefinition image, Map<Reference, ImageTask> tasks) {
        return image.parent()
                .flatMap(parent -> Optional.ofNullable(tasks.get(parent.reference()))
                        .or(() -> parent.index().map(tasks::get)));
    }

    /** A bug is thrown as it is, after all work has ended. */
    private static void await(Collection<ImageTask> tasks) {
        try {
            CompletableFuture.allOf(tasks.stream().map(ImageTask::result).toArray(CompletableFuture[]::new))
                    .join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException bug ? bug : e;
        }
    }
}
