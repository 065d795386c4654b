package io.github.fdomaven.builder.execute;

import io.github.fdomaven.builder.execute.BaseImageResolver.ResolvedBase;
import io.github.fdomaven.builder.plan.Action;
import io.github.fdomaven.builder.plan.PlannedImage;
import io.github.fdomaven.definition.Command;
import io.github.fdomaven.definition.Distribution;
import io.github.fdomaven.definition.Exec;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.ProjectModule;
import io.github.fdomaven.definition.Recipe;
import io.github.fdomaven.engine.CleanupScope;
import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.project.ProjectArchive;
import io.github.fdomaven.project.ProjectFiles;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FixableException;
import io.github.fdomaven.support.Plural;
import java.nio.file.Path;
import java.time.Instant;
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
    private record Build(
            ImageDefinition image,
            Optional<ExecInput> exec,
            Engine engine,
            ResolvedBase base,
            PhaseTimes phases,
            Optional<Mount> packageCache,
            BuildProgress progress) {

        List<Command> cached(List<Command> commands) {
            return packageCache.isEmpty()
                    ? commands
                    : image.recipe().distribution().withPackageCache(commands);
        }
    }

    /** The input of exec. */
    private record ExecInput(
            String command,
            ProjectArchive project,
            CrlfCheck crlf,
            Map<String, String> variables,
            Optional<Path> cacheDir) {}

    /** Builds an image and publishes it. The base image is given if it was built in this run. */
    ImageRecord build(
            PlannedImage planned, Optional<ResolvedBase> available, PhaseTimes phases, BuildProgress progress) {
        ImageDefinition image = planned.image();
        Optional<Path> cacheDir = BuildCache.directory(image);
        Optional<ExecInput> exec = image.recipe()
                .exec()
                .map(command -> phases.measure(BuildPhase.PROJECT, () -> execInput(image, command, cacheDir)));
        Engine engine = engines.engine();
        log.foundEngine(engine.name());
        ResolvedBase base =
                available.map(built -> current(built, engine)).orElseGet(() -> bases.resolve(image, engine, phases));
        Optional<Mount> packageCache = packageCaches.mount(image, base.image(), engine);
        Build build = new Build(image, exec, engine, base, phases, packageCache, progress);
        try (CleanupScope scope = cleanupScope(image)) {
            String imageId = assemble(build, scope);
            progress.imageAvailable(engine.find(image.reference()).orElseThrow());
            boolean isNewTag = planned.action() instanceof Action.Build action && action.isNewTag();
            ImageRecord published = publish(build, imageId, isNewTag);
            scope.commit();
            return published;
        }
    }

    private ImageRecord publish(Build build, String imageId, boolean isNewTag) {
        ImageDefinition image = build.image();
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

    /** Tags an image, and restores the tag if the build fails. */
    private void tag(Build build, String imageId, CleanupScope scope) {
        Engine engine = build.engine();
        Reference reference = build.image().reference();
        Optional<String> before = engine.find(reference).map(EngineImage::id);
        before.ifPresent(replaced -> scope.acquire(
                () -> {
                    engine.markReplaced(replaced);
                    return replaced;
                },
                engine::removeUnused));
        scope.acquire(
                () -> {
                    engine.tag(imageId, reference);
                    return imageId;
                },
                tagged -> restoreTag(engine, tagged, reference, before));
        String name = build.image().name();
        obsolete.add(name, engine, imageId);
        before.ifPresent(id -> obsolete.add(name, engine, id));
    }

    /** Restores the tag in the engine, unless another build has moved it meanwhile, and removes the image. */
    private static void restoreTag(Engine engine, String imageId, Reference reference, Optional<String> before) {
        if (engine.find(reference).map(EngineImage::id).equals(Optional.of(imageId))) {
            before.ifPresentOrElse(id -> tagOrUntag(engine, id, reference), () -> engine.untag(reference));
        }
        if (!engine.removeUnused(imageId)) {
            throw new EnvironmentException(
                    "Could not remove the image " + imageId + " of the failed build: it is in use.");
        }
    }

    /** Another build of the tag may have removed the earlier image, which had no tag meanwhile. */
    private static void tagOrUntag(Engine engine, String imageId, Reference reference) {
        try {
            engine.tag(imageId, reference);
        } catch (EnvironmentException e) {
            engine.untag(reference);
        }
    }

    private CleanupScope cleanupScope(ImageDefinition image) {
        return new CleanupScope(problem -> obsolete.warn(image.name(), problem));
    }

    /** Reads and checks what only a build needs, before anything is pulled. */
    private ExecInput execInput(ImageDefinition image, Exec exec, Optional<Path> cacheDir) {
        Path directory = image.module().directory();
        List<Path> files = projectFiles(image).list();
        CrlfCheck crlf = new CrlfCheck(image.name(), exec, directory, files);
        crlf.refuseScripts();
        for (String named : exec.files().keySet()) {
            if (!files.contains(Path.of(named))) {
                throw new FixableException("The exec of the image '" + image.name() + "' names the file " + named
                        + ", but the build container would not get it. Either git ignores the file ('git add --force "
                        + named + "' adds it), or it is in the build directory or in Maven's"
                        + " local repository.");
            }
        }
        return new ExecInput(
                exec.command(),
                new ProjectArchive(directory, files),
                crlf,
                settings.execVariables().apply(image),
                cacheDir);
    }

    private ProjectFiles projectFiles(ImageDefinition image) {
        ProjectModule module = image.module();
        return new ProjectFiles(module.directory(), module.maven(), text -> log.warning(image.name(), text));
    }

    private String assemble(Build build, CleanupScope result) {
        try (CleanupScope scope = cleanupScope(build.image())) {
            BuildCache cache = new BuildCache(build.image().name(), build.exec().flatMap(ExecInput::cacheDir), log);
            Container container = cache.start(build.engine().isLocal(), mounts -> {
                ContainerSpec spec = containerSpec(build, mounts);
                return scope.acquire(() -> build.engine().start(spec), Container::remove);
            });
            build.progress().containerStarted(container);
            return scope.run(() -> {
                runSteps(build, container, cache);
                // Waits for the push of the base image, which is no part of this commit.
                CommitSpec config = commitSpec(build);
                return build.phases().measure(BuildPhase.COMMIT, () -> {
                    String imageId = scope.finish(() -> container.commit(config));
                    tag(build, imageId, result);
                    return imageId;
                });
            });
        }
    }

    private ContainerSpec containerSpec(Build build, List<Mount> mounts) {
        ResolvedBase base = build.base();
        // In a release, the checkout of the tag has another commit than the pipeline.
        Optional<String> commit = projectFiles(build.image()).commit().or(settings.ci()::commit);
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

    private CommitSpec commitSpec(Build build) {
        Recipe recipe = build.image().recipe();
        EngineImage base = build.base().image();
        return new CommitSpec(
                recipe.entrypoint().map(List::of).orElse(base.entrypoint()),
                base.cmd(),
                recipe.workingDir(),
                recipe.user(),
                ImageLabels.ofBase(
                        build.image(),
                        build.base().identity().get(),
                        !bases.isInEngine(build.base().reference())));
    }

    private void runSteps(Build build, Container container, BuildCache cache) {
        BuildSettings.OfModule module = settings.of(build.image());
        Steps steps = new Steps(
                build.image().name(), container, module.proxies().apply(build.engine()), module.stepLimit(), log);
        Recipe recipe = build.image().recipe();
        Distribution distribution = recipe.distribution();
        PhaseTimes phases = build.phases();
        phases.measure(BuildPhase.PREPARE, () -> steps.run("prepare", distribution.prepare()));
        phases.measure(BuildPhase.UPGRADE, () -> steps.run("upgrade", build.cached(distribution.upgrade())));
        List<Command> install = distribution.install(recipe.packages().names());
        phases.measure(BuildPhase.INSTALL, () -> steps.run("install", build.cached(install)));
        build.exec().ifPresent(exec -> runExec(build, exec, container, steps, cache));
        phases.measure(BuildPhase.CLEAN, () -> {
            steps.run("clean", distribution.clean());
            steps.run("working directory", List.of(Command.of("mkdir", "-p", recipe.workingDir())));
        });
    }

    private void runExec(Build build, ExecInput exec, Container container, Steps steps, BuildCache cache) {
        build.phases().measure(BuildPhase.PROJECT, () -> {
            log.step(
                    build.image().name(),
                    "project",
                    "copy " + Plural.count(exec.project().files(), "file") + " to " + PROJECT_DIRECTORY);
            steps.runQuietly("project", Command.of("mkdir", PROJECT_DIRECTORY));
            container.copyInto(PROJECT_DIRECTORY, exec.project()::writeTo);
        });
        Map<String, String> environment = new HashMap<>(exec.variables());
        environment.putIfAbsent("HOME", ROOT_HOME);
        Command command = new Command(Command.ofUser(exec.command()).arguments(), environment);
        Steps.Advice advice = exec.crlf()::advice;
        Runnable run = () -> steps.run("exec", command, Optional.of(PROJECT_DIRECTORY), exec.command(), advice);
        build.phases().measure(BuildPhase.EXEC, () -> cache.run(container, run));
        Command remove = Command.of("rm", "-rf", PROJECT_DIRECTORY);
        build.phases().measure(BuildPhase.PROJECT, () -> steps.runQuietly("project", remove));
    }
}
