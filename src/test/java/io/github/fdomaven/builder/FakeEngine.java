package io.github.fdomaven.builder;

import io.github.fdomaven.engine.BuildContainer;
import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.EngineProvider;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.engine.TransferListener;
import io.github.fdomaven.oci.Digest;
import io.github.fdomaven.oci.ImageConfig;
import io.github.fdomaven.oci.Platform;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.support.EnvironmentException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** An engine that keeps images in a map, runs nothing, and writes down what it is told. */
final class FakeEngine implements Engine {

    static final String COMMITTED = "sha256:" + "c0ffee00".repeat(8);

    private final FakeRegistry registry;
    private final Map<String, EngineImage> tags = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<String, EngineImage> untagged = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final List<ExecSpec> programs = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, RuntimeException> failures = Collections.synchronizedMap(new LinkedHashMap<>());
    private final List<ContainerSpec> containers = Collections.synchronizedList(new ArrayList<>());
    private final List<String> inUse = Collections.synchronizedList(new ArrayList<>());
    private final List<CommitSpec> commits = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, Runnable> happenings = Collections.synchronizedMap(new LinkedHashMap<>());
    private final AtomicInteger running = new AtomicInteger();
    private Runnable afterPush = () -> {};
    private String failingProgram = "none";

    boolean isLocal = true;
    boolean seesMounts = true;

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

    /** Lets something happen, such as waiting, when what begins with these words begins. */
    FakeEngine when(String event, Runnable happening) {
        happenings.put(event, happening);
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
        return running.get();
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
        Map.copyOf(happenings).forEach((words, happening) -> {
            if (event.startsWith(words)) {
                happening.run();
            }
        });
        fail(event);
    }

    /** As engines do with the image of a container. */
    private void refuseIfInUse(String imageId) {
        if (inUse.contains(imageId)) {
            throw new EnvironmentException("image is being used by running container");
        }
    }

    @Override
    public String name() {
        return "Fake 1.0";
    }

    @Override
    public boolean isLocal() {
        return isLocal;
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
        inUse.add(spec.base().id());
        running.incrementAndGet();
        return new Container(spec);
    }

    @Override
    public void tag(String imageId, Reference reference) {
        event("tag " + imageId + " as " + reference);
        EngineImage known = untagged.remove(imageId);
        EngineImage image = known != null
                ? known
                : new EngineImage(imageId, Optional.empty(), 42, List.of(), List.of(), config(Map.of()), List.of());
        EngineImage before = tags.put(reference.toString(), image);
        if (before != null) {
            untagged.put(before.id(), before);
        }
    }

    @Override
    public void untag(Reference reference) {
        event("untag " + reference);
        find(reference).ifPresent(image -> refuseIfInUse(image.id()));
        tags.remove(reference.toString());
    }

    @Override
    public void remove(String imageId) {
        event("remove image " + imageId);
        refuseIfInUse(imageId);
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

    /** Each commit has an identifier of its own. */
    private synchronized String commitOf(CommitSpec config) {
        String id = commits.isEmpty()
                ? COMMITTED
                : Digest.sha256(("commit " + commits.size()).getBytes(StandardCharsets.UTF_8))
                        .toString();
        commits.add(config);
        return id;
    }

    /** A container in which nothing runs. */
    private final class Container implements BuildContainer {

        private final ContainerSpec spec;
        private final Map<String, byte[]> copies = new HashMap<>();
        private final AtomicBoolean isThere = new AtomicBoolean(true);

        Container(ContainerSpec spec) {
            this.spec = spec;
        }

        @Override
        public OptionalInt run(ExecSpec program, Consumer<String> output) {
            String command = String.join(" ", program.arguments());
            if (command.contains("[ -e")) {
                return OptionalInt.of(seesMounts ? 0 : 1);
            }
            programs.add(program);
            event("run " + command);
            if (!isThere.get()) {
                throw new EnvironmentException("no such container");
            }
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
            copies.put(directory, content.toByteArray());
        }

        @Override
        public void copyOut(String directory, ArchiveReader reader) {
            event("copy out of " + directory);
            try {
                reader.readFrom(new ByteArrayInputStream(copies.getOrDefault(directory, new byte[0])));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String commit(CommitSpec config) {
            event("commit");
            String id = commitOf(config);
            Map<String, String> labels = new HashMap<>(spec.labels());
            labels.putAll(config.labels());
            untagged.put(id, image(id, labels));
            return id;
        }

        /** Once is enough, as with engines. */
        @Override
        public void remove() {
            if (isThere.getAndSet(false)) {
                event("remove container");
                inUse.remove(spec.base().id());
                running.decrementAndGet();
            }
        }
    }
}
