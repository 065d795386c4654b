package io.github.fdomaven.command;

import io.github.fdomaven.definition.Command;
import io.github.fdomaven.definition.NamedImage;
import io.github.fdomaven.engine.CleanupScope;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.engine.ImageTransfers;
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.http.Time;
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Runs a command in a container of an image. The container is removed afterwards. */
public final class CommandRunner {

    /** The directories for the project if the image has files at the project's own path. */
    private static final List<String> OTHER_DIRECTORIES = List.of("/project", "/fdo-project", "/fdo-run-project");

    private final Engine engine;
    private final RunUser user;
    private final ImageTransfers transfers;
    private final RunLog log;
    private final Time time;

    /** Creates a runner for the user who runs this process. */
    public CommandRunner(Engine engine, RunUser user, ImageTransfers transfers, RunLog log, Time time) {
        this.engine = engine;
        this.user = engine.isRootless() ? RunUser.ROOT : user;
        this.transfers = transfers;
        this.log = log;
        this.time = time;
    }

    /**
     * Runs a command, and waits until it ends.
     *
     * @throws FixableException if the image does not exist, or cannot run a command
     * @throws io.github.fdomaven.support.EnvironmentException if the engine fails, or files cannot be copied
     */
    public RunResult run(RunRequest request) {
        log.foundEngine(engine.name());
        EngineImage image = pull(request);
        String directory = directory(request, image);
        if (engine.isLocal() && Mount.isMountable(request.project())) {
            Optional<RunResult> result = run(request, image, new ProjectMount.Mounted(request.project(), directory));
            if (result.isPresent()) {
                return result.get();
            }
            warn(
                    request.image(),
                    "The container does not see the files of " + request.project()
                            + " through the mount, probably because Maven itself runs in a container."
                            + " The files are copied instead.");
        }
        return run(request, image, new ProjectMount.Copied(request, directory, text -> warn(request.image(), text)))
                .orElseThrow();
    }

    private EngineImage pull(RunRequest request) {
        NamedImage image = request.image();
        Optional<EngineImage> present = engine.find(image.reference());
        if (request.isInEngine()) {
            return present.orElseThrow(() -> new FixableException("There is no image " + image.reference() + " in "
                    + engine.name() + ". Build it with 'mvn fdo:build-image', or check its name."));
        }
        return present.isPresent() ? update(image, present.get()) : pull(image);
    }

    private EngineImage pull(NamedImage image) {
        try {
            return transfers.pull(engine, image.reference(), image.platform(), image.name());
        } catch (FixableException e) {
            throw new FixableException(
                    e.getMessage() + " If the image does not exist yet, build it by 'mvn fdo:build-image'.", e);
        }
    }

    /** If the pull fails, the image in the engine is used, with a warning that says why, because the image may be old. */
    private EngineImage update(NamedImage image, EngineImage present) {
        try {
            return transfers.pullOnce(engine, image.reference(), image.platform(), image.name());
        } catch (FdoException e) {
            warn(image, "Could not pull the image, so the image in the engine is used: " + e.getMessage());
            return present;
        }
    }

    /** Returns the project's own path, so that paths in messages match, unless the image has files there. */
    private String directory(RunRequest request, EngineImage image) {
        try (CleanupScope cleanup = new CleanupScope(text -> warn(request.image(), text))) {
            return Stream.concat(Stream.of(request.project().toString()), OTHER_DIRECTORIES.stream())
                    .filter(path -> path.startsWith("/") && !engine.hasPath(image, path, cleanup))
                    .findFirst()
                    .orElseThrow(() -> new FixableException("There is no free directory for the project in "
                            + request.image().reference() + ": the image has files at "
                            + String.join(", ", OTHER_DIRECTORIES)
                            + ", and at the project's path. Move the project to another path."));
        }
    }

    /** Returns nothing if the container does not see the project. */
    private Optional<RunResult> run(RunRequest request, EngineImage image, ProjectMount project) {
        NamedImage named = request.image();
        ContainerSpec spec = new ContainerSpec(
                named.reference(),
                image,
                named.platform(),
                Map.of(),
                request.network(),
                project.mount().stream().toList());
        try (CleanupScope cleanup = new CleanupScope(text -> warn(named, text))) {
            Container container = cleanup.acquire(() -> engine.start(spec), Container::remove);
            user.createHome(container);
            Optional<String> prepared = project.prepare(container, user);
            prepared.ifPresent(text -> log.project(named.name(), text));
            return prepared.map(text -> run(request, container, project));
        }
    }

    private RunResult run(RunRequest request, Container container, ProjectMount project) {
        String name = request.image().name();
        log.running(name, request.command(), user.toString());
        Instant began = time.now();
        OptionalInt status = container.run(exec(request, project.directory()), line -> log.output(name, line));
        Duration took = Duration.between(began, time.now());
        RunResult result = new RunResult(request.image(), request.command(), status, took);
        // A command that was not stopped yet may still write files.
        if (status.isPresent()) {
            copyBack(result, container, project);
        }
        return result;
    }

    private ExecSpec exec(RunRequest request, String directory) {
        Map<String, String> environment = new HashMap<>(request.environment());
        environment.putIfAbsent("HOME", user.home());
        return new ExecSpec(
                Command.ofUser(request.command()).arguments(),
                environment,
                Optional.of(directory),
                request.limit(),
                Optional.of(user.toString()));
    }

    /** If the command failed, an error while copying back is a warning only, so that it does not hide the failure. */
    private void copyBack(RunResult result, Container container, ProjectMount project) {
        try {
            project.copyBack(container)
                    .ifPresent(text -> log.project(result.image().name(), text));
        } catch (FdoException e) {
            if (result.failure().isEmpty()) {
                throw e;
            }
            warn(result.image(), e.getMessage());
        }
    }

    private void warn(NamedImage image, String text) {
        log.warning(image.name(), text);
    }
}
