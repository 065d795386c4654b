package io.github.fdomaven.engine.buildah;

import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ExecSequence;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.engine.SequenceScript;
import io.github.fdomaven.support.EnvironmentException;
import io.github.fdomaven.support.FileProblem;
import io.github.fdomaven.support.OneLine;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** A working container of the buildah program. No process runs in it between two programs. */
final class BuildahContainer implements Container {

    private static final String ROOT = "0:0";

    /** The program creates these files, to mount those of this machine, if the image does not have them. */
    private static final String REMOVE_TARGETS = """
            if [ -L "$1/etc" ]; then exit; fi
            for file in "$1/etc/hosts" "$1/etc/resolv.conf"; do
                if [ -f "$file" ] && [ ! -L "$file" ] && [ ! -s "$file" ]; then rm -f "$file"; fi
            done
            """;

    private final Buildah buildah;
    private final BuildahImages images;
    private final BuildahErrors errors;
    private final String name;
    private final String tag;
    private final Map<String, String> labels;
    private final List<String> mounts;
    private final List<Path> volumes;
    private final Set<BuildahProcess> running = ConcurrentHashMap.newKeySet();
    private volatile String root;
    private volatile boolean isCommitted;
    private volatile boolean isRemoved;

    /**
     * Creates the object for a container that exists.
     *
     * @param tag the name of an image that is committed
     * @param labels the labels of an image that is committed
     * @param mounts the mounts of every program, as the program's option takes them
     * @param volumes the directories that are deleted with the container
     */
    BuildahContainer(
            Buildah buildah,
            BuildahImages images,
            BuildahErrors errors,
            String name,
            String tag,
            Map<String, String> labels,
            List<String> mounts,
            List<Path> volumes) {
        this.buildah = buildah;
        this.images = images;
        this.errors = errors;
        this.name = name;
        this.tag = tag;
        this.labels = labels;
        this.mounts = mounts;
        this.volumes = volumes;
    }

    /** Mounts the root directory for the time until the container is removed. */
    void mount() {
        root = buildah.call("mount", name).strip();
    }

    @Override
    public OptionalInt run(ExecSpec spec, Consumer<String> output) {
        long began = System.nanoTime();
        return run(spec, output, () -> began, mounts);
    }

    @Override
    public boolean run(ExecSequence sequence, ExecSequence.Listener listener) {
        SequenceScript script = new SequenceScript(sequence, listener);
        OptionalInt status = run(script.spec(), script, script::began, mounts);
        status.ifPresent(script::finish);
        return status.isPresent();
    }

    /**
     * Runs a program. Ends it at its limit.
     *
     * @param began returns when its limit began
     */
    private OptionalInt run(ExecSpec spec, Consumer<String> output, LongSupplier began, List<String> binds) {
        ProgramScript script = new ProgramScript(spec, output);
        List<String> arguments = new ArrayList<>(List.of("run", "--isolation", "chroot"));
        binds.forEach(bind -> arguments.addAll(List.of("--volume", bind)));
        arguments.addAll(List.of("--user", spec.user().orElse(ROOT)));
        arguments.addAll(List.of("--workingdir", spec.workingDir().orElse("/"), name, "--"));
        arguments.addAll(script.command());
        try (BuildahProcess process = buildah.start(arguments, script.input(), script)) {
            running.add(process);
            try {
                OptionalInt ended = isRemoved ? OptionalInt.of(1) : process.await(spec.limit(), began);
                if (ended.isEmpty()) {
                    return OptionalInt.empty();
                }
                return OptionalInt.of(script.status().orElseThrow(() -> ended(spec, script, ended.getAsInt())));
            } finally {
                running.remove(process);
            }
        } catch (IOException e) {
            throw new EnvironmentException(
                    "Could not run " + spec.program() + " in the container: " + FileProblem.of(e) + ".", e);
        }
    }

    /** The program did not end by itself: it was killed, or could not be started. */
    private EnvironmentException ended(ExecSpec spec, ProgramScript script, int status) {
        String reason = isRemoved ? "the container was removed" : Buildah.message(script.messages(), status);
        return new EnvironmentException(
                "Could not run " + spec.program() + " in the container: " + errors.engine() + " says: "
                        + OneLine.of(reason) + ". Check whether something else ended the program.",
                new Buildah.Failure(reason));
    }

