package io.github.fdomaven.build;

import io.github.fdomaven.engine.BuildContainer;
import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.engine.TransferListener;
import io.github.fdomaven.failure.EnvironmentException;
import io.github.fdomaven.image.Digest;
import io.github.fdomaven.image.ImageConfig;
import io.github.fdomaven.image.Platform;
import io.github.fdomaven.image.Reference;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;

/** An engine that keeps images in a map, runs nothing, and writes down what it is told. */
final class FakeEngine implements Engine {

    static final String COMMITTED = "sha256:" + "c0ffee00".repeat(8);

    private final FakeRegistry registry;
    private final Map<String, EngineImage> tags = new LinkedHashMap<>();
    private final Map<String, EngineImage> untagged = new LinkedHashMap<>();
    private final List<String> events = new ArrayList<>();
    private final List<ExecSpec> programs = new ArrayList<>();
    private final Map<String, RuntimeException> failures = new LinkedHashMap<>();
    private final List<ContainerSpec> containers = new ArrayList<>();
    private final List<CommitSpec> commits = new ArrayList<>();
    private Runnable afterPush = () -> {};
    private int running;
    private String failingProgram = "none";

    FakeEngine(FakeRegistry registry) {
        this.registry = registry;
    }

    /** Looked for each time, so that a test can tell whether it was looked for at all. */
    EngineProvider provider() {
        return new EngineProvider() {
            @Override
            public Engine engine() {
                events.add("looked for");
                fail("looked for");
                return FakeEngine.this;
            }

            @Override
            public void close() {}
        };
    }

    static EngineImage image(String id, Map<String, String> labels) {
        return new EngineImage(
                id, Optional.empty(), 42, List.of("/base-entrypoint"), List.of("base-cmd"), config(labels), List.of());
    }

    static ImageConfig config(Map<String, String> labels) {
        return new ImageConfig(Optional.empty(), Optional.empty(), labels);
    }

    static EngineImage image(String id, Digest digest) {
        return new EngineImage(id, Optional.of(digest), 42, List.of(), List.of("bash"), config(Map.of()), List.of());
    }

    FakeEngine with(Reference reference, EngineImage image) {
        tags.put(reference.toString(), image);
        return this;
    }

    /** Lets what begins with these words fail. */
    FakeEngine failing(String event, RuntimeException failure) {
        failures.put(event, failure);
        return this;
    }

    /** Lets nothing fail any more. */
    void healed() {
        failures.clear();
    }

    /** Lets a program whose arguments hold this word end with status 3, after a few lines. */
    FakeEngine failingProgram(String word) {
        failingProgram = word;
        return this;
    }

    /** Lets something happen in the registry as soon as a push is through. */
    FakeEngine afterPush(Runnable happening) {
        afterPush = happening;
        return this;
    }

    List<String> events() {
        return events;
    }

    /** What was run, each program's arguments in one line. */
    List<String> commands() {
        return programs.stream()
                .map(program -> String.join(" ", program.arguments()))
                .toList();
    }

    List<ExecSpec> programs() {
        return programs;
    }

    List<ContainerSpec> containers() {
        return containers;
    }

    List<CommitSpec> commits() {
        return commits;
    }

    Map<String, EngineImage> tags() {
        return tags;
    }

    Map<String, EngineImage> untagged() {
        return untagged;
    }

    int running() {
        return running;
    }

    private void fail(String event) {
        failures.forEach((words, failure) -> {
            if (event.startsWith(words)) {
                throw failure;
            }
        });
    }

    private void event(String event) {
        events.add(event);
        fail(event);
    }

    @Override
    public String name() {
        return "Fake 1.0";
    }

    @Override
    public Optional<EngineImage> find(Reference reference) {
        return Optional.ofNullable(tags.get(reference.toString()));
    }

    @Override
    public EngineImage pull(Reference reference, Optional<Platform> platform, TransferListener listener) {
        event("pull " + reference + platform.map(value -> " for " + value).orElse(""));
        return find(reference).orElseThrow(() -> new EnvironmentException("manifest unknown"));
    }

    @Override
    public BuildContainer start(ContainerSpec spec) {
        event("start from " + spec.base().id());
        containers.add(spec);
        running++;
        return new Container(spec);
    }

    @Override
    public void tag(String imageId, Reference reference) {
        event("tag " + imageId + " as " + reference);
        EngineImage image = untagged.containsKey(imageId)
                ? untagged.remove(imageId)
                : new EngineImage(imageId, Optional.empty(), 42, List.of(), List.of(), config(Map.of()), List.of());
        EngineImage before = tags.put(reference.toString(), image);
        if (before != null) {
            untagged.put(before.id(), before);
        }
    }

    @Override
    public void untag(Reference reference) {
        event("untag " + reference);
        tags.remove(reference.toString());
    }

    @Override
    public void remove(String imageId) {
        event("remove image " + imageId);
        untagged.remove(imageId);
    }

    @Override
    public void push(Reference reference, TransferListener listener) {
        event("push " + reference);
        EngineImage image = tags.get(reference.toString());
        registry.put(reference, Digest.parse(image.id()), image.labels());
        afterPush.run();
    }

    @Override
    public void close() {
        event("close");
    }

    /** A container in which nothing runs. */
    private final class Container implements BuildContainer {

        private final ContainerSpec spec;

        Container(ContainerSpec spec) {
            this.spec = spec;
        }

        @Override
        public OptionalInt run(ExecSpec program, Consumer<String> output) {
            programs.add(program);
            String command = String.join(" ", program.arguments());
            event("run " + command);
            if (!command.contains(failingProgram)) {
                return OptionalInt.of(0);
            }
            output.accept("something went wrong");
            return OptionalInt.of(3);
        }

        @Override
        public void copyInto(String directory, Archive archive) {
            event("copy into " + directory);
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            try {
                archive.writeTo(content);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String commit(CommitSpec config) {
            event("commit");
            commits.add(config);
            untagged.put(COMMITTED, image(COMMITTED, spec.labels()));
            return COMMITTED;
        }

        @Override
        public void remove() {
            event("remove container");
            running--;
        }
    }
}
