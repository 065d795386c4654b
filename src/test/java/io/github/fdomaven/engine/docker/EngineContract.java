package io.github.fdomaven.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.fdomaven.ci.Environment;
import io.github.fdomaven.engine.CommitSpec;
import io.github.fdomaven.engine.Container;
import io.github.fdomaven.engine.ContainerSpec;
import io.github.fdomaven.engine.Engine;
import io.github.fdomaven.engine.EngineImage;
import io.github.fdomaven.engine.ExecSpec;
import io.github.fdomaven.engine.Mount;
import io.github.fdomaven.engine.RegistryAliases;
import io.github.fdomaven.engine.connection.EngineDiscovery;
import io.github.fdomaven.engine.selection.EngineSelection;
import io.github.fdomaven.http.PlainHttp;
import io.github.fdomaven.it.BuildahCli;
import io.github.fdomaven.it.EngineCli;
import io.github.fdomaven.it.TestImages;
import io.github.fdomaven.it.TestRegistry;
import io.github.fdomaven.oci.Platform;
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
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The contract of every engine. The tests run for each engine of the system property {@code it.engines}. They use the
 * interface {@link Engine}, and check the results in the registry or on the command line. Most tests run for the buildah program
 * too.
 */
@Tag("engines")
@Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
@Execution(ExecutionMode.CONCURRENT)
@ParameterizedClass(name = "{0}")
@MethodSource("io.github.fdomaven.engine.docker.EngineContract#addresses")
abstract class EngineContract {

    static final String BASE = "base/debian";
    static final String BASE_TAG = "bookworm";
    static final String BUILDAH = "buildah:";

    /** The label of an image that the plugin has built. */
    static final Map<String, String> OWN = Map.of("fdo.recipe_digest", "sha256:1");

    static final CommitSpec COMMIT = new CommitSpec(List.of(), List.of("sh"), "/", Optional.empty(), Map.of());

    final String host = System.getProperty("it.registry");
    final TestRegistry registry = new TestRegistry(host);

    /** A unique value that marks the tags and containers of this test. */
    final String mark = "t" + UUID.randomUUID();

    @Parameter
    String address;

    /** A repository of its own for each engine, because engines are tested in parallel. */
    String repository;

    TestImages images;
    Engine engine;
    EngineCli cli;
    private final EngineTurn turn = new EngineTurn();
    private final Deque<Container> containers = new ArrayDeque<>();
    private final List<Reference> references = new ArrayList<>();

    /** Fails if there are no engines, so that the tests are never skipped silently. */
    static Stream<String> addresses() {
        List<String> addresses = List.of(System.getProperty("it.engines", "").split("\\s+"));
        assertThat(addresses).as("the property it.engines").doesNotContain("");
        return addresses.stream();
    }

    /** The buildah program, for the tests that do not need the Docker API or volumes. */
    static Stream<String> buildah() {
        return Stream.of(BUILDAH);
    }

    /** Waits for the other tests of the engine. */
    @BeforeEach
    @Timeout(value = 60, unit = TimeUnit.MINUTES)
    void open() throws InterruptedException {
        turn.await(address);
        repository = repository(address);
        images = new TestImages(registry, repository);
        engine = open(Map.of());
        cli = isBuildah() ? new BuildahCli() : new EngineCli(address);
    }

    static String repository(String address) {
        return "it/engine-contract/" + address.replaceAll("[^a-z0-9]+", "-").replaceAll("^-|-$", "");
    }

    /** Whether the engine is the buildah program, of which the contract has exceptions. */
    boolean isBuildah() {
        return address.equals(BUILDAH);
    }

    /** Opens the engine with credentials by host. */
    Engine open(Map<String, Credentials> credentials) {
        return open(address, credentials);
    }

    static Engine open(String address, Map<String, Credentials> credentials) {
        CredentialSource source =
                CredentialSource.of("the test", repository -> Optional.ofNullable(credentials.get(repository.host())));
        return new EngineSelection(
                        discovery(address),
                        new CredentialChain(List.of(source), new Secrets(), (host, found) -> {}),
                        RegistryAliases.NONE,
                        new PlainHttp(Set.of()),
                        notice -> {})
                .engine();
    }

    private static EngineDiscovery discovery(String address) {
        return new EngineDiscovery(
                Optional.of(new EngineDiscovery.NamedAddress("it.engines", address)),
                new Environment(Map.of("PATH", System.getenv("PATH"))),
                Path.of("/"));
    }

