package io.github.fdomaven.command;

import io.github.fdomaven.engine.CleanupScope;
import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.engine.ProgressListener;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Consumer;

/** An engine that has one image and runs nothing: it writes down what it is told, and gives a copy back as it got it. */
final class FakeRunEngine implements Engine {

    static final EngineImage IMAGE = new EngineImage(
            "sha256:1",
            Optional.empty(),
            42,
            List.of("/entrypoint"),
            List.of("cmd"),
            new ImageConfig(Optional.empty(), Optional.empty(), Map.of()),
            List.of());

    final List<String> events = new ArrayList<>();
    final List<ContainerSpec> started = new ArrayList<>();
    final List<ExecSpec> programs = new ArrayList<>();
    final Set<String> pathsOfImage = new HashSet<>();

    boolean isLocal = true;
    boolean isRootless;
    boolean hasImage = true;
    boolean seesMounts = true;
    Optional<RuntimeException> pullFailure = Optional.empty();
    Optional<RuntimeException> copyFailure = Optional.empty();
    OptionalInt status = OptionalInt.of(0);
    int running;

    @Override
    public String name() {
        return "Fake 1.0";
    }

    @Override
    public Optional<EngineImage> find(Reference reference) {
        return hasImage ? Optional.of(IMAGE) : Optional.empty();
    }

    @Override
    public EngineImage pull(Reference reference, Optional<Platform> platform, ProgressListener listener) {
        events.add("pull " + reference + platform.map(value -> " for " + value).orElse(""));
        pullFailure.ifPresent(failure -> {
            throw failure;
        });
        return IMAGE;
    }

    @Override
    public boolean isLocal() {
        return isLocal;
    }

    @Override
    public boolean isRootless() {
        return isRootless;
    }

    @Override
    public boolean hasPath(EngineImage image, String path, CleanupScope leftovers) {
        leftovers.acquire(() -> ++running, looked -> running--);
        return pathsOfImage.contains(path);
    }

    @Override
    public Container start(ContainerSpec spec) {
        events.add("start");
        started.add(spec);
        running++;
        return new IdleContainer();
    }

    @Override
    public void tag(String imageId, Reference reference) {
        throw new AssertionError("Nothing is built here.");
    }

    @Override
    public void untag(Reference reference) {
        throw new AssertionError("Nothing is built here.");
    }

    @Override
    public void remove(String imageId) {
        throw new AssertionError("Nothing is built here.");
    }

    @Override
    public void push(Reference reference, ProgressListener listener) {
        throw new AssertionError("Nothing is built here.");
    }

    @Override
    public void close() {}

    /** The program that ran last, which is the command. */
    ExecSpec command() {
        return programs.get(programs.size() - 1);
    }

    /** A container in which nothing runs. */
    private final class IdleContainer implements Container {

        private byte[] copy = {};

        @Override
        public OptionalInt run(ExecSpec program, Consumer<String> output) {
            programs.add(program);
            String text = String.join(" ", program.arguments());
            if (text.contains("for path")) {
                return OptionalInt.of(seesMounts ? 0 : 1);
            }
            if (!text.contains("exec bash")) {
                events.add("run " + program.arguments().get(0));
                return OptionalInt.of(0);
            }
            events.add("run the command");
            output.accept("a line");
            return status;
        }

        @Override
        public void copyInto(String directory, Archive archive) {
            events.add("copy into " + directory);
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            try {
                archive.writeTo(content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            copy = content.toByteArray();
        }

        @Override
        public void copyOut(String directory, ArchiveReader reader) {
            events.add("copy out of " + directory);
            copyFailure.ifPresent(failure -> {
                throw failure;
            });
            try {
                reader.readFrom(new ByteArrayInputStream(copy));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String commit(CommitSpec config) {
            throw new AssertionError("Nothing is built here.");
        }

        @Override
        public void remove() {
            events.add("remove");
            running--;
        }
    }
}
