package io.github.fdomaven.builder;

import io.github.fdomaven.definition.Command;
import io.github.fdomaven.definition.Distribution;
import io.github.fdomaven.definition.Exec;
import io.github.fdomaven.definition.ImageDefinition;
import io.github.fdomaven.definition.Recipe;
import io.github.fdomaven.engine.BuildContainer;
import io.github.fdomaven.engine.CacheDirectory;
import io.github.fdomaven.engine.CleanupScope;
import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.project.ProjectArchive;
import io.github.fdomaven.project.ProjectFiles;
import io.github.fdomaven.store.ImageRecord;
import io.github.fdomaven.store.ImageStore;
import io.github.fdomaven.support.FixableException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Builds one image on an engine: a container from the base, the steps in it, and a commit of what they made. */
final class ImageBuilder {

    /** Where exec finds the project. It is gone before the commit, so no layer holds it. */
    private static final String PROJECT_DIRECTORY = "/fdo-project";

    private static final String ROOTS_HOME = "/root";

    private final EngineProvider engines;
    private final BaseImageResolver bases;
    private final ImageStore store;
    private final BuildSettings settings;
    private final BuildLog log;

    ImageBuilder(
            EngineProvider engines, BaseImageResolver bases, ImageStore store, BuildSettings settings, BuildLog log) {
        this.engines = engines;
        this.bases = bases;
        this.store = store;
        this.settings = settings;
        this.log = log;
    }

    /** The images around one that is being built: the one that it is FROM, and those that are FROM it. */
    interface Relatives {

        /** The image is made in this container. If its base turns out not to stay, that is removed, which ends the work. */
        void workIn(BuildContainer container);

        /** Its children can begin: the image is in the engine. */
        void begin(EngineImage image);

        /** The image will not stay. Returns when no child uses it any more, for an engine keeps what is used. */
        void abandon(RuntimeException problem);
    }

    /**
     * Builds an image, and puts it where images are kept.
     *
     * @param parent the base, if that is an image of this run
     * @param relatives are told how far the image is, as far as they need to know
     */
    ImageRecord build(ImageDefinition request, Optional<BaseImageResolver.Ready> parent, Relatives relatives) {
        Optional<ProjectArchive> project = request.recipe().exec().map(exec -> archive(request, exec));
        request.recipe().exec().ifPresent(exec -> settings.execVariables().apply(request));
        Engine engine = engines.engine();
        log.foundEngine(request.name(), engine.name());
        BaseImageResolver.Ready base = parent.orElseGet(() -> bases.bring(request, engine));
        try (CleanupScope result = leftovers(request)) {
            String image = assemble(request, project, engine, base, relatives, result);
            Reference reference = request.reference();
            Optional<String> before = engine.find(reference).map(EngineImage::id);
            result.make(
                    () -> {
                        engine.tag(image, reference);
                        return image;
                    },
                    tagged -> untag(engine, tagged, reference, before));
            relatives.begin(engine.find(reference).orElseThrow());
            ImageRecord stored = keep(engine, image, request, relatives);
            result.keep();
            return stored;
        }
    }

    private ImageRecord keep(Engine engine, String image, ImageDefinition request, Relatives relatives) {
        try {
            return store.keep(engine, image, request);
        } catch (RuntimeException e) {
            relatives.abandon(e);
            throw e;
        }
    }

    /** Another build may have taken the tag since; then it is not ours to give back. */
    private static void untag(Engine engine, String image, Reference reference, Optional<String> before) {
        boolean isStillOurs = engine.find(reference).map(EngineImage::id).equals(Optional.of(image));
        if (isStillOurs) {
            before.ifPresentOrElse(id -> engine.tag(id, reference), () -> engine.untag(reference));
        }
    }

    private CleanupScope leftovers(ImageDefinition request) {
        return new CleanupScope(complaint -> log.warning(request.name(), complaint));
    }