    @AfterEach
    void removeAll() throws Exception {
        try {
            if (engine != null) {
                removeContainersAndImages();
            }
        } finally {
            turn.end();
        }
    }

    private void removeContainersAndImages() throws Exception {
        while (!containers.isEmpty()) {
            containers.pop().remove();
        }
        for (Reference reference : references) {
            engine.untag(reference);
        }
        registry.delete(
                repository,
                registry.tags(repository).stream()
                        .filter(tag -> tag.contains(mark))
                        .toArray(String[]::new));
        engine.close();
    }

    /** Returns a reference that is removed from the engine after the test. */
    Reference own(String repository, String tag) {
        Reference reference = Reference.parse(repository + ":" + tag);
        references.add(reference);
        return reference;
    }

    Reference own() {
        return own(host + "/" + repository, mark);
    }

    static Reference base() {
        return Reference.parse(System.getProperty("it.registry") + "/" + BASE + ":" + BASE_TAG);
    }

    EngineImage pull(Reference reference) {
        return engine.pull(reference, Optional.empty(), (layer, state, current, total) -> {});
    }

    Container start() {
        return start(base(), Map.of());
    }

    Container start(Reference reference, Map<String, String> labels) {
        return start(spec(reference, labels));
    }

    ContainerSpec spec(Optional<Platform> platform, Optional<String> network, Mount... mounts) {
        ContainerSpec plain = spec(base(), Map.of());
        return new ContainerSpec(plain.reference(), plain.image(), platform, plain.labels(), network, List.of(mounts));
    }

    ContainerSpec spec(Reference reference, Map<String, String> labels) {
        Map<String, String> all = new HashMap<>(labels);
        all.put("org.example.mark", mark);
        return new ContainerSpec(reference, pull(reference), Optional.empty(), all, Optional.empty(), List.of());
    }

    Container start(ContainerSpec spec) {
        Container container = engine.start(spec);
        containers.push(container);
        return container;
    }

    /** The result of a program. */
    record Ran(OptionalInt status, List<String> lines) {

        String text() {
            assertThat(status).as(lines::toString).hasValue(0);
            return String.join("\n", lines);
        }
    }

    /** Checks the engine's own error message, if it is known for this version. */
    void assertSays(EngineMessages messages, Reference reference, String message) throws Exception {
        boolean hasContainerdStore = !isBuildah()
                && cli.call("info", "--format", "{{.DriverStatus}}").contains("containerd.snapshotter");
        messages.of(engine.name(), hasContainerdStore)
                .ifPresent(expected -> assertThat(EngineMessages.normalize(message))
                        .contains(engine.name() + " says: " + EngineMessages.fill(expected, reference) + "."));
    }

    static Ran sh(Container container, String script) {
        return run(container, program("sh", "-c", script));
    }

    /** A program that runs as root in the root directory, without a time limit. */
    static ExecSpec program(String... arguments) {
        return new ExecSpec(List.of(arguments), Map.of(), Optional.empty(), Optional.empty());
    }

    static Ran run(Container container, ExecSpec spec) {
        List<String> lines = new ArrayList<>();
        return new Ran(container.run(spec, lines::add), lines);
    }

    void startWithAnotherConnection() {
        try (Engine other = open(address, Map.of())) {
            ContainerSpec spec = spec(base(), Map.of());
            other.start(spec).remove();
        }
    }

    Reference local(String name) {
        return own("localhost/contract/" + name, mark);
    }

    /** Builds and tags an image with a layer of its own. */
    String build(Reference from, Reference reference, Map<String, String> labels) {
        ContainerSpec spec = spec(from);
        Map<String, String> all = new HashMap<>(labels);
        all.put("org.example.mark", mark);
        Container container =
                start(new ContainerSpec(from, spec.image(), Optional.empty(), all, Optional.empty(), List.of()));
        sh(container, "echo " + reference + " >/built").text();
        String id = container.commit(COMMIT);
        engine.tag(id, reference);
        container.remove();
        return id;
    }

    /** A container from an image of the engine. */
    ContainerSpec spec(Reference reference) {
        EngineImage image = reference.equals(base())
                ? pull(reference)
                : engine.find(reference).orElseThrow();
        return new ContainerSpec(
                reference, image, Optional.empty(), Map.of("org.example.mark", mark), Optional.empty(), List.of());
    }

    boolean exists(String id) throws Exception {
        return cli.hasId(id);
    }

    List<String> tags(String id) throws Exception {
        return cli.tags(id);
    }
}
