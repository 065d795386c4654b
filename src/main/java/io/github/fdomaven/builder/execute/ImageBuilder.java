package io.github.fdomaven.builder.execute;

import io.github.fdomaven.builder.execute.BaseImageResolver.ResolvedBase;
import io.github.fdomaven.builder.execute.ImageResult.Outcome;
import io.github.fdomaven.builder.execute.Steps.Step;
import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.definition.Command;
import io.github.fdomaven.definition.Distribution;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.Recipe;
import io.github.fdomaven.engine.CleanupScope;
import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.Daemon;
import io.github.fdomaven.support.Lazy;
import io.github.fdomaven.support.Plural;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Builds one image on an engine: starts a container from the base image, runs the steps in it, and commits it.
 */
record ImageBuilder(
        EngineProvider engines,
        BaseImageResolver bases,
        ImagePublisher publisher,
        BuildSettings settings,
        BuildLog log,
        ObsoleteImages obsolete,
        PackageCaches packageCaches) {

    /** The copy of the project, in which exec runs. It is removed before the commit, so that no layer has it. */
    private static final String PROJECT_DIRECTORY = "/fdo-project";

    private static final String ROOT_HOME = "/root";

    /** Receives the progress of one build. It is an interface so that the builder does not depend on other images. */
    interface BuildProgress {

        /** The build container was started. If the container is removed later, the build fails. */
        void containerStarted(Container container);

        /** The image is in the engine, so that other images can be built from it. */
        void imageAvailable(EngineImage image);

        /** The image cannot be pushed. Returns when no other image uses it, because an engine keeps images in use. */
        void pushFailed(RuntimeException problem);
    }

    /** An image that is being built. */
    private record RunningBuild(
            PlannedImage planned,
            Optional<Path> cacheDir,
            Optional<ExecInput> exec,
            Engine engine,
            ResolvedBase base,
            PhaseTimes phases,
            Optional<Mount> packageCache,
            BuildProgress progress) {

        ImageDefinition image() {
            return planned.image();
        }

        List<Command> cached(List<Command> commands) {
            return packageCache.isEmpty()
                    ? commands
                    : image().recipe().distribution().withPackageCache(commands);
        }
    }

    /** Builds an image and publishes it, unless that changes nothing. The base image is given if it was built in this run. */
    ActionExecution.Done build(
            PlannedImage planned, Optional<ResolvedBase> available, PhaseTimes phases, BuildProgress progress) {
        ImageDefinition image = planned.image();
        Optional<Path> cacheDir = CacheDirectory.directory(image);
        // The files of the project are listed while the base image is pulled.
        Optional<Lazy<ExecInput>> reading = image.recipe()
                .exec()
                .map(command ->
                        new Lazy<>(() -> ExecInput.read(image, command, settings, log)).inBackground("fdo-project"));
        Engine engine = engines.engine(image.enginePlatform());
        log.foundEngine(engine.name());
        ResolvedBase base =
                available.map(built -> current(built, engine)).orElseGet(() -> bases.resolve(image, engine, phases));
        Optional<ExecInput> exec = reading.map(input -> phases.measure(BuildPhase.PROJECT, input));
        Optional<Mount> packageCache = packageCaches.mount(image, base.image(), engine);
        RunningBuild build = new RunningBuild(planned, cacheDir, exec, engine, base, phases, packageCache, progress);
        try (CleanupScope tag = cleanupScope(image);
                CleanupScope container = cleanupScope(image)) {
            PackageListing packages = new PackageListing(image, log);
            Committed committed = assemble(build, container, tag, packages);
            closeInBackground(container);
            if (committed.unchanged().isPresent()) {
                String reason = planned.action().reason() + ", but "
                        + committed.unchanged().get();
                ImageRecord kept = committed.previous().found().orElseThrow();
                return new ActionExecution.Done(Outcome.SKIPPED, reason, packages.addTo(kept), Optional.empty());
            }
            ImageRecord published = packages.addTo(publish(build, committed.imageId()));
            tag.commit();
            return new ActionExecution.Done(
                    Outcome.BUILT,
                    planned.action().reason(),
                    published,
                    committed.previous().compare(published));
        }
    }

    /**
     * The result of the steps.
     *
     * @param imageId the image that was committed; empty if it is unchanged
     * @param unchanged why the image was not committed
     */
    private record Committed(PreviousImage previous, String imageId, Optional<String> unchanged) {}

    /** Removes the container while the image is pushed, because an engine may need a second for it. */
    private static void closeInBackground(CleanupScope container) {
        Daemon.start("fdo-container-removal", container::close);
    }

    private ImageRecord publish(RunningBuild build, String imageId) {
        ImageDefinition image = build.image();
        build.progress().imageAvailable(ImagePublisher.tagged(build.engine(), image.reference()));
        boolean isNewTag = build.planned().action() instanceof Action.Build action && action.isNewTag();
        Supplier<ImageRecord> publish = () -> publisher.publish(build.engine(), imageId, image, build.base(), isNewTag);
        try {
            return publisher.isPushed(image) ? build.phases().measure(BuildPhase.PUSH, publish) : publish.get();
        } catch (RuntimeException e) {
            build.progress().pushFailed(e);
            throw e;
        }
    }

    /** The image that the tag of a base image has now: another build of the tag may have replaced and removed the first image. */
    private static ResolvedBase current(ResolvedBase built, Engine engine) {
        EngineImage image = engine.find(built.reference()).orElse(built.image());
        return new ResolvedBase(built.reference(), image, built.identity());
    }

    private CleanupScope cleanupScope(ImageDefinition image) {
        return new CleanupScope(problem -> obsolete.warn(image.name(), problem));
    }

    private Committed assemble(
            RunningBuild build, CleanupScope containers, CleanupScope tags, PackageListing packages) {
        CacheDirectory cache =
                new CacheDirectory(build.image().name(), build.exec().flatMap(exec -> build.cacheDir()), log);
        Container container = cache.startContainer(build.engine().isLocal(), mounts -> {
            ContainerSpec spec = containerSpec(build, mounts);
            build.packageCache().ifPresent(used -> packageCaches.use(containers));
            return containers.acquire(() -> build.engine().start(spec), Container::remove);
        });
        build.progress().containerStarted(container);
        return containers.run(() -> {
            MetadataListing metadata = new MetadataListing(build.image());
            runSteps(build, container, cache, List.of(packages.step(), metadata.step()));
            Map<String, String> labels = new HashMap<>(packages.labels());
            labels.putAll(metadata.labels());
            // Waits for the push of the base image, so it is not measured with the commit.
            CommitSpec config = commitSpec(build, labels);
            ImageDefinition image = build.image();
            PreviousImage previous = PreviousImage.find(build.planned(), build.engine(), publisher, log);
            Optional<String> unchanged = previous.unchanged(build.base().image(), config.labels());
            if (unchanged.isPresent()) {
                return new Committed(previous, "", unchanged);
            }
            return build.phases().measure(BuildPhase.COMMIT, () -> {
                String imageId = containers.finish(() -> container.commit(config));
                new EngineTag(build.engine(), image, obsolete).set(imageId, tags);
                return new Committed(previous, imageId, unchanged);
            });
        });
    }

    private ContainerSpec containerSpec(RunningBuild build, List<Mount> mounts) {
        ResolvedBase base = build.base();
        // In a release, the checkout of the tag has another commit than the pipeline.
        Optional<String> commit =
                ExecInput.projectFiles(build.image(), log).commit().or(settings.ci()::commit);
        Map<String, String> labels = ImageLabels.of(
                build.image(), base.reference(), base.image().labels(), settings.ci(), commit, Instant.now());
        return new ContainerSpec(
                base.reference(),
                base.image(),
                build.image().platform(),
                labels,
                settings.of(build.image()).network(),
                Stream.concat(mounts.stream(), build.packageCache().stream()).toList());
    }

    private CommitSpec commitSpec(RunningBuild build, Map<String, String> packageLabels) {
        Map<String, String> labels = new HashMap<>(packageLabels);
        labels.putAll(ImageLabels.ofBase(
                build.image(),
                build.base().identity().get(),
                !bases.store().isInEngine(build.base().reference())));
        Recipe recipe = build.image().recipe();
        EngineImage base = build.base().image();
        return new CommitSpec(
                recipe.entrypoint().map(List::of).orElse(base.entrypoint()),
                base.cmd(),
                recipe.workingDir(),
                recipe.user(),
                labels);
    }

    /** Runs as few programs as possible: the steps before exec, exec, and the steps after it. */
    private void runSteps(RunningBuild build, Container container, CacheDirectory cache, List<Step> listings) {
        BuildSettings.OfModule module = settings.of(build.image());
        Map<String, String> proxies = module.proxies().apply(build.engine());
        Steps steps = new Steps(build.image().name(), container, proxies, module.stepLimit(), build.phases(), log);
        Recipe recipe = build.image().recipe();
        Distribution distribution = recipe.distribution();
        List<Step> before = new ArrayList<>();
        before.addAll(Step.of("prepare", BuildPhase.PREPARE, distribution.prepare()));
        before.addAll(Step.of("upgrade", BuildPhase.UPGRADE, build.cached(distribution.upgrade())));
        List<Command> install = distribution.install(recipe.packages().names());
        before.addAll(Step.of("install", BuildPhase.INSTALL, build.cached(install)));
        List<Step> after = new ArrayList<>(listings);
        after.addAll(Step.of("clean", BuildPhase.CLEAN, distribution.clean()));
        Command workingDir = Command.of("mkdir", "-p", recipe.workingDir());
        after.addAll(Step.of("working directory", BuildPhase.CLEAN, List.of(workingDir)));
        if (build.exec().isPresent()) {
            before.add(Step.quiet("project", BuildPhase.PROJECT, Command.of("mkdir", PROJECT_DIRECTORY)));
            after.add(0, Step.quiet("project", BuildPhase.PROJECT, Command.of("rm", "-rf", PROJECT_DIRECTORY)));
            steps.run(before);
            runExec(build, build.exec().get(), container, steps, cache);
            steps.run(after);
        } else {
            before.addAll(after);
            steps.run(before);
        }
    }

    private void runExec(RunningBuild build, ExecInput exec, Container container, Steps steps, CacheDirectory cache) {
        log.step(
                build.image().name(),
                "project",
                "copy " + Plural.count(exec.project().files(), "file") + " to " + PROJECT_DIRECTORY);
        build.phases()
                .measure(
                        BuildPhase.PROJECT,
                        () -> container.copyInto(
                                PROJECT_DIRECTORY, output -> exec.project().writeTo(output, PROJECT_DIRECTORY)));
        Map<String, String> environment = new HashMap<>(exec.variables());
        environment.putIfAbsent("HOME", ROOT_HOME);
        Command command = new Command(Command.ofUser(exec.command()).arguments(), environment);
        Steps.Advice advice = exec.crlf()::advice;
        Step step = new Step("exec", BuildPhase.EXEC, command, exec.command(), false, line -> {}, advice);
        cache.runExec(container, () -> steps.run(step, PROJECT_DIRECTORY));
    }
}
