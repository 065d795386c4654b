package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.engine.BuildContainer;
import io.github.fdomaven.engine.CacheDirectory;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.engine.RegistryNames;
import io.github.fdomaven.engine.RunEngine;
import io.github.fdomaven.engine.RunSpec;
import io.github.fdomaven.engine.connection.EngineDiscovery;
import io.github.fdomaven.it.EngineCli;
import io.github.fdomaven.it.TestImages;
import io.github.fdomaven.it.TestRegistry;
import io.github.fdomaven.oci.Reference;
import io.github.fdomaven.registry.auth.CredentialChain;
import io.github.fdomaven.registry.auth.CredentialSource;
import io.github.fdomaven.registry.auth.Credentials;
import io.github.fdomaven.support.Secrets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every engine has to do for us, asked of each engine that the system property {@code it.engines} names. It goes through
 * our own port; what that cannot tell is looked up at the registry, or by Docker's command line.
 */
@Tag("engines")
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@ParameterizedClass(name = "{0}")
@MethodSource("io.github.fdomaven.engine.docker.EngineContract#addresses")
abstract class EngineContract {

    static final String BASE = "base/debian";
    static final String BASE_TAG = "bookworm";
    static final String REPOSITORY = "it/engine-contract";

    final String host = System.getProperty("it.registry");
    final TestRegistry registry = new TestRegistry(host);
    final TestImages images = new TestImages(registry, REPOSITORY);

    /** Of this test alone, as a tag and as a label. */
    final String mark = "t" + UUID.randomUUID();

    @Parameter
    String address;

    RunEngine engine;
    EngineCli cli;
    private final Deque<Container> containers = new ArrayDeque<>();
    private final List<Reference> references = new ArrayList<>();

    /** Fails where there is none: nobody is to take it for passed that nothing was asked. */
    static Stream<String> addresses() {
        List<String> addresses = List.of(System.getProperty("it.engines", "").split("\\s+"));
        assertThat(addresses).as("the property it.engines").doesNotContain("");
        return addresses.stream();
    }

    @BeforeEach
    void open() {
        engine = open(Map.of());
        cli = new EngineCli(address);
    }

    /** The engine as somebody sees it who has a password for a host, or several. */
    RunEngine open(Map<String, Credentials> known) {
        return open(address, known);
    }

    static RunEngine open(String address, Map<String, Credentials> known) {
        CredentialSource source = new CredentialSource() {
            @Override
            public Optional<Credentials> find(String host) {
                return Optional.ofNullable(known.get(host));
            }

            @Override
            public String name() {
                return "the test";
            }
        };
        return new DockerEngineProvider(
                        place(address),
                        new CredentialChain(List.of(source), new Secrets(), (host, found) -> {}),
                        RegistryNames.SAME)
                .engine();
    }

    private static EngineDiscovery place(String address) {
        return new EngineDiscovery(
                Optional.of(new EngineDiscovery.NamedAddress("it.engines", address)),
                new Environment(Map.of()),
                Path.of("/"));
    }

    @AfterEach
    void removeAll() throws Exception {
        while (!containers.isEmpty()) {
            containers.pop().remove();
        }
        for (Reference reference : references) {
            engine.untag(reference);
        }
        registry.forget(
                REPOSITORY,
                registry.tags(REPOSITORY).stream()
                        .filter(tag -> tag.contains(mark))
                        .toArray(String[]::new));
        engine.close();
    }

    /** The reference of an image that this test makes or pulls, and leaves behind nowhere. */
    Reference own(String repository, String tag) {
        Reference reference = Reference.parse(repository + ":" + tag);
        references.add(reference);
        return reference;
    }

    Reference own() {
        return own(host + "/" + REPOSITORY, mark);
    }

    static Reference base() {
        return Reference.parse(System.getProperty("it.registry") + "/" + BASE + ":" + BASE_TAG);
    }

    EngineImage pull(Reference reference) {
        return engine.pull(reference, Optional.empty(), (layer, status, current, total) -> {});
    }

    BuildContainer build() {
        return build(base(), Map.of());
    }

    BuildContainer build(Reference reference, Map<String, String> labels) {
        return build(spec(reference, labels));
    }

    ContainerSpec spec(Reference reference, Map<String, String> labels) {
        Map<String, String> all = new HashMap<>(labels);
        all.put("org.example.mark", mark);
        return new ContainerSpec(
                reference, pull(reference), Optional.empty(), all, Optional.empty(), new CacheDirectory.None());
    }

    BuildContainer build(ContainerSpec spec) {
        BuildContainer container = engine.start(spec);
        containers.push(container);
        return container;
    }

    Container start(RunSpec spec) {
        Container container = engine.start(spec);
        containers.push(container);
        return container;
    }

    /** What a program printed, and how it ended. */
    record Ran(OptionalInt status, List<String> lines) {

        String text() {
            assertThat(status).as(lines::toString).hasValue(0);
            return String.join("\n", lines);
        }
    }

    /** Whether a message has the words that this engine has for what it refused, if they are known. */
    void says(EngineWords words, Reference reference, String message) {
        words.of(engine.name())
                .ifPresent(expected -> assertThat(EngineWords.withoutChance(message))
                        .contains(engine.name() + " says: " + EngineWords.filled(expected, reference) + "."));
    }

    static Ran sh(Container container, String script) {
        return run(container, new ExecSpec(List.of("sh", "-c", script), Map.of(), Optional.empty(), Optional.empty()));
    }

    static Ran run(Container container, ExecSpec spec) {
        List<String> lines = new ArrayList<>();
        return new Ran(container.run(spec, lines::add), lines);
    }
}