    /** Checks whether the container has a file or directory, a link that points nowhere included. */
    boolean hasPath(String path) {
        return run(program("sh", "-c", "[ -e \"$1\" ] || [ -L \"$1\" ]", "sh", path), line -> {})
                .equals(OptionalInt.of(0));
    }

    /** Runs a shell. Returns the reason if that is not possible. */
    Optional<String> findProblem() {
        try {
            run(program("true"), line -> {});
            return Optional.empty();
        } catch (EnvironmentException e) {
            return Optional.of(e.getCause() instanceof Buildah.Failure failure ? failure.getMessage() : e.getMessage());
        }
    }

    private static ExecSpec program(String... arguments) {
        return new ExecSpec(List.of(arguments), Map.of(), Optional.empty(), Optional.empty());
    }

    @Override
    public void copyInto(String directory, Archive archive) {
        withTemporary("copy files to " + directory + " of the container", temporary -> {
            Path file = temporary.resolve("archive.tar");
            try (OutputStream output = new BufferedOutputStream(Files.newOutputStream(file))) {
                archive.writeTo(output);
            }
            if (hasEntries(file)) {
                buildah.call("add", "--quiet", name, file.toString(), "/");
            }
        });
    }

    /** An archive without entries has zeros only. The program would take it for an ordinary file. */
    private static boolean hasEntries(Path archive) throws IOException {
        try (InputStream input = Files.newInputStream(archive)) {
            return input.read() > 0;
        }
    }

    /** Copies to a mounted directory, because an image may have no program that writes archives. */
    @Override
    public void copyOut(String directory, ArchiveReader reader) {
        withTemporary("copy " + directory + " from the container", temporary -> {
            String target = "/" + temporary.getFileName();
            List<String> binds = new ArrayList<>(mounts);
            binds.add(temporary + ":" + target);
            long began = System.nanoTime();
            List<String> lines = new ArrayList<>();
            OptionalInt status =
                    run(program("cp", "-a", "--", directory, target + "/"), lines::add, () -> began, binds);
            if (status.orElse(1) != 0) {
                throw new Buildah.Failure(Buildah.message(lines, status.orElse(1)));
            }
            Path archive = temporary.resolveSibling(temporary.getFileName() + ".tar");
            try {
                String copied = Path.of(directory).getFileName().toString();
                buildah.run(
                        List.of("tar", "-C", temporary.toString(), "-cf", archive.toString(), "--", copied),
                        line -> {});
                try (InputStream input = Files.newInputStream(archive)) {
                    reader.readFrom(input);
                }
            } finally {
                Files.deleteIfExists(archive);
            }
        });
    }

    /** Uses a temporary directory. */
    private interface DirectoryUse {
        void with(Path directory) throws IOException;
    }

    private void withTemporary(String attempt, DirectoryUse use) {
        errors.call(attempt, () -> {
            try {
                Path directory = Files.createTempDirectory(buildah.temporary(), "fdo-copy-");
                try {
                    use.with(directory);
                } finally {
                    buildah.delete(directory);
                }
                return null;
            } catch (IOException e) {
                throw new Buildah.Failure(FileProblem.of(e), e);
            }
        });
    }

    @Override
    public String commit(CommitSpec config) {
        return errors.call("commit the container", () -> {
            List<String> arguments = new ArrayList<>(List.of("config"));
            labels.forEach((label, value) -> arguments.addAll(List.of("--label", label + "=" + value)));
            config.labels().forEach((label, value) -> arguments.addAll(List.of("--label", label + "=" + value)));
            arguments.addAll(CommitOptions.of(config));
            arguments.add(name);
            buildah.call(arguments, line -> {});
            buildah.run(List.of("sh", "-c", REMOVE_TARGETS, "sh", root), line -> {});
            isCommitted = true;
            String id = buildah.call("commit", "--quiet", "--format", "docker", "--identity-label=false", name, tag);
            return "sha256:" + id.strip();
        });
    }

    @Override
    public void remove() {
        isRemoved = true;
        running.forEach(BuildahProcess::close);
        if (isCommitted) {
            images.untag(tag);
        }
        errors.call("remove the container", () -> {
            try {
                buildah.call("rm", name);
            } catch (Buildah.Failure e) {
                if (!BuildahErrors.isAbsent(e)) {
                    throw e;
                }
            }
            volumes.forEach(buildah::delete);
            return null;
        });
    }
}