    private String assemble(
            ImageDefinition request,
            Optional<ProjectArchive> project,
            Engine engine,
            BaseImageResolver.Ready base,
            Relatives relatives,
            CleanupScope result) {
        try (CleanupScope scaffold = leftovers(request)) {
            Optional<Path> directory = request.recipe().exec().flatMap(exec -> BuildCache.directory(request));
            BuildCache cache = new BuildCache(request.name(), directory, log);
            BuildContainer container = cache.start(engine.isLocal(), mount -> {
                ContainerSpec spec = containerSpec(request, base, mount);
                return scaffold.make(() -> engine.start(spec), BuildContainer::remove);
            });
            relatives.workIn(container);
            Steps steps = new Steps(request, container, settings.of(request).stepLimit(), log);
            return scaffold.during(() -> {
                runSteps(request, project, steps, container, cache);
                CommitSpec config = commitSpec(request, base);
                return result.make(() -> container.commit(config), engine::remove);
            });
        }
    }

    private ContainerSpec containerSpec(ImageDefinition request, BaseImageResolver.Ready base, CacheDirectory cache) {
        Map<String, String> labels = ImageLabels.of(
                request,
                base.reference(),
                base.image().labels(),
                settings.provenance(),
                InstantSource.system().instant());
        return new ContainerSpec(
                base.reference(),
                base.image(),
                request.platform(),
                labels,
                settings.of(request).network(),
                cache);
    }

    private CommitSpec commitSpec(ImageDefinition request, BaseImageResolver.Ready base) {
        Recipe recipe = request.recipe();
        List<String> entrypoint =
                recipe.entrypoint().map(List::of).orElse(base.image().entrypoint());
        Map<String, String> labels =
                ImageLabels.late(request, base.digest().get(), !bases.isInEngine(base.reference()));
        return new CommitSpec(entrypoint, base.image().cmd(), recipe.workingDir(), recipe.user(), labels);
    }

    private ProjectArchive archive(ImageDefinition request, Exec exec) {
        List<Path> files =
                new ProjectFiles(request.module().directory(), request.module().buildDirectory()).list();
        for (String named : exec.files().keySet()) {
            if (!files.contains(Path.of(named))) {
                throw new FixableException("The exec of the image " + request.name() + " names the file " + named
                        + ", which is there, but which the build container would not get: git ignores it ('git add --force "
                        + named + "' adds it all the same), or it is in the build directory.");
            }
        }
        return new ProjectArchive(request.module().directory(), files);
    }

    private void runSteps(
            ImageDefinition request,
            Optional<ProjectArchive> project,
            Steps steps,
            BuildContainer container,
            BuildCache cache) {
        Recipe recipe = request.recipe();
        Distribution distribution = recipe.distribution();
        steps.run("prepare", distribution.prepare());
        steps.run("upgrade", distribution.upgrade());
        steps.run("install", distribution.install(recipe.packages().names()));
        recipe.exec().ifPresent(exec -> runExec(request, exec, project.orElseThrow(), steps, container, cache));
        steps.run("clean", distribution.clean());
        steps.run("working directory", List.of(Command.of("mkdir", "-p", recipe.workingDir())));
    }

    private void runExec(
            ImageDefinition request,
            Exec exec,
            ProjectArchive project,
            Steps steps,
            BuildContainer container,
            BuildCache cache) {
        log.step(request.name(), "project", "copy " + project.size() + " files to " + PROJECT_DIRECTORY);
        steps.runQuietly("project", Command.of("mkdir", PROJECT_DIRECTORY));
        container.copyInto(PROJECT_DIRECTORY, project::writeTo);
        Map<String, String> environment = new HashMap<>(settings.execVariables().apply(request));
        environment.putIfAbsent("HOME", ROOTS_HOME);
        Command command = new Command(Command.ofUser(exec.command()).arguments(), environment);
        cache.during(container, () -> steps.run("exec", command, Optional.of(PROJECT_DIRECTORY), exec.command()));
        steps.runQuietly("project", Command.of("rm", "-rf", PROJECT_DIRECTORY));
    }
}
