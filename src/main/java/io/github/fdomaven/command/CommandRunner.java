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
import io.github.fdomaven.support.FdoException;
import io.github.fdomaven.support.FixableException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;

/** Runs one command in a container of an image, which is gone afterwards, whatever happens. */
public final class CommandRunner {

    /** Where the project may be if the image has something of its own at the path that it has here. */
    private static final List<String> ELSEWHERE = List.of("/project", "/fdo-project", "/fdo-run-project");

    private final Engine engine;
    private final RunUser user;
    private final RunImages images;
    private final RunLog log;
    private final InstantSource clock;

    /**
     * Creates a runner.
     *
     * @param engine where the container is to be
     * @param user who runs this process
     * @param transfers brings the image
     * @param log is told how it goes
     * @param clock tells the time
     */
    public CommandRunner(Engine engine, RunUser user, ImageTransfers transfers, RunLog log, InstantSource clock) {
        this.engine = engine;
        this.user = engine.isRootless() ? RunUser.ROOT : user;
        this.images = new RunImages(engine, transfers, log);
        this.log = log;
        this.clock = clock;
    }

    /**
     * Runs a command, and waits until it ends.
     *
     * @param request which, and in what
     * @return what came of it
     * @throws FixableException if there is no such image, or no command can run in it
     * @throws io.github.fdomaven.support.EnvironmentException if the engine fails, or files cannot be copied
     */
    public RunResult run(RunRequest request) {
        log.foundEngine(request.name(), engine.name());
        EngineImage image = images.bring(request);
        String directory = directory(request, image);
        if (engine.isLocal() && Mount.isMountable(request.project())) {
            Optional<RunResult> result = run(request, image, new MountedProject(request.project(), directory));
            if (result.isPresent()) {
                return result.get();
            }
            warn(
                    request.image(),
                    "The container does not see the files of " + request.project()
                            + " when it is mounted, as where Maven runs in a container itself: they are copied.");
        }
        return run(request, image, new CopiedProject(request, directory, complaint -> warn(request.image(), complaint)))
                .orElseThrow();
    }

    /**
     * The path that the project has here, so that paths in messages match, unless that would hide what is the image's, or have
     * that copied back.
     */
    private String directory(RunRequest request, EngineImage image) {
        try (CleanupScope leftovers = new CleanupScope(complaint -> warn(request.image(), complaint))) {
            return Stream.concat(Stream.of(request.project().toString()), ELSEWHERE.stream())
                    .filter(path -> path.startsWith("/") && !engine.hasPath(image, path, leftovers))
                    .findFirst()
                    .orElseThrow(() -> new FixableException("The project can be nowhere in "
                            + request.image().reference() + ", for it has something of its own at "
                            + String.join(", ", ELSEWHERE)
                            + ", and at the path that the project has here. Move the project to another path."));
        }
    }

    /** Returns nothing if the project is not in the container. */
    private Optional<RunResult> run(RunRequest request, EngineImage image, Workplace place) {
        NamedImage named = request.image();
        ContainerSpec spec = new ContainerSpec(
                named.reference(),
                image,
                named.platform(),
                Map.of(),
                request.network(),
                place.mount().stream().toList());
        try (CleanupScope leftovers = new CleanupScope(complaint -> warn(named, complaint))) {
            Container container = leftovers.acquire(() -> engine.start(spec), Container::remove);
            new Preparation(container).makeHome(user);
            Optional<String> placed = place.fill(container, user);
            placed.ifPresent(text -> log.placed(named.name(), text));
            return placed.map(text -> run(request, container, place));
        }
    }

    private RunResult run(RunRequest request, Container container, Workplace place) {
        log.running(request.name(), request.command(), user.toString());
        Instant began = clock.instant();
        OptionalInt status = container.run(exec(request, place.directory()), line -> log.output(request.name(), line));
        Duration took = Duration.between(began, clock.instant());
        RunResult result = new RunResult(request.image(), request.command(), status, took);
        // What is still running is still writing.
        if (status.isPresent()) {
            bringBack(result, container, place);
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

    private void bringBack(RunResult result, Container container, Workplace place) {
        try {
            place.bringBack(container)
                    .ifPresent(text -> log.placed(result.image().name(), text));
        } catch (FdoException e) {
            // That the command failed must not be hidden by what came after it.
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
